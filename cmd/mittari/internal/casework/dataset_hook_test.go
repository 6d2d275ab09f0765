package casework

import (
	"context"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/dataset"
)

// ReportData is what reports are built from.
func (d *Desk) ReportData(ctx context.Context) (export.Data, error) { return d.reportData(ctx) }

// CheckDataset prepares a dataset that withholds nothing and looks at no group, to recompute a report from it.
func (d *Desk) CheckDataset(ctx context.Context, words export.Words, period string) (*dataset.Dataset, error) {
	key, err := newVeilKey()
	if err != nil {
		return nil, err
	}
	src, err := d.datasetSource(ctx, &exchangeState{Pseudonyms: key}, 1)
	if err != nil {
		return nil, err
	}
	p, err := export.ParsePeriod(period, src.Data.Project)
	if err != nil {
		return nil, err
	}
	return dataset.Prepare(ctx, src, dataset.Options{Number: 1, Period: p, Today: d.Date(), Words: words, ForCheck: true})
}

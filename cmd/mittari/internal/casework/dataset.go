package casework

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/dataset"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// DatasetRequest is which dataset to make, and where.
type DatasetRequest struct {
	Period       string // as of a report
	Words        export.Words
	K            int
	Drop         []dataset.Step
	Coarsen      bool
	WithoutDates bool
	Program      string
	dataset.Order
}

// DatasetMade is a dataset that left this file.
type DatasetMade struct {
	Number int
	At     time.Time
	Hash   string // over its files
	Forms  int
	Taken  []dataset.Step `json:",omitempty"`
}

// DatasetResult is what was written.
type DatasetResult struct {
	Path     string
	Groups   dataset.Groups
	Manifest dataset.Manifest
}

// WriteDataset writes a dataset for evaluators. It is logged with its number and hash before the folder appears, and a
// refusal is logged too: a *dataset.SmallGroupsError when somebody would stand too alone, a *dataset.ExistsError when
// there is something at its place.
func (d *Desk) WriteDataset(ctx context.Context, req DatasetRequest) (DatasetResult, error) {
	set, state, err := d.prepareDataset(ctx, req)
	var small *dataset.SmallGroupsError
	if errors.As(err, &small) {
		why := fmt.Sprintf("%d families in groups below %d", small.Groups.Small, small.Groups.K)
		return DatasetResult{}, errors.Join(err, d.log(ctx, store.ActDenied, store.FamilyID{}, "dataset", why))
	}
	if err != nil {
		return DatasetResult{}, err
	}
	order := req.Order
	order.Before = func(m dataset.Manifest) error { return d.noteDataset(ctx, m, state) }
	m, err := set.Write(ctx, order)
	return DatasetResult{Path: req.Path, Groups: set.Groups, Manifest: m}, err
}

// DatasetGroups tells how alone people would stand, without writing anything.
func (d *Desk) DatasetGroups(ctx context.Context, req DatasetRequest) (dataset.Groups, []dataset.Step, error) {
	set, _, err := d.prepareDataset(ctx, req)
	var small *dataset.SmallGroupsError
	if errors.As(err, &small) {
		return small.Groups, small.Enough, nil
	}
	if err != nil {
		return dataset.Groups{}, nil, err
	}
	return set.Groups, nil, nil
}

// prepareDataset reads the record. Every dataset has ids of its own, so that two of them cannot be laid side by side.
func (d *Desk) prepareDataset(ctx context.Context, req DatasetRequest) (*dataset.Dataset, *exchangeState, error) {
	var state *exchangeState
	err := d.changeExchange(ctx, func(_ Record, s *exchangeState) (err error) {
		state = s
		if s.Pseudonyms == nil {
			s.Pseudonyms, err = newVeilKey()
		}
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read the key of ids for evaluators: %w", err)
	}
	number := len(state.Datasets) + 1
	src, err := d.datasetSource(ctx, state, number)
	if err != nil {
		return nil, nil, fmt.Errorf("read the record for a dataset: %w", err)
	}
	period, err := export.ParsePeriod(req.Period, src.Data.Project)
	if err != nil {
		return nil, nil, err
	}
	set, err := dataset.Prepare(ctx, src, dataset.Options{
		Number: number, Period: period, Today: d.Date(), Program: req.Program, K: req.K, Drop: req.Drop, Coarsen: req.Coarsen,
		WithoutDates: req.WithoutDates, Words: req.Words,
	})
	return set, state, err
}

func (d *Desk) datasetSource(ctx context.Context, s *exchangeState, number int) (src dataset.Source, err error) {
	settings, err := d.rec.Settings(ctx)
	if err != nil {
		return src, err
	}
	data := &src.Data
	data.Project, data.Demo = settings.Project, settings.Demo
	for _, read := range append(d.familyRows(ctx, data),
		whole(ctx, &data.Regions, d.rec.Regions), whole(ctx, &data.Teams, d.rec.Teams), whole(ctx, &data.Protocols, d.rec.Protocols)) {
		if err := read(); err != nil {
			return src, err
		}
	}
	if err := d.leaveOut(ctx, data); err != nil {
		return src, err
	}
	of := veil{key: veil{key: s.Pseudonyms}.mac("dataset", []byte(strconv.Itoa(number)))}
	src.Mask = func(id store.ID) store.ID { return veiled(of, id) }
	src.Quarters = s.Evaluator
	src.Each = func(ctx context.Context, f func(store.Scored) error) error { return d.rec.EachScored(ctx, true, f) }
	src.Definition = func(ref instruments.Ref) *instruments.Definition {
		def, err := d.cat.At(ref)
		if err != nil {
			return nil // counted as left out
		}
		return def
	}
	return src, nil
}

// noteDataset remembers a dataset and logs it. Nobody else may have made one meanwhile.
func (d *Desk) noteDataset(ctx context.Context, m dataset.Manifest, before *exchangeState) error {
	return d.changeExchange(ctx, func(r Record, s *exchangeState) error {
		if len(s.Datasets) != len(before.Datasets) {
			return store.ErrConflict
		}
		s.Datasets = append(s.Datasets, DatasetMade{Number: m.Dataset, At: d.clock().UTC(), Hash: m.Hash, Forms: m.Forms, Taken: m.Taken})
		return d.logTo(ctx, r, store.ActExport, store.FamilyID{}, "dataset "+strconv.Itoa(m.Dataset), m.Hash)
	})
}

// Datasets lists those that were made here, oldest first.
func (d *Desk) Datasets(ctx context.Context) ([]DatasetMade, error) {
	s, err := readExchange(ctx, d.rec)
	if err != nil {
		return nil, err
	}
	return slices.Clone(s.Datasets), nil
}

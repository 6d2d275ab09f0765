package casework

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/store"
)

// ReportRequest is which report to write, where, and in whose words.
type ReportRequest struct {
	Kind      export.Kind  // empty: the team workbook
	Period    string       // as export.ParsePeriod reads it: "2026Q3", or empty for the whole project
	Words     export.Words // the language of the report
	Path      string       // its ending says the form: .json for programs, .txt for reading, else a workbook
	Overwrite bool         // replace a file of that name
	Program   string
	Progress  func(done, total int) // may be nil; called from the goroutine that writes
}

// ReportResult is what was written.
type ReportResult struct {
	Path   string
	Report *export.Report
}

// WriteReport builds a report from the whole record and writes it as a workbook. The file
// appears whole or not at all; one that is there already is ErrFileExists unless Overwrite.
func (d *Desk) WriteReport(ctx context.Context, req ReportRequest) (ReportResult, error) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(reportMemory))
	rep, err := d.Report(ctx, req)
	if err != nil {
		return ReportResult{}, err
	}
	return d.writeReport(ctx, req, rep)
}

func (d *Desk) writeReport(ctx context.Context, req ReportRequest, rep *export.Report) (ReportResult, error) {
	err := saveReport(ctx, req, rep)
	var exists *workbook.ExistsError
	if errors.As(err, &exists) {
		return ReportResult{}, ErrFileExists
	}
	if err != nil {
		return ReportResult{}, fmt.Errorf("write the report: %w", err)
	}
	if err := d.reported(ctx, rep); err != nil {
		return ReportResult{}, err
	}
	return ReportResult{Path: req.Path, Report: rep}, nil
}

func saveReport(ctx context.Context, req ReportRequest, rep *export.Report) error {
	switch strings.ToLower(filepath.Ext(req.Path)) {
	case ".json":
		return WriteFile(req.Path, req.Overwrite, func(w io.Writer) error { return export.WriteDocument(w, rep, req.Words) })
	case ".txt":
		return workbook.SaveText(req.Path, req.Overwrite, rep, req.Words)
	}
	return workbook.Save(ctx, req.Path, req.Overwrite, rep, req.Words, workbook.Options{Progress: req.Progress})
}

// PrintReport builds a report and writes it as data for programs or as plain text, where no file is wanted.
func (d *Desk) PrintReport(ctx context.Context, w io.Writer, req ReportRequest, asData bool) error {
	rep, err := d.Report(ctx, req)
	if err != nil {
		return err
	}
	if err := d.reported(ctx, rep); err != nil {
		return err
	}
	if asData {
		return export.WriteDocument(w, rep, req.Words)
	}
	return workbook.WriteText(w, rep, req.Words)
}

// reported logs that figures have left the file.
func (d *Desk) reported(ctx context.Context, rep *export.Report) error {
	return d.log(ctx, store.ActExport, store.FamilyID{}, "report "+string(rep.Kind), rep.Checksum)
}

// Report builds a report as plain values.
func (d *Desk) Report(ctx context.Context, req ReportRequest) (*export.Report, error) {
	_, rep, err := d.buildReport(ctx, req)
	return rep, err
}

// reportMemory is how many bytes a report takes before the collector works harder instead: a record of a hundred thousand
// administrations then needs little more than its rows, and one like those of a team never comes near it.
const reportMemory = 140 << 20

// buildReport gives the data that a report was built from as well.
func (d *Desk) buildReport(ctx context.Context, req ReportRequest) (export.Data, *export.Report, error) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(reportMemory))
	data, err := d.reportData(ctx)
	if err != nil {
		return data, nil, fmt.Errorf("read the record for the report: %w", err)
	}
	period, err := export.ParsePeriod(req.Period, data.Project)
	if err != nil {
		return data, nil, err
	}
	if req.Kind == "" {
		req.Kind = export.TeamReport
	}
	export.SortFrozen(data.Frozen)
	if last := export.LastFrozen(data.Frozen, req.Kind); last != nil {
		if data.Since, err = d.changedSince(ctx, *last); err != nil {
			return data, nil, err
		}
	}
	rep, err := export.Build(ctx, req.Kind, data, export.Options{Period: period, Today: d.Date(), Program: req.Program})
	if err != nil {
		return data, nil, fmt.Errorf("build the report: %w", err)
	}
	return data, rep, nil
}

package casework

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// ReportRequest is which report to write, where, and in whose words.
type ReportRequest struct {
	Period    string       // "2026Q3", or empty for the whole project
	Words     export.Words // the language of the report
	Path      string
	Overwrite bool // replace a file of that name
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
	rep, err := d.Report(ctx, req)
	if err != nil {
		return ReportResult{}, err
	}
	err = workbook.Save(ctx, req.Path, req.Overwrite, rep, req.Words, workbook.Options{Progress: req.Progress})
	var exists *workbook.ExistsError
	if errors.As(err, &exists) {
		return ReportResult{}, ErrFileExists
	}
	if err != nil {
		return ReportResult{}, fmt.Errorf("write the report: %w", err)
	}
	if err := d.log(ctx, store.ActExport, store.FamilyID{}, "report "+string(rep.Kind), rep.Checksum); err != nil {
		return ReportResult{}, err
	}
	return ReportResult{Path: req.Path, Report: rep}, nil
}

// Report builds a report as plain values.
func (d *Desk) Report(ctx context.Context, req ReportRequest) (*export.Report, error) {
	data, err := d.reportData(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the record for the report: %w", err)
	}
	period, err := export.ParsePeriod(req.Period, data.Project)
	if err != nil {
		return nil, err
	}
	rep, err := export.Team(ctx, data, export.Options{Period: period, Today: d.Date(), Program: req.Program})
	if err != nil {
		return nil, fmt.Errorf("build the report: %w", err)
	}
	return rep, nil
}

// reportData reads the record into the plain values that reports are built from.
func (d *Desk) reportData(ctx context.Context) (data export.Data, err error) {
	settings, err := d.rec.Settings(ctx)
	if err != nil {
		return data, err
	}
	data.Project, data.Demo = settings.Project, settings.Demo
	agency, err := d.Agency(ctx)
	if err != nil {
		return data, err
	}
	data.Regions, data.Teams = agency.Regions, agency.Teams
	if data.Families, err = d.rec.AllFamilies(ctx); err != nil {
		return data, err
	}
	every := store.FamilyID{}
	if data.Persons, err = d.rec.Persons(ctx, every); err != nil {
		return data, err
	}
	if data.Episodes, err = d.rec.Episodes(ctx, every); err != nil {
		return data, err
	}
	if data.Meetings, err = d.rec.Meetings(ctx, every); err != nil {
		return data, err
	}
	if data.Events, err = d.rec.Events(ctx, every); err != nil {
		return data, err
	}
	if data.Protocols, err = d.rec.Protocols(ctx); err != nil {
		return data, err
	}
	if data.Missed, err = d.rec.MissedOccasions(ctx, every); err != nil {
		return data, err
	}
	if data.Participations, err = d.rec.Participations(ctx, every); err != nil {
		return data, err
	}
	err = d.rec.EachScored(ctx, false, func(s store.Scored) error {
		data.Scored = append(data.Scored, s)
		return nil
	})
	if err != nil {
		return data, err
	}
	if err := d.leaveOut(ctx, &data); err != nil {
		return data, err
	}
	data.Definitions = d.definitions(data.Scored)
	return data, nil
}

// leaveOut takes away the families that have restricted the use of their answers or object to the evaluation, and
// counts them.
func (d *Desk) leaveOut(ctx context.Context, data *export.Data) error {
	out, err := outOfEvaluation(ctx, d.rec, data.Persons, d.Date())
	if err != nil || len(out) == 0 {
		return err
	}
	episodes, persons := map[store.EpisodeID]bool{}, map[store.PersonID]bool{}
	for _, e := range data.Episodes {
		episodes[e.ID] = out[e.Family]
	}
	for _, p := range data.Persons {
		persons[p.ID] = out[p.Family]
	}
	data.LeftOut = len(out)
	data.Families = slices.DeleteFunc(data.Families, func(f store.Family) bool { return out[f.ID] })
	data.Persons = slices.DeleteFunc(data.Persons, func(p store.Person) bool { return out[p.Family] })
	data.Episodes = slices.DeleteFunc(data.Episodes, func(e store.Episode) bool { return out[e.Family] })
	data.Meetings = slices.DeleteFunc(data.Meetings, func(m store.Meeting) bool { return episodes[m.Episode] })
	data.Events = slices.DeleteFunc(data.Events, func(e store.Event) bool { return persons[e.Person] })
	data.Scored = slices.DeleteFunc(data.Scored, func(s store.Scored) bool { return episodes[s.Episode] })
	return nil
}

// definitions are the versions that the results refer to. One that the catalogue lacks is left out; its results are
// then counted as answered but not compared.
func (d *Desk) definitions(scored []store.Scored) []*instruments.Definition {
	seen := map[instruments.Ref]bool{}
	var out []*instruments.Definition
	for i := range scored {
		ref := scored[i].Instrument
		if seen[ref] {
			continue
		}
		seen[ref] = true
		if def, err := d.cat.At(ref); err == nil {
			out = append(out, def)
		}
	}
	return out
}

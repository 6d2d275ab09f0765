package casework

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/store"
)

// ExtractRequest is whose data to write out, why, and where.
type ExtractRequest struct {
	Person    store.PersonID
	Why       string // who asked, without names; asked for
	Words     export.Words
	Path      string // .txt: plain text, else a workbook
	Overwrite bool
}

// WriteExtract writes everything that the file holds about a person in plain words, for that person to read. The file
// is not encrypted and is about one family: it is logged with its reason.
func (d *Desk) WriteExtract(ctx context.Context, req ExtractRequest) error {
	rep, err := d.Extract(ctx, req.Person, req.Why)
	if err != nil {
		return err
	}
	if strings.HasSuffix(strings.ToLower(req.Path), ".txt") {
		err = workbook.SaveText(req.Path, req.Overwrite, rep, req.Words)
	} else {
		err = workbook.Save(ctx, req.Path, req.Overwrite, rep, req.Words, workbook.Options{})
	}
	var exists *workbook.ExistsError
	if errors.As(err, &exists) {
		return ErrFileExists
	}
	if err != nil {
		return fmt.Errorf("write the extract: %w", err)
	}
	return nil
}

// Extract is everything that the file holds about a person as chapters of tables. Asking for it is logged, with the
// reason that has to be given.
func (d *Desk) Extract(ctx context.Context, person store.PersonID, why string) (*export.Report, error) {
	if err := stated(why); err != nil {
		return nil, err
	}
	x, err := d.rec.Extract(ctx, person)
	if err != nil {
		return nil, err
	}
	b, err := d.rightsBook(ctx)
	if err != nil {
		return nil, err
	}
	settings, err := d.rec.Settings(ctx)
	if err != nil {
		return nil, err
	}
	agency, err := d.Agency(ctx)
	if err != nil {
		return nil, err
	}
	members, err := d.rec.Persons(ctx, x.Person.Family)
	if err != nil {
		return nil, err
	}
	methods, err := d.rec.Methods(ctx)
	if err != nil {
		return nil, err
	}
	w := extractWriter{desk: d, x: x, book: b, agency: agency, members: members, methods: methods}
	// Logged before anything leaves, so that no extract is without its line.
	if err := d.log(ctx, store.ActExport, x.Person.Family, "extract "+x.Person.Code, strings.TrimSpace(why)); err != nil {
		return nil, err
	}
	return &export.Report{
		Kind: "extract", Title: export.Msg("extract.title", "code", x.Person.Code), Demo: settings.Demo,
		Made: d.Date(), DataDate: d.Date(),
		Sections: []export.Section{w.who(), w.service(), w.answers(), w.choices(), w.history(), w.log()},
	}, nil
}

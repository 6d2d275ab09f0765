package dataset

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// Format of the files.
type Format string

// Formats.
const (
	CSV     Format = "csv"
	XLSX    Format = "xlsx"
	FHIR    Format = "fhir"
	Parquet Format = "parquet"
)

// Formats lists all.
func Formats() []Format { return []Format{CSV, XLSX, FHIR, Parquet} }

// manifestName is the file that says what a folder holds.
const manifestName = "manifest.json"

// Order is where a dataset is written, and how.
type Order struct {
	Path      string
	Formats   []Format
	Overwrite bool                  // replace an earlier dataset
	Progress  func(done, total int) // rows; may be nil
	// Before is called when all is written and before the folder appears; an error of it keeps it from appearing.
	Before func(Manifest) error
}

// Manifest says what a folder holds.
type Manifest struct {
	Dataset     int          `json:"dataset"`
	Demo        bool         `json:"demo,omitempty"`
	Program     string       `json:"program"`
	Period      string       `json:"period"`
	DataDate    string       `json:"data_date"`
	K           int          `json:"k"`
	Smallest    int          `json:"smallest_group"`
	Taken       []Step       `json:"taken_away"`
	Linked      bool         `json:"families_linked"`
	Blanked     int          `json:"gender_hidden_for"`
	Families    int          `json:"families"`
	Persons     int          `json:"persons"`
	Forms       int          `json:"administrations"`
	LeftOut     string       `json:"families_left_out"`
	Definitions []Definition `json:"definitions"`
	Hash        string       `json:"hash"` // over all other files
	Files       []File       `json:"files"`
}

// Definition is a version that scores were made with.
type Definition struct {
	Instrument string `json:"instrument"`
	Version    int    `json:"version"`
	Hash       string `json:"hash"`
}

// writer is the writing of one dataset.
type writer struct {
	d     *Dataset
	o     Order
	f     *folder
	done  int
	total int
}

// Write writes the files into a new folder, which appears whole or not at all. One that is there already is an
// ExistsError unless it is to be replaced.
func (d *Dataset) Write(ctx context.Context, o Order) (m Manifest, err error) {
	if len(o.Formats) == 0 {
		o.Formats = []Format{CSV}
	}
	f, err := newFolder(o.Path, o.Overwrite)
	if err != nil {
		return m, err
	}
	w := &writer{d: d, o: o, f: f, total: len(o.Formats) * d.rows()}
	if m, err = w.all(ctx); err == nil {
		err = ctx.Err()
	}
	if err == nil && o.Before != nil {
		err = o.Before(m)
	}
	if err == nil {
		err = f.commit()
	}
	if err != nil {
		return m, errors.Join(err, f.drop())
	}
	return m, nil
}

// rows is about how many rows each format has.
func (d *Dataset) rows() int {
	return max(len(d.x.persons)+len(d.g.occasions)+d.g.longRows(), 1)
}

func (w *writer) all(ctx context.Context) (Manifest, error) {
	for _, format := range Formats() {
		if !slices.Contains(w.o.Formats, format) {
			continue
		}
		var err error
		switch format {
		case CSV:
			err = w.csv(ctx)
		case XLSX:
			err = w.xlsx(ctx)
		case FHIR:
			err = w.fhir(ctx)
		case Parquet:
			err = w.parquet(ctx)
		}
		if err != nil {
			return Manifest{}, fmt.Errorf("write the dataset as %s: %w", format, err)
		}
	}
	if err := w.groups(ctx); err != nil {
		return Manifest{}, err
	}
	if err := w.readme(); err != nil {
		return Manifest{}, err
	}
	return w.manifest()
}

// each hands the rows of a table on, counts them and looks whether to stop.
func (w *writer) each(ctx context.Context, t *Table, emit func([]Cell) error) error {
	return t.Rows(ctx, func(row []Cell) error {
		if w.done++; w.done%1000 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if w.o.Progress != nil {
				w.o.Progress(min(w.done, w.total), w.total)
			}
		}
		return emit(row)
	})
}

// fewLeftOut is the least number of families left out that is told.
const fewLeftOut = 5

// leftOut tells how many families are not in the data at their own wish; a small number is not told exactly.
func (g *Groups) leftOut() string {
	if g.LeftOut > 0 && g.LeftOut < fewLeftOut {
		return fmt.Sprintf("<%d", fewLeftOut)
	}
	return fmt.Sprint(g.LeftOut)
}

func (w *writer) manifest() (Manifest, error) {
	d, g := w.d, &w.d.Groups
	m := Manifest{
		Dataset: d.o.Number, Demo: d.x.src.Data.Demo, Program: d.o.Program, Period: d.o.Period.Key, DataDate: d.x.asOf.String(),
		K: g.K, Smallest: g.Smallest, Taken: g.Taken, Linked: g.Linked, Blanked: g.Blanked, Families: g.Families, Persons: g.Persons, Forms: d.Forms,
		LeftOut: g.leftOut(), Hash: w.f.hashFiles(), Files: w.f.files,
	}
	for _, def := range d.x.defs {
		m.Definitions = append(m.Definitions, Definition{string(def.ID), def.Version, def.Hash})
	}
	raw, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return m, fmt.Errorf("write %s: %w", manifestName, err)
	}
	return m, w.text(manifestName, string(raw)+"\n")
}

// text writes a whole file.
func (w *writer) text(name, s string) error {
	f, err := w.f.create(name)
	if err != nil {
		return err
	}
	_, err = f.WriteString(s)
	return errors.Join(err, f.Close())
}

// readme tells a person what is in the folder.
func (w *writer) readme() error {
	d, t := w.d, w.d.o.Words
	s := t.T("dataset.readme.title", "number", d.o.Number) + "\n\n"
	if d.x.src.Data.Demo {
		s += t.T("dataset.readme.demo") + "\n\n"
	}
	s += t.T("dataset.readme.intro", "k", d.Groups.K) + "\n\n"
	if len(d.Groups.Taken) > 0 {
		s += t.T("dataset.readme.taken") + "\n"
		for _, step := range d.Groups.Taken {
			s += "  - " + t.T("dataset.step."+string(step)) + "\n"
		}
		s += "\n"
	}
	for _, format := range Formats() {
		if slices.Contains(w.o.Formats, format) {
			s += t.T("dataset.readme."+string(format)) + "\n"
		}
	}
	return w.text("README.txt", s+"\n"+t.T("dataset.readme.missing")+"\n\n"+t.T("dataset.readme.duty")+"\n")
}

package casework

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mittari/mittari/scoring/sheet"
	"github.com/mittari/mittari/store"
)

// What can be wrong with a row of public indicators, besides what is wrong with any table.
const (
	NoSource ProblemKind = "no-source" // a figure that nobody can look up is no figure
	Twice    ProblemKind = "twice"
	BadYear  ProblemKind = "bad-year"
	Personal ProblemKind = "personal" // the text may identify somebody
	Unfit    ProblemKind = "unfit"
)

// ProblemKind is what is wrong with a row.
type ProblemKind = sheet.ProblemKind

// IndicatorFileError lists everything that is wrong with a file of public indicators. Nothing of it was imported.
type IndicatorFileError struct{ Problems []sheet.RowProblem }

// Error implements error.
func (e *IndicatorFileError) Error() string {
	return fmt.Sprintf("file of public indicators: %d problems, first %s", len(e.Problems), e.Problems[0])
}

// MessageKey names the sentence for it in the catalogues.
func (e *IndicatorFileError) MessageKey() (string, []any) {
	return "indicator-file", []any{"n", len(e.Problems)}
}

// mostIndicators is how many rows a file may have.
const mostIndicators = 20_000

func indicatorColumns() []string {
	return []string{"area", "year", "indicator", "value", "source", "licence"}
}

// ReadIndicators reads the figures of a CSV file as imported on a day, all of them or none: what is wrong is an
// *IndicatorFileError.
func ReadIndicators(name string, r io.Reader, on store.Date) ([]store.PublicIndicator, error) {
	p := indicatorParser{file: name, today: on, seen: map[store.DocumentID]bool{}}
	all, err := p.read(r)
	if err != nil {
		return nil, fmt.Errorf("read public indicators: %w", err)
	}
	if len(p.problems) > 0 {
		return nil, &IndicatorFileError{p.problems}
	}
	return all, nil
}

// ImportIndicators takes in what ReadIndicators reads. A figure that is there already gets the new value. It returns
// how many there were.
func (d *Desk) ImportIndicators(ctx context.Context, name string, r io.Reader) (int, error) {
	all, err := ReadIndicators(name, r, d.Date())
	if err != nil {
		return 0, err
	}
	return len(all), d.rec.Batch(ctx, func(rec Record) error {
		for _, v := range all {
			if err := rec.SavePublicIndicator(ctx, v); err != nil {
				return fmt.Errorf("save a public indicator: %w", err)
			}
		}
		return d.logTo(ctx, rec, store.ActImport, store.FamilyID{}, "public indicators", strconv.Itoa(len(all)))
	})
}

// indicatorParser reads a file row by row and gathers what is wrong.
type indicatorParser struct {
	file     string
	today    store.Date
	columns  map[string]int
	seen     map[store.DocumentID]bool
	problems []sheet.RowProblem
}

func (p *indicatorParser) wrong(row int, column, value string, kind ProblemKind) {
	const longest = 60
	if utf8.RuneCountInString(value) > longest {
		value = string([]rune(value)[:longest]) + "…"
	}
	p.problems = append(p.problems, sheet.RowProblem{File: p.file, Row: row, Column: column, Value: value, Kind: kind})
}

func (p *indicatorParser) read(r io.Reader) ([]store.PublicIndicator, error) {
	buffered := bufio.NewReader(r)
	head, _ := buffered.Peek(3) // a failing reader fails again below
	if string(head) == "\uFEFF" {
		_, _ = buffered.Discard(len(head))
	}
	c := csv.NewReader(buffered)
	c.Comma, c.FieldsPerRecord, c.TrimLeadingSpace = delimiterOf(buffered), -1, true
	var out []store.PublicIndicator
	for {
		cells, err := c.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			if p.columns == nil {
				p.wrong(0, "", "", sheet.EmptyFile)
			}
			return out, nil
		case errors.As(err, &broken):
			p.wrong(broken.StartLine, "", "", sheet.OpenQuote)
			return nil, nil
		case err != nil:
			return nil, err
		}
		row, _ := c.FieldPos(0)
		if p.columns == nil {
			if !p.header(row, cells) {
				return nil, nil
			}
			continue
		}
		if len(out) == mostIndicators {
			p.wrong(row, "", "", sheet.RowTooLong)
			return nil, nil
		}
		if v, ok := p.row(row, cells); ok {
			out = append(out, v)
		}
	}
}

// delimiterOf is what separates the cells of the first line.
func delimiterOf(r *bufio.Reader) rune {
	head, _ := r.Peek(r.Size()) // a short file gives what there is
	line, _, _ := strings.Cut(string(head), "\n")
	best := ','
	for _, c := range ";\t" {
		if strings.Count(line, string(c)) > strings.Count(line, string(best)) {
			best = c
		}
	}
	return best
}

func (p *indicatorParser) header(row int, cells []string) bool {
	p.columns = map[string]int{}
	for i, c := range cells {
		p.columns[strings.ToLower(strings.TrimSpace(c))] = i
	}
	ok := true
	for _, want := range indicatorColumns() {
		if _, have := p.columns[want]; !have && want != "licence" {
			p.wrong(row, want, "", sheet.NoColumn)
			ok = false
		}
	}
	return ok
}

func (p *indicatorParser) row(row int, cells []string) (store.PublicIndicator, bool) {
	if len(cells) != len(p.columns) {
		p.wrong(row, "", "", sheet.CellCount)
		return store.PublicIndicator{}, false
	}
	cell := func(column string) string {
		at, ok := p.columns[column]
		if !ok {
			return ""
		}
		return strings.TrimSpace(cells[at])
	}
	before := len(p.problems)
	v := store.PublicIndicator{
		Area: cell("area"), Indicator: cell("indicator"), Source: cell("source"), Licence: cell("licence"), Imported: p.today,
	}
	for _, column := range []string{"area", "indicator", "source", "licence"} {
		if harmless(cell(column)) != nil {
			p.wrong(row, column, "", Personal)
		}
	}
	var err error
	if v.Year, err = strconv.Atoi(cell("year")); err != nil {
		p.wrong(row, "year", cell("year"), BadYear)
	}
	var ok bool
	if v.Value, v.Decimals, ok = publicNumber(cell("value")); !ok {
		p.wrong(row, "value", cell("value"), sheet.NotANumber)
	}
	if v.Source == "" {
		p.wrong(row, "source", "", NoSource)
	}
	v.ID = v.Key()
	var invalid *store.InvalidError
	if err := v.Validate(); len(p.problems) == before && errors.As(err, &invalid) {
		column := strings.ToLower(invalid.Field)
		p.wrong(row, column, cell(column), Unfit)
	}
	if p.seen[v.ID] {
		p.wrong(row, "indicator", v.Indicator, Twice)
	}
	p.seen[v.ID] = true
	return v, len(p.problems) == before
}

// publicNumber reads a number with a decimal comma or point and spaces between thousands, and counts its decimals.
func publicNumber(s string) (v float64, decimals int, ok bool) {
	s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "−", "-", ",", ".").Replace(s)
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || strings.ContainsAny(s, "eExXpPnN_") {
		return 0, 0, false
	}
	if _, fraction, found := strings.Cut(s, "."); found {
		decimals = len(fraction)
	}
	return v, decimals, true
}

// Indicators lists the public indicators in use, by indicator, area and year.
func (d *Desk) Indicators(ctx context.Context) ([]store.PublicIndicator, error) {
	all, err := d.rec.PublicIndicators(ctx)
	if err != nil {
		return nil, fmt.Errorf("list public indicators: %w", err)
	}
	all = slices.DeleteFunc(all, func(p store.PublicIndicator) bool { return !p.Removed.IsZero() })
	slices.SortFunc(all, func(a, b store.PublicIndicator) int {
		return cmp.Or(
			cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Area, b.Area), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Source, b.Source),
		)
	})
	return all, nil
}

// IndicatorChoice names figures of one source. Empty fields mean all.
type IndicatorChoice struct {
	Source, Indicator, Area string
	Year                    int
}

// RemoveIndicators takes figures out of use and returns how many; none is store.ErrNotFound.
func (d *Desk) RemoveIndicators(ctx context.Context, c IndicatorChoice) (int, error) {
	all, err := d.Indicators(ctx)
	if err != nil {
		return 0, err
	}
	all = slices.DeleteFunc(all, func(p store.PublicIndicator) bool {
		return p.Source != c.Source || c.Indicator != "" && p.Indicator != c.Indicator || c.Area != "" && p.Area != c.Area || c.Year != 0 && p.Year != c.Year
	})
	if len(all) == 0 {
		return 0, fmt.Errorf("remove public indicators: %w", store.ErrNotFound)
	}
	return len(all), d.rec.Batch(ctx, func(r Record) error {
		for _, p := range all {
			p.Removed = d.Date()
			if err := r.SavePublicIndicator(ctx, p); err != nil {
				return fmt.Errorf("remove a public indicator: %w", err)
			}
		}
		return d.logTo(ctx, r, store.ActDelete, store.FamilyID{}, "public indicators", strconv.Itoa(len(all)))
	})
}

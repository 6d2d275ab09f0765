package casework

import (
	"context"
	"io"
	"io/fs"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// WordingFile is a file with official wording, as the user hands it over.
type WordingFile struct {
	Instrument instruments.ID
	Lang       instruments.Lang
	Name       string // what the user calls the file
	Content    io.Reader
	Beside     fs.FS             // the folder the file came from, for value sets kept apart; nil: none
	Columns    *importer.Columns // what the columns of a table hold, where a person has said so; nil: as its headings say
}

// MatchWording reads a file and matches it to the instrument, item by item, for a person to confirm.
// Nothing is stored. Where the holder has to be asked first and no permission holds, it is a *PermissionError.
func (d *Desk) MatchWording(ctx context.Context, f WordingFile) (*importer.Match, error) {
	def, err := d.cat.Get(f.Instrument)
	if err != nil {
		return nil, err
	}
	if err := d.MayShow(ctx, def); err != nil {
		return nil, err
	}
	return MatchWording(ctx, d.cat, f)
}

// MatchWording is Desk.MatchWording without a workspace.
func MatchWording(ctx context.Context, cat *instruments.Catalogue, f WordingFile) (*importer.Match, error) {
	def, err := cat.Get(f.Instrument)
	if err != nil {
		return nil, err
	}
	draft, err := ReadDraft(ctx, f)
	if err != nil {
		return nil, err
	}
	m, err := importer.MatchTo(draft, def, f.Lang)
	if err != nil {
		return nil, imported(err)
	}
	return m, nil
}

// SetOption puts words that a person has keyed in from the paper in place of an option that the file does not word.
// It reports whether the match had no words for that option.
func SetOption(m *importer.Match, key importer.OptionKey, text string) bool {
	i := slices.Index(m.MissingOptions, key)
	if i < 0 || text == "" {
		return false
	}
	m.MissingOptions = slices.Delete(m.MissingOptions, i, i+1)
	m.Options = append(m.Options, importer.OptionPair{OptionKey: key, Text: text, Basis: ByHand, Confidence: importer.Certain})
	return true
}

// ByHand is the basis of words that a person has keyed in.
const ByHand importer.Basis = "hand"

// TakeOver makes the wording of a match whose doubts a person has settled. Informant empty: for all who answer.
func TakeOver(m *importer.Match, who instruments.Informant, holder, licence, source string) (instruments.Wording, error) {
	w, err := m.Wording(holder, licence, source)
	if err != nil || who == "" {
		return w, imported(err)
	}
	w.Informant = who
	w.Hash = w.Sum()
	return w, w.Validate(m.Definition)
}

// ReadDraft reads a questionnaire of another program, whatever its format.
func ReadDraft(ctx context.Context, f WordingFile) (*importer.Draft, error) {
	var draft *importer.Draft
	var err error
	if f.Columns != nil {
		draft, err = importer.ReadTable(ctx, f.Name, f.Content, *f.Columns, importer.DefaultLimits())
	} else {
		draft, err = importer.Read(ctx, f.Name, f.Content, f.Beside, importer.DefaultLimits())
	}
	if err != nil {
		return nil, imported(err)
	}
	return draft, nil
}

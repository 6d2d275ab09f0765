package casework

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

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
	Form       string            // which of several forms of the file, by name or number; empty: the only one
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
	return formOf(draft, f)
}

// MatchWordingFile is MatchWording for a file on disk; a path may begin with ~ for the user's own folder.
func (d *Desk) MatchWordingFile(ctx context.Context, path string, f WordingFile) (_ *importer.Match, err error) {
	path = HomePath(path)
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the wording: %w", err)
	}
	defer func() { _ = file.Close() }() // opened for reading only
	f.Name, f.Content, f.Beside = filepath.Base(path), file, os.DirFS(filepath.Dir(path))
	return d.MatchWording(ctx, f)
}

// HomePath puts the user's own folder in place of a ~ at the beginning of a path.
func HomePath(path string) string {
	rest, ok := strings.CutPrefix(path, "~")
	if !ok || rest != "" && !os.IsPathSeparator(rest[0]) {
		return path
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return path
	}
	return filepath.Join(home, rest)
}

// FileName is the last part of a path, as a wording keeps it.
func FileName(path string) string { return filepath.Base(strings.TrimSpace(path)) }

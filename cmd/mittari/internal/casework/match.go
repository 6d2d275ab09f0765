package casework

import (
	"context"
	"io"
	"io/fs"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// WordingFile is a file with official wording, as the user hands it over.
type WordingFile struct {
	Instrument instruments.ID
	Lang       instruments.Lang
	Content    io.Reader
	Beside     fs.FS // the folder the file came from, for value sets kept apart; nil: none
}

// MatchWording reads a file and matches it to the instrument, item by item, for a person to confirm.
// Nothing is stored.
func (d *Desk) MatchWording(_ context.Context, f WordingFile) (*importer.Match, error) {
	return MatchWording(d.cat, f)
}

// MatchWording is Desk.MatchWording without a workspace.
func MatchWording(cat *instruments.Catalogue, f WordingFile) (*importer.Match, error) {
	def, err := cat.Get(f.Instrument)
	if err != nil {
		return nil, err
	}
	limits := importer.DefaultLimits()
	var sets importer.ValueSets
	if f.Beside != nil {
		sets = importer.InFolder(f.Beside, ".", limits)
	}
	draft, err := importer.FHIR(f.Content, limits, sets)
	if err != nil {
		return nil, err
	}
	return importer.MatchTo(draft, def, f.Lang)
}

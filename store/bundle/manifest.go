package bundle

import (
	"crypto/ed25519"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Version is that of the format this package writes; it reads all up to it.
const Version = 1

// Purpose is what a bundle is for.
type Purpose string

// Purposes.
const (
	Exchange    Purpose = "exchange"    // the record as it is, between laptops of one service
	Evaluator   Purpose = "evaluator"   // the record under other ids, without codes, workers, days and free text
	Definitions Purpose = "definitions" // instruments and wording, no record
)

// Manifest says what a bundle is. It is under the signature.
type Manifest struct {
	Bundle    store.ID // of its own for every bundle
	Purpose   Purpose
	Workspace store.ID       // the file it was packed from
	Device    store.DeviceID // the device of that file
	Demo      bool
	Schema    int    // of the file it was packed from
	Program   string // version of the program
	Created   time.Time
	Sender    string `json:",omitempty"` // how whoever packed is called: team and worker by code, or an evaluator
	Partial   bool   `json:",omitempty"` // some families only
	From, To  store.Cursor
	Counts    Counts
	Signer    ed25519.PublicKey
}

// Counts is how much of everything there is.
type Counts struct {
	Versions        int
	Administrations int
	Files           int
	Wordings        int
}

// All is the number of records.
func (c Counts) All() int { return c.Versions + c.Administrations + c.Files + c.Wordings }

// Part is one block of a bundle: records of one sort.
type Part struct {
	Versions        []store.Version
	Administrations []store.Given
	Files           []File
	Wordings        []instruments.Wording
}

func (p Part) counts() Counts {
	return Counts{
		Versions: len(p.Versions), Administrations: len(p.Administrations), Files: len(p.Files), Wordings: len(p.Wordings),
	}
}

func (c Counts) plus(d Counts) Counts {
	return Counts{
		Versions: c.Versions + d.Versions, Administrations: c.Administrations + d.Administrations,
		Files: c.Files + d.Files, Wordings: c.Wordings + d.Wordings,
	}
}

// File is a file of an instrument's definition: phq-9/1/instrument.yaml.
type File struct {
	Path    string
	Content []byte
}

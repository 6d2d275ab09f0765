package store

import (
	"crypto/sha256"
	"encoding/json"
	"regexp"
	"time"

	"github.com/google/uuid"

	"github.com/mittari/mittari/instruments"
)

// FrozenReport is a report as it was given to somebody: the figures that were shown, and everything needed to make
// them again. It holds nothing that the report did not show, so that the erasure of a family leaves it as it is. Its id
// is made of its content: one that was altered is refused, here and wherever a bundle brings it.
type FrozenReport struct {
	ID       DocumentID
	Report   string // kind of the report: "annex"
	Period   string `json:",omitzero"` // as it was asked for: "2026Q3"; empty: the whole project
	From     Date   `json:",omitzero"`
	To       Date   `json:",omitzero"`
	DataDate Date   // last day that the figures look at
	Made     time.Time
	Program  string             `json:",omitzero"` // version of the program
	Rules    string             // version of the rules of the report and of its protection
	Used     []FrozenDefinition `json:",omitzero"` // definitions behind the figures, in order
	// Earlier are the frozen reports that the protection took into account, in order of their freezing.
	Earlier  []DocumentID `json:",omitzero"`
	Checksum string       // SHA-256 in hex over the figures, as on the cover
	Figures  []byte       // the figures as package export writes them
	// Workspace and Position say where in which file the record stood: what came later explains a difference. They are
	// numbers of the file and tell nothing of anybody.
	Workspace ID     `json:",omitzero"`
	Position  Cursor `json:",omitzero"`
}

// FrozenDefinition is one version of an instrument that figures rest on.
type FrozenDefinition struct {
	Instrument instruments.ID
	Version    int
	Hash       string
}

// mostFigures is how many bytes the figures of a report may take.
const mostFigures = 4 << 20

var (
	reportPattern   = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)
	checksumPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// Key is the id of the content.
func (f FrozenReport) Key() (DocumentID, error) {
	f.ID = DocumentID{}
	f.Made = f.Made.UTC().Truncate(time.Microsecond)
	body, err := json.Marshal(f)
	if err != nil {
		return DocumentID{}, err
	}
	return DocumentID(uuid.NewHash(sha256.New(), codedIDs(), append([]byte(KindFrozenReport), body...), idOfContent)), nil
}

// Place implements Document.
func (f FrozenReport) Place() Placement {
	return Placement{Kind: KindFrozenReport, ID: ID(f.ID), Day: DateOf(f.Made)}
}

// Validate reports the first rule the frozen report breaks, as an *InvalidError.
func (f FrozenReport) Validate() error {
	c := check{noun: "frozen report"}
	c.that(reportPattern.MatchString(f.Report), "Report", BadFormat)
	c.text(f.Period, "Period", maxName)
	c.dates(f.From, f.To)
	c.on(f.DataDate, "DataDate")
	c.that(!f.Made.IsZero(), "Made", Missing)
	c.text(f.Program, "Program", maxName)
	c.name(f.Rules, "Rules")
	c.that(checksumPattern.MatchString(f.Checksum), "Checksum", BadFormat)
	c.that(len(f.Figures) > 0, "Figures", Missing)
	c.that(len(f.Figures) <= mostFigures, "Figures", OutOfRange)
	c.that(f.Position.Versions >= 0 && f.Position.Administrations >= 0, "Position", OutOfRange)
	for _, u := range f.Used {
		c.name(string(u.Instrument), "Used")
		c.that(u.Version > 0, "Used", OutOfRange)
	}
	key, err := f.Key()
	c.that(err == nil && key == f.ID, "ID", NotFitting)
	return c.err
}

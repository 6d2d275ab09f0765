package store

import (
	"math"
	"strconv"
)

// PublicIndicator is one figure that somebody else has published about an area and a year, with the source in which
// anybody may look it up. It is context for the project's own figures and never counted with them.
type PublicIndicator struct {
	ID        DocumentID // made of area, year, indicator and source, see Key
	Area      string     // code or name of a region of the record, or another area, such as the whole country
	Year      int
	Indicator string // as the source calls it, unit included
	Value     float64
	Decimals  int    // with which it was published, 0–6
	Source    string // who published it, and where
	Licence   string `json:",omitzero"` // empty: not told
	Imported  Date
	Removed   Date `json:",omitzero"` // zero: in use
}

// Bounds of a public indicator.
const (
	firstPublicYear = 1990
	lastPublicYear  = 2100
	mostDecimals    = 6
)

// Key is the id of the figure: another value from the same source for the same area and year replaces it.
func (p PublicIndicator) Key() DocumentID {
	return DocumentID(IDFromCodes(KindPublicIndicator, p.Area, strconv.Itoa(p.Year), p.Indicator, p.Source))
}

// Place implements Document.
func (p PublicIndicator) Place() Placement {
	return Placement{Kind: KindPublicIndicator, ID: ID(p.ID), Day: p.Imported}
}

// Validate reports the first rule the figure breaks, as an *InvalidError. One without a source is Missing.
func (p PublicIndicator) Validate() error {
	c := check{noun: "public indicator"}
	c.name(p.Area, "Area")
	c.that(p.Year >= firstPublicYear && p.Year <= lastPublicYear, "Year", OutOfRange)
	c.name(p.Indicator, "Indicator")
	c.that(!math.IsNaN(p.Value) && !math.IsInf(p.Value, 0), "Value", OutOfRange)
	c.that(p.Decimals >= 0 && p.Decimals <= mostDecimals, "Decimals", OutOfRange)
	c.name(p.Source, "Source")
	c.text(p.Licence, "Licence", maxName)
	c.on(p.Imported, "Imported")
	c.date(p.Removed, "Removed")
	c.that(p.ID == p.Key(), "ID", NotFitting)
	return c.err
}

package store

import (
	"regexp"

	"github.com/mittari/mittari/instruments"
)

// NarrativeBlock is what a project tells in its own words about an aim or a work package, in one language. It is about
// the work and never about one family.
type NarrativeBlock struct {
	ID      DocumentID
	Project ProjectID
	Key     string // what it is about: "aim-1", "wp-3", "continuity"
	Lang    instruments.Lang
	Text    string
	Written Date
}

// maxBlock is the longest text of a block, in characters: about a page.
const maxBlock = 4000

// narrativeKey is how keys are written: aims and work packages by number, and a few headings that final reports ask for.
var narrativeKey = regexp.MustCompile(`^(aim-[1-9]|wp-[1-9]|problems|continuity|suggestions)$`)

// NarrativeKeyFits reports whether a text may be kept under a key.
func NarrativeKeyFits(key string) bool { return narrativeKey.MatchString(key) }

// Place implements Document.
func (n NarrativeBlock) Place() Placement {
	return Placement{Kind: KindNarrative, ID: ID(n.ID), Owner: ID(n.Project), Day: n.Written}
}

// Validate reports the first rule the block breaks, as an *InvalidError.
func (n NarrativeBlock) Validate() error {
	c := check{noun: "narrative block"}
	c.that(n.ID != DocumentID{}, "ID", Missing)
	c.that(n.Project != ProjectID{}, "Project", Missing)
	c.that(NarrativeKeyFits(n.Key), "Key", UnknownValue)
	c.that(n.Lang != "", "Lang", Missing)
	c.that(n.Text != "", "Text", Missing)
	c.text(n.Text, "Text", maxBlock)
	c.on(n.Written, "Written")
	return c.err
}

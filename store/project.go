package store

import (
	"math"
	"slices"
)

// Organisation takes part in projects, gives the service or pays for it.
type Organisation struct {
	ID   OrganisationID
	Name string
	From Date `json:",omitzero"`
	To   Date `json:",omitzero"` // zero: still there
}

// Place implements Document.
func (o Organisation) Place() Placement {
	return Placement{Kind: KindOrganisation, ID: ID(o.ID), Day: o.From}
}

// Validate reports the first rule the organisation breaks, as an *InvalidError.
func (o Organisation) Validate() error {
	c := check{noun: "organisation"}
	c.that(o.ID != OrganisationID{}, "ID", Missing)
	c.name(o.Name, "Name")
	c.dates(o.From, o.To)
	return c.err
}

// Parts that organisations have in a project.
const (
	PartLead    = "lead"
	PartFunder  = "funder"
	PartPartner = "partner"
)

func partKnown(part string) bool {
	return slices.Contains([]string{PartLead, PartFunder, PartPartner}, part)
}

// Partnership is a dated part of an organisation in a project.
type Partnership struct {
	ID           DocumentID
	Project      ProjectID
	Organisation OrganisationID
	Part         string  // "lead", "funder", "partner"
	Share        float64 `json:",omitzero"` // of the costs, 0–1; 0: not told
	From         Date
	To           Date `json:",omitzero"`
}

// Place implements Document.
func (p Partnership) Place() Placement {
	return Placement{Kind: KindPartnership, ID: ID(p.ID), Owner: ID(p.Project), Day: p.From}
}

// Validate reports the first rule the partnership breaks, as an *InvalidError.
func (p Partnership) Validate() error {
	c := check{noun: "partnership"}
	c.that(p.ID != DocumentID{}, "ID", Missing)
	c.that(p.Project != ProjectID{}, "Project", Missing)
	c.that(p.Organisation != OrganisationID{}, "Organisation", Missing)
	c.that(partKnown(p.Part), "Part", UnknownValue)
	c.that(p.Share >= 0 && p.Share <= 1, "Share", OutOfRange)
	c.that(!p.From.IsZero(), "From", Missing)
	c.dates(p.From, p.To)
	return c.err
}

// Place implements Document.
func (p Project) Place() Placement { return Placement{Kind: KindProject, ID: ID(p.ID), Day: p.From} }

// Validate reports the first rule the project breaks, as an *InvalidError.
func (p Project) Validate() error {
	c := check{noun: "project"}
	c.that(p.ID != ProjectID{}, "ID", Missing)
	c.name(p.Name, "Name")
	for _, f := range []struct{ text, field string }{
		{p.Code, "Code"}, {p.Programme, "Programme"}, {p.Priority, "Priority"}, {p.Decision, "Decision"},
	} {
		c.text(f.text, f.field, maxName)
	}
	c.text(p.Publicity, "Publicity", maxText)
	c.dates(p.From, p.To)
	c.that(len(p.Organisations) == 0, "Organisations", NotPermitted) // partnerships say it, dated
	return c.err
}

// SubProject is the part of a project that one team carries out. Reports, targets and protocols go by it.
type SubProject struct {
	ID      DocumentID
	Project ProjectID
	Team    TeamID
	Name    string
	From    Date
	To      Date `json:",omitzero"`
}

// Place implements Document.
func (s SubProject) Place() Placement {
	return Placement{Kind: KindSubProject, ID: ID(s.ID), Owner: ID(s.Project), Day: s.From}
}

// Validate reports the first rule the sub-project breaks, as an *InvalidError.
func (s SubProject) Validate() error {
	c := check{noun: "sub-project"}
	c.that(s.ID != DocumentID{}, "ID", Missing)
	c.that(s.Project != ProjectID{}, "Project", Missing)
	c.that(s.Team != TeamID{}, "Team", Missing)
	c.name(s.Name, "Name")
	c.that(!s.From.IsZero(), "From", Missing)
	c.dates(s.From, s.To)
	return c.err
}

// Target is what a project has promised: a value of an indicator, for a team or for all.
type Target struct {
	ID        DocumentID
	Project   ProjectID
	Team      TeamID `json:",omitzero"` // zero: the whole project
	Indicator string // key of the indicator: "EECO01", "families", …
	Value     float64
	From      Date
	To        Date
	Source    string `json:",omitzero"` // where the promise stands
	Comment   string `json:",omitzero"` // the project's own words on how it went
	// Told is the value reached as the project tells it, for an indicator that the record cannot count; nil: not told.
	Told *float64 `json:",omitempty"`
}

// Place implements Document.
func (t Target) Place() Placement {
	return Placement{Kind: KindTarget, ID: ID(t.ID), Owner: ID(t.Project), Day: t.From}
}

// Validate reports the first rule the target breaks, as an *InvalidError.
func (t Target) Validate() error {
	c := check{noun: "target"}
	c.that(t.ID != DocumentID{}, "ID", Missing)
	c.that(t.Project != ProjectID{}, "Project", Missing)
	c.name(t.Indicator, "Indicator")
	c.that(t.Value >= 0 && !math.IsInf(t.Value, 0), "Value", OutOfRange)
	c.that(!t.From.IsZero(), "From", Missing)
	c.that(!t.To.IsZero(), "To", Missing)
	c.dates(t.From, t.To)
	c.text(t.Source, "Source", maxText)
	c.text(t.Comment, "Comment", maxText)
	c.that(t.Told == nil || *t.Told >= 0 && !math.IsInf(*t.Told, 0), "Told", OutOfRange)
	return c.err
}

// Estimate is an informed guess of a common indicator that is never asked of a person (EECO12–17), for a sub-project
// and a period, by gender.
type Estimate struct {
	ID        DocumentID
	Project   ProjectID
	Team      TeamID
	Indicator string
	From      Date
	To        Date
	Women     int    `json:",omitzero"`
	Men       int    `json:",omitzero"`
	Other     int    `json:",omitzero"`
	Basis     string // how it was estimated
}

// estimated are the indicators that may be estimated.
func estimated() []string {
	return []string{"EECO12", "EECO13", "EECO14", "EECO15", "EECO16", "EECO17"}
}

// Place implements Document.
func (e Estimate) Place() Placement {
	return Placement{Kind: KindEstimate, ID: ID(e.ID), Owner: ID(e.Project), Day: e.From}
}

// Validate reports the first rule the estimate breaks, as an *InvalidError.
func (e Estimate) Validate() error {
	c := check{noun: "estimate"}
	c.that(e.ID != DocumentID{}, "ID", Missing)
	c.that(e.Project != ProjectID{}, "Project", Missing)
	c.that(e.Team != TeamID{}, "Team", Missing)
	c.that(slices.Contains(estimated(), e.Indicator), "Indicator", UnknownValue)
	c.that(!e.From.IsZero(), "From", Missing)
	c.that(!e.To.IsZero(), "To", Missing)
	c.dates(e.From, e.To)
	c.that(e.Women >= 0 && e.Men >= 0 && e.Other >= 0, "Women", OutOfRange)
	c.name(e.Basis, "Basis")
	return c.err
}

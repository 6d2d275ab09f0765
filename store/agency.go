package store

import (
	"crypto/sha256"

	"github.com/google/uuid"

	"github.com/mittari/mittari/instruments"
)

// Region is a wellbeing services county. Code is the short prefix of family codes: "ES".
type Region struct {
	ID   RegionID
	Code string
	Name string
	From Date
	To   Date // zero: still valid
}

// Team is a team of workers in a region. A team lead's file may hold several.
type Team struct {
	ID     TeamID
	Region RegionID
	Code   string
	Name   string
	From   Date
	To     Date
}

// Worker is a member of staff, known by a code of the team's own choosing ("T3"), not by name.
type Worker struct {
	ID   WorkerID
	Code string
}

// Membership says when a worker belonged to a team.
type Membership struct {
	Worker WorkerID
	Team   TeamID
	From   Date
	To     Date // zero: still
}

// Key is the id of a membership, made of what it is about: a worker belongs to a team from a day on.
func (m Membership) Key() ID {
	return uuid.NewHash(sha256.New(), ID(m.Worker), append(m.Team[:], m.From.String()...), idOfContent)
}

// idOfContent is the version number of UUIDs that are made of what they stand for.
const idOfContent = 8

// OrganisationRole is a dated role of an organisation in the project: lead partner, funder, partner.
type OrganisationRole struct {
	Role string // "lead", "funder", "partner"
	Name string
	From Date
	To   Date
}

// Project is what the reports are headed with. In the settings all fields may be empty; as a document of its own it
// has an ID and a name, and its organisations are partnerships.
type Project struct {
	ID            ProjectID `json:",omitzero"`
	Name          string
	Code          string
	Programme     string
	Priority      string
	From, To      Date
	Decision      string `json:",omitzero"` // number of the funder's decision
	Publicity     string // sentence the funder asks for
	Organisations []OrganisationRole
}

// OrganisationOn names the organisation that held a role on a day, or "".
func (p Project) OrganisationOn(role string, day Date) string {
	for _, o := range p.Organisations {
		if o.Role == role && !day.Before(o.From) && (o.To.IsZero() || !day.After(o.To)) {
			return o.Name
		}
	}
	return ""
}

// Settings of a workspace. One workspace is one encrypted file.
type Settings struct {
	Lang            instruments.Lang
	AutoLockMinutes int // 1–15
	Demo            bool
	Worker          WorkerID // who uses this file
	Team            TeamID
	RiskInstruction map[instruments.Lang]string // the organisation's own words, shown to the worker on a risk answer
	Project         Project
}

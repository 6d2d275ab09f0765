package bundle

import (
	"encoding/json"
	"fmt"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Bits of the flags of a score.
const (
	isScored = 1 << iota
	isProrated
	hasSide
	isClinical
	otherReported
)

func (e *encoder) version(v store.Version) {
	e.text(string(v.Kind))
	e.id(v.ID)
	e.id(store.ID(v.Family))
	e.stamp(v.Stamp)
	e.number(len(v.Parents))
	for _, p := range v.Parents {
		e.stamp(p)
	}
	e.bytes(v.Body)
	e.n++
}

func (d *decoder) version() (v store.Version) {
	v.Kind = store.Kind(d.text())
	v.ID = d.id()
	v.Family = store.FamilyID(d.id())
	if own := d.stamps(1); len(own) == 1 {
		v.Stamp = own[0]
	}
	v.Parents = d.stamps(d.number())
	v.Body = d.take(d.number())
	return v
}

func (e *encoder) given(g store.Given) {
	a := g.Administration
	e.id(store.ID(g.Family))
	e.id(store.ID(a.ID))
	e.number(a.Revision)
	e.id(store.ID(a.Episode))
	e.id(store.ID(a.Respondent))
	e.id(store.ID(a.Subject))
	e.text(string(a.Informant))
	e.text(string(a.Instrument.ID))
	e.number(a.Instrument.Version)
	for _, s := range []string{
		a.Definition, a.Wording, string(a.Lang), string(a.Mode), string(a.Wave), string(a.Also), string(a.State), string(a.Decline),
	} {
		e.text(s)
	}
	e.date(a.Answered)
	e.instant(a.Entered)
	e.number(a.DurationSec)
	e.date(a.Discussed)
	e.instant(a.RiskShown)
	e.id(store.ID(a.RevisedBy))
	e.text(a.RevisedWhy)
	e.raw(a.Responses.Encode())
	e.number(len(g.Scores))
	for _, s := range g.Scores {
		e.score(s)
	}
	e.number(len(g.Risks))
	for _, r := range g.Risks {
		e.number(r.Item)
		e.text(r.State)
	}
	e.n++
}

func (d *decoder) given() (g store.Given) {
	a := &g.Administration
	g.Family = store.FamilyID(d.id())
	a.ID = store.AdministrationID(d.id())
	a.Revision = d.number()
	a.Episode = store.EpisodeID(d.id())
	a.Respondent = store.PersonID(d.id())
	a.Subject = store.PersonID(d.id())
	a.Informant = instruments.Informant(d.text())
	a.Instrument.ID = instruments.ID(d.text())
	a.Instrument.Version = d.number()
	a.Definition = d.text()
	a.Wording = d.text()
	a.Lang = instruments.Lang(d.text())
	a.Mode = store.Mode(d.text())
	a.Wave = store.Wave(d.text())
	a.Also = store.Wave(d.text())
	a.State = store.AdministrationState(d.text())
	a.Decline = store.DeclineReason(d.text())
	a.Answered = d.date()
	a.Entered = d.instant()
	a.DurationSec = d.number()
	a.Discussed = d.date()
	a.RiskShown = d.instant()
	a.RevisedBy = store.WorkerID(d.id())
	a.RevisedWhy = d.text()
	sheet, err := store.ParseSheet(d.raw())
	if err != nil {
		d.fail()
	}
	a.Responses = sheet
	if n := d.count(); n > 0 {
		g.Scores = make([]store.ScaleScore, n)
		for i := range g.Scores {
			g.Scores[i] = d.score(a.ID)
		}
	}
	if n := d.count(); n > 0 {
		g.Risks = make([]store.RiskFlag, n)
		for i := range g.Risks {
			g.Risks[i] = store.RiskFlag{Administration: a.ID, Item: d.number(), State: d.text()}
		}
	}
	return g
}

func (e *encoder) score(s store.ScaleScore) {
	var f byte
	if s.Scored {
		f |= isScored
	} else {
		s.Value, s.Reported = 0, 0
	}
	if s.Prorated {
		f |= isProrated
	}
	if s.Clinical != nil {
		f |= hasSide
		if *s.Clinical {
			f |= isClinical
		}
	}
	if s.Reported != s.Value {
		f |= otherReported
	}
	e.flags(f)
	e.text(string(s.Scale))
	if s.Scored {
		e.float(s.Value)
	}
	if f&otherReported != 0 {
		e.float(s.Reported)
	}
	e.number(s.Answered)
	e.number(s.Items)
	e.text(s.Band)
	e.text(s.Reason)
}

func (d *decoder) score(of store.AdministrationID) store.ScaleScore {
	f := d.flags()
	s := store.ScaleScore{Administration: of, Scored: f&isScored != 0, Prorated: f&isProrated != 0}
	s.Scale = instruments.ScaleID(d.text())
	if s.Scored {
		s.Value = d.float()
	}
	s.Reported = s.Value
	if f&otherReported != 0 {
		s.Reported = d.float()
	}
	if f&hasSide != 0 {
		clinical := f&isClinical != 0
		s.Clinical = &clinical
	}
	s.Answered = d.number()
	s.Items = d.number()
	s.Band = d.text()
	s.Reason = d.text()
	return s
}

// count is how many things follow; each of them takes a byte at least.
func (d *decoder) count() int {
	n := d.number()
	if n > len(d.b) {
		d.fail()
		return 0
	}
	return n
}

// decodePart reads the payload of a record.
func decodePart(kind byte, payload []byte) (Part, error) {
	var p Part
	d := &decoder{b: payload}
	switch kind {
	case kindVersions:
		p.Versions = make([]store.Version, d.count())
		for i := range p.Versions {
			p.Versions[i] = d.version()
		}
	case kindAdministrations:
		p.Administrations = make([]store.Given, d.count())
		for i := range p.Administrations {
			p.Administrations[i] = d.given()
		}
	case kindFile:
		f := File{Path: d.raw()}
		f.Content = d.take(d.number())
		if !d.bad && !f.allowed() {
			return p, ErrBadFile
		}
		p.Files = []File{f}
	case kindWording:
		var w instruments.Wording
		if err := json.Unmarshal(payload, &w); err != nil {
			return p, fmt.Errorf("%w: wording: %w", ErrMalformed, err)
		}
		p.Wordings, d.b = []instruments.Wording{w}, nil
	default:
		return p, ErrMalformed
	}
	if d.bad || len(d.b) > 0 {
		return p, ErrMalformed
	}
	return p, check(p)
}

// check looks at the rules that records obey by themselves, so that nothing is begun that would have to stop half-way.
func check(p Part) error {
	for _, v := range p.Versions {
		if err := v.Validate(); err != nil {
			return fmt.Errorf("%w: %w", ErrMalformed, err)
		}
	}
	for _, g := range p.Administrations {
		if err := g.Validate(); err != nil {
			return fmt.Errorf("%w: %w", ErrMalformed, err)
		}
	}
	return nil
}

package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// projectStream is the stream of random numbers that the project's own records draw from.
const projectStream = 3

// project is everything about the project that belongs to no family.
type project struct {
	store.Project
	organisations []store.Organisation
	partnerships  []store.Partnership
	subProjects   []store.SubProject
	targets       []store.Target
	estimates     []store.Estimate
	methods       []store.Method
	blocks        []store.NarrativeBlock
	public        []store.PublicIndicator
}

// newProject invents the record of the project. Its lead partner changes in the middle, and its funder when the regional
// authorities do.
func newProject(seed uint64, families int, w *world, words phrases, tag instruments.Lang, today store.Date) *project {
	s := newSource(seed, projectStream)
	p := &project{Project: w.agency.settings(words, tag).Project}
	p.ID, p.Organisations = store.ProjectID(s.id(projectFrom)), nil
	say := func(key string) string { return words.say(tag, key) }
	part := func(name, part string, from, to store.Date) {
		o := store.Organisation{ID: store.OrganisationID(s.id(from)), Name: name, From: from, To: to}
		p.organisations = append(p.organisations, o)
		p.partnerships = append(p.partnerships, store.Partnership{
			ID: store.DocumentID(s.id(from)), Project: p.ID, Organisation: o.ID, Part: part, From: from, To: to,
		})
	}
	part(say("demo.lead.first"), store.PartLead, projectFrom, leadChanges.AddDays(-1))
	part(say("demo.lead.second"), store.PartLead, leadChanges, store.Date{})
	part(say("demo.funder"), store.PartFunder, projectFrom, funderChanges.AddDays(-1))
	part(say("demo.funder.second"), store.PartFunder, funderChanges, store.Date{})
	for i := range w.agency.areas {
		a := &w.agency.areas[i]
		part(a.name, store.PartPartner, projectFrom, store.Date{})
		p.subProjects = append(p.subProjects, store.SubProject{
			ID: store.DocumentID(s.id(projectFrom)), Project: p.ID, Team: a.team.ID, Name: a.name, From: projectFrom,
		})
		p.estimate(s, a, families, today)
	}
	p.promise(s, families, say)
	p.public = publicIndicators(say, today)
	for _, m := range ways() {
		p.methods = append(p.methods, store.Method{
			ID: store.DocumentID(s.id(projectFrom)), Code: m.code, Name: m.name, From: projectFrom,
		})
	}
	for _, key := range []string{"aim-1", "aim-2", "aim-3", "wp-1", "wp-2", "wp-3", "wp-4", "wp-5", "problems", "continuity"} {
		for _, l := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
			p.blocks = append(p.blocks, store.NarrativeBlock{
				ID: store.DocumentID(s.id(projectFrom)), Project: p.ID, Key: key, Lang: l,
				Text: words.say(l, "demo.block."+key), Written: minDate(today, textsWritten),
			})
		}
	}
	return p
}

// Days on which the project's papers change.
var (
	funderChanges = day(2026, time.January, 1)
	textsWritten  = day(2026, time.November, 2)
)

// promise sets the targets of the project, those about families in proportion to how many there are. Some are reached and
// some are not.
func (p *project) promise(s source, families int, say func(string) string) {
	part := func(of240 float64) float64 { return float64(int(of240*float64(families)/DefaultFamilies + 0.5)) }
	told := func(v float64) *float64 { return &v }
	for _, t := range []store.Target{
		{Indicator: "families", Value: part(220)},
		{Indicator: "young-people", Value: part(260)},
		{Indicator: "professionals", Value: part(180), Comment: say("demo.target.professionals")},
		{Indicator: "start-done", Value: 90},
		{Indicator: "end-done", Value: 70, Comment: say("demo.target.end-done")},
		{Indicator: "discussed", Value: 80},
		{Indicator: "reliably-better", Value: 30},
		{Indicator: "reliably-worse", Value: 10},
		{Indicator: "goal-reached", Value: 60},
		{Indicator: "emergency-placements", Value: 10},
		{Indicator: "experts", Value: 12, Told: told(14)},
		{Indicator: "areas-continuing", Value: 3, Told: told(2), Comment: say("demo.target.areas-continuing")},
		{Indicator: "EECO01", Value: part(700)},
	} {
		t.ID, t.Project, t.From, t.To = store.DocumentID(s.id(projectFrom)), p.ID, projectFrom, projectTo
		t.Source = say("demo.target.source")
		p.targets = append(p.targets, t)
	}
}

// estimate guesses what is never asked of a person, for one sub-project.
func (p *project) estimate(s source, a *area, families int, today store.Date) {
	persons := float64(a.families) * float64(families) / DefaultFamilies * 2.7
	for _, e := range []struct {
		code  string
		share float64
	}{{"EECO12", 0.11}, {"EECO13", 0.04}, {"EECO14", 0.09}, {"EECO15", 0.03}, {"EECO16", 0.05}, {"EECO17", 0.38}} {
		all := int(persons * e.share * (0.85 + 0.3*s.Float64()))
		women := int(float64(all)*0.56 + 0.5)
		p.estimates = append(p.estimates, store.Estimate{
			ID: store.DocumentID(s.id(projectFrom)), Project: p.ID, Team: a.team.ID, Indicator: e.code,
			From: projectFrom, To: minDate(projectTo, today), Women: women, Men: all - women, Basis: "share in the area",
		})
	}
}

// way is a method that families get, and how many of a hundred do.
type way struct {
	code, name string
	share      float64
}

func ways() []way {
	return []way{
		{"SYS", "Systeeminen lastensuojelu", 1},
		{"LP", "Lapset puheeksi", 0.35},
		{"PT", "Perheterapia", 0.40},
		{"MDFT", "MDFT", 0.08},
		{"IPC", "IPC", 0.10},
		{"CK", "Cool Kids", 0.04},
	}
}

// writeProject stores the project and everybody who took part in it.
func (b *builder) writeProject(ctx context.Context, r casework.Record, p *project) error {
	err := r.SaveProject(ctx, p.Project)
	err = saveAll(ctx, err, p.organisations, r.SaveOrganisation)
	err = saveAll(ctx, err, p.partnerships, r.SavePartnership)
	err = saveAll(ctx, err, p.subProjects, r.SaveSubProject)
	err = saveAll(ctx, err, p.targets, r.SaveTarget)
	err = saveAll(ctx, err, p.estimates, r.SaveEstimate)
	err = saveAll(ctx, err, p.methods, r.SaveMethod)
	err = saveAll(ctx, err, p.public, r.SavePublicIndicator)
	return saveAll(ctx, err, p.blocks, r.SaveNarrative)
}

// saveAll stores a list, unless something failed before.
func saveAll[T any](ctx context.Context, err error, all []T, save func(context.Context, T) error) error {
	for _, v := range all {
		if err != nil {
			return err
		}
		if err = save(ctx, v); err != nil {
			err = fmt.Errorf("save %T: %w", v, err)
		}
	}
	return err
}

package dataset

import (
	"cmp"
	"context"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// sheet is one completed administration, in little room: there may be a hundred thousand.
type sheet struct {
	person    *person // who answered
	subject   *person // nil: outside the families of the dataset
	episode   *episode
	def       *instruments.Definition
	informant instruments.Informant
	mode      store.Mode
	wave      store.Wave
	also      store.Wave
	answered  store.Date
	seconds   int32
	seq       int32
	discussed bool
	answers   instruments.Responses
	scores    []score
}

// score is one scale of a sheet.
type score struct {
	scale    *instruments.Scale
	value    float64
	reported float64
	band     string
	reason   string
	scored   bool
	prorated bool
	clinical int8 // 1 and 0 as the side of the cut-off, −1 when none fits
}

// given is what the plan of an episode needs of an administration.
type given struct {
	episode *episode
	store.Administration
}

// asked is one measurement that was due in the period.
type asked struct {
	person   *person
	episode  *episode
	what     instruments.ID
	wave     store.Wave
	also     store.Wave
	status   store.OccasionStatus
	decline  store.DeclineReason
	optional bool
	due      store.Date
}

// gathered is what changes with every administration.
type gathered struct {
	sheets    []sheet
	occasions []asked
	unknown   int // administrations of instruments that nobody knows here
}

// gather reads the administrations and plans what was asked for.
func (x *index) gather(ctx context.Context) (*gathered, error) {
	g := &gathered{}
	forms := map[*episode][]given{}
	err := x.src.Each(ctx, func(s store.Scored) error {
		e := x.episodes[s.Episode]
		if e == nil || s.Answered.After(x.asOf) {
			return nil
		}
		forms[e] = append(forms[e], given{e, x.slim(&s)})
		if p := x.byPerson[s.Respondent]; p != nil && s.State == store.Completed {
			x.take(g, &s, p, e)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	events := map[*family][]store.Event{}
	for _, e := range x.src.Data.Events {
		if p := x.byPerson[e.Person]; p != nil && !e.Date.After(x.asOf) {
			events[p.family] = append(events[p.family], e)
		}
	}
	meetings := map[store.EpisodeID][]store.Meeting{}
	for _, m := range x.src.Data.Meetings {
		meetings[m.Episode] = append(meetings[m.Episode], m)
	}
	for _, f := range x.families {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, e := range f.episodes {
			g.occasions = append(g.occasions, x.plan(e, forms[e], meetings[e.ID], events[f])...)
			delete(forms, e)
		}
	}
	g.sort()
	slices.SortFunc(x.defs, func(a, b *instruments.Definition) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Version, b.Version))
	})
	return g, nil
}

// slim keeps of an administration what a plan looks at.
func (x *index) slim(s *store.Scored) store.Administration {
	return store.Administration{
		ID: s.ID, Episode: s.Episode, Respondent: s.Respondent, Subject: s.Subject, Informant: s.Informant, Instrument: s.Instrument,
		Mode: s.Mode, Wave: s.Wave, Also: s.Also, State: s.State, Decline: s.Decline, Answered: s.Answered, Revision: s.Revision,
	}
}

func (x *index) take(g *gathered, s *store.Scored, p *person, e *episode) {
	def := x.definition(s.Instrument)
	if def == nil {
		g.unknown++
		return
	}
	one := sheet{
		person: p, subject: x.byPerson[s.Subject], episode: e, def: def, informant: s.Informant, mode: s.Mode, wave: s.Wave,
		also: s.Also, answered: s.Answered, seconds: int32(min(s.DurationSec, 1<<30)), seq: int32(len(g.sheets)),
		discussed: !s.Discussed.IsZero(), answers: s.Responses,
	}
	for i := range s.Scores {
		c := &s.Scores[i]
		scale := def.Scale(c.Scale)
		if scale == nil || scale.For == instruments.ForWorker {
			continue
		}
		out := score{
			scale: scale, value: c.Value, reported: c.Reported, band: x.word(c.Band), reason: x.word(c.Reason), scored: c.Scored,
			prorated: c.Prorated, clinical: -1,
		}
		if c.Clinical != nil {
			if out.clinical = 0; *c.Clinical {
				out.clinical = 1
			}
		}
		one.scores = append(one.scores, out)
	}
	g.sheets = append(g.sheets, one)
}

// plan asks the protocol what was due in the period, as it stood on the last day looked at.
func (x *index) plan(e *episode, forms []given, meetings []store.Meeting, events []store.Event) []asked {
	known := *e.Episode
	if !e.ended {
		known.End = store.Date{}
	}
	c := store.Course{
		Episode: known, Apart: e.family.apart, Meetings: meetings, Events: events, Missed: x.src.Data.Missed,
		Participations: x.src.Data.Participations, Persons: e.family.members(),
	}
	for i := range forms {
		c.Administrations = append(c.Administrations, forms[i].Administration)
	}
	var out []asked
	for _, o := range store.ProtocolOf(x.src.Data.Protocols, store.ProjectID{}, known).PlanCourse(c, x.asOf) {
		p := x.byPerson[o.Person]
		if p == nil || o.Status == store.OccasionNotDue || !x.inPeriod(o.Date) {
			continue
		}
		out = append(out, asked{
			person: p, episode: e, what: o.Instrument, wave: o.Wave, also: o.Also, status: o.Status, decline: o.Decline,
			optional: o.Optional, due: o.Date,
		})
	}
	return out
}

// sort puts rows in the order of people, so that nothing tells who came first.
func (g *gathered) sort() {
	slices.SortFunc(g.sheets, func(a, b sheet) int {
		return cmp.Or(comparePersons(a.person, b.person), cmp.Compare(a.episode.number, b.episode.number), cmp.Compare(a.seq, b.seq))
	})
	slices.SortStableFunc(g.occasions, func(a, b asked) int {
		return cmp.Or(comparePersons(a.person, b.person), cmp.Compare(a.episode.number, b.episode.number))
	})
}

func comparePersons(a, b *person) int {
	return cmp.Or(cmp.Compare(a.quasi.Area, b.quasi.Area), cmp.Compare(a.quasi.Year, b.quasi.Year), cmp.Compare(a.number, b.number))
}

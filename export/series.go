package export

import (
	"cmp"
	"slices"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/cohort"
	"github.com/mittari/mittari/store"
)

// series is one scale of one version of an instrument, answered by persons of one role.
type series struct {
	key   seriesKey
	def   *instruments.Definition
	scale *instruments.Scale
	label Label
	pairs []pair
	lost  []lost
}

type seriesKey struct {
	ref   instruments.Ref
	scale instruments.ScaleID
	role  store.Role
}

// pair is the start and the end of one respondent in one episode.
type pair struct {
	group    int
	from, to float64 // exact values, for means
	result   change.Result
	basis    change.Basis
}

// lost is a start without an end, in an episode that has ended.
type lost struct {
	group int
	from  float64
}

// sitting ties the start and the end of a form together.
type sitting struct {
	episode    store.EpisodeID
	respondent store.PersonID
	subject    store.PersonID
	ref        instruments.Ref
}

// buildSeries pairs starts and ends. A pair belongs to the period in which its end was answered, a loss to the
// period in which the episode ended. Starts and ends on different versions of an instrument make no pair. Who came back
// counts once: with the first pair, or when there is none with the last loss.
func (x *index) buildSeries() []*series {
	starts, _ := x.startsAndEnds()
	all := map[seriesKey]*series{}
	for _, course := range x.courses(starts) {
		def, person := x.defs[course[0].ref], x.persons[course[0].respondent]
		if def == nil || person == nil {
			continue
		}
		for i := range def.Scales {
			scale := &def.Scales[i]
			if scale.For == instruments.ForWorker {
				continue
			}
			p, l := x.pairOrLoss(def, scale, course)
			switch {
			case p != nil:
				s := x.seriesOf(all, def, scale, person.Role)
				s.pairs = append(s.pairs, *p)
			case l != nil:
				s := x.seriesOf(all, def, scale, person.Role)
				s.lost = append(s.lost, *l)
			}
		}
	}
	list := make([]*series, 0, len(all))
	for _, s := range all {
		s.classify()
		list = append(list, s)
	}
	slices.SortFunc(list, compareSeries)
	return list
}

// pairOrLoss looks through the sittings of one person for a pair of the period, else for a loss.
func (x *index) pairOrLoss(def *instruments.Definition, scale *instruments.Scale, course []sitting) (p *pair, l *lost) {
	starts, ends := x.startsAndEnds()
	for _, k := range course {
		start, end, episode := starts[k], ends[k], x.episodes[k.episode]
		from, to := scored(start, scale.ID), scored(end, scale.ID)
		if from == nil {
			continue
		}
		over := !episode.End.IsZero() && !episode.End.After(x.asOf)
		switch answered := end != nil && x.period.Has(end.Answered); {
		case answered && to != nil:
			basis, _ := change.BasisFor(def, scale.ID, x.context(start))
			p = &pair{group: x.homeOf(k.episode), from: from.Value, to: to.Value, basis: basis}
			p.result = change.Result{From: judged(scale, from), To: judged(scale, to)}
			return p, nil
		case over && (answered || end == nil && x.period.Has(episode.End)):
			l = &lost{group: x.homeOf(k.episode), from: from.Value}
		}
	}
	return nil, l
}

// startsAndEnds finds the start and the end of every sitting, once for all sections.
func (x *index) startsAndEnds() (starts, ends map[sitting]*store.Scored) {
	if x.starts != nil {
		return x.starts, x.ends
	}
	starts, ends = map[sitting]*store.Scored{}, map[sitting]*store.Scored{}
	for i := range x.data.Scored {
		a := &x.data.Scored[i]
		if a.State != store.Completed || x.episodes[a.Episode] == nil || a.Answered.After(x.asOf) {
			continue
		}
		k := sitting{a.Episode, a.Respondent, a.Subject, a.Instrument}
		if at := starts[k]; serves(a, store.Start) && (at == nil || a.Answered.Before(at.Answered)) {
			starts[k] = a
		}
		if at := ends[k]; serves(a, store.End) && (at == nil || a.Answered.After(at.Answered)) {
			ends[k] = a
		}
	}
	x.starts, x.ends = starts, ends
	return starts, ends
}

func serves(a *store.Scored, w store.Wave) bool { return a.Wave == w || a.Also == w }

// context is what change figures and cut-offs ask about: the subject at the start.
func (x *index) context(a *store.Scored) scoring.Context {
	c := scoring.Context{Informant: a.Informant, Age: -1}
	subject := x.persons[a.Subject]
	if subject == nil {
		subject = x.persons[a.Respondent]
	}
	if subject != nil {
		c.Sex, c.Age = subject.Gender.Sex(), subject.AgeOn(a.Answered)
	}
	return c
}

func (x *index) seriesOf(all map[seriesKey]*series, def *instruments.Definition, scale *instruments.Scale, role store.Role) *series {
	k := seriesKey{def.Ref(), scale.ID, role}
	if s := all[k]; s != nil {
		return s
	}
	parts := []Label{x.short(def)}
	if len(def.Scales) > 1 {
		parts = append(parts, TextOf(scale.Title))
	}
	s := &series{key: k, def: def, scale: scale, label: Join(" · ", append(parts, roleLabel(role))...)}
	all[k] = s
	return s
}

func scored(a *store.Scored, id instruments.ScaleID) *store.ScaleScore {
	if a == nil {
		return nil
	}
	for i := range a.Scores {
		if a.Scores[i].Scale == id && a.Scores[i].Scored {
			return &a.Scores[i]
		}
	}
	return nil
}

// judged is the value that bands, cut-offs and change figures look at.
func judged(scale *instruments.Scale, s *store.ScaleScore) float64 {
	if scale.BandsOn == instruments.BandsOnExact {
		return s.Value
	}
	return s.Reported
}

// classify compares every pair. Where the definition has a reliability but no deviation that fits, the
// deviation of the series' own starts is used, and named.
func (s *series) classify() {
	own := s.statistics(nil).FromSD
	enough := len(s.pairs) >= disclosure.Default().MinStatistic
	for i := range s.pairs {
		p := &s.pairs[i]
		if p.basis.Points == 0 && p.basis.SD == 0 && enough && cohort.Defined(own) && own > 0 {
			s.fromCohort(&p.basis, own)
		}
		p.result = change.Compare(p.result.From, p.result.To, p.basis)
	}
}

// fromCohort uses the lowest reliability of the scale, which asks for the largest change.
func (s *series) fromCohort(b *change.Basis, sd float64) {
	var lowest *instruments.Reliability
	for i := range s.def.Reliability {
		r := &s.def.Reliability[i]
		if r.Scale == s.scale.ID && (lowest == nil || r.Value < lowest.Value) {
			lowest = r
		}
	}
	if lowest == nil {
		return
	}
	b.SD, b.R, b.SDSource, b.RSource = sd, lowest.Value, change.CohortBaseline, lowest.ID
	b.Evidence, b.Description = lowest.Evidence, change.Cohort
}

// statistics describes the pairs of a group, or of all with nil.
func (s *series) statistics(group *int) cohort.Statistics {
	var p cohort.Pairs
	for i := range s.pairs {
		if group == nil || s.pairs[i].group == *group {
			p.Add(s.pairs[i].from, s.pairs[i].to)
		}
	}
	return p.Statistics()
}

func (s *series) classes(group *int) *cohort.Classes {
	var c cohort.Classes
	for i := range s.pairs {
		if group == nil || s.pairs[i].group == *group {
			c.Add(s.pairs[i].result)
		}
	}
	return &c
}

// starts are those of the pairs.
func (s *series) starts() cohort.Moments {
	var m cohort.Moments
	for i := range s.pairs {
		m.Add(s.pairs[i].from)
	}
	return m
}

func (s *series) lostStarts() cohort.Moments {
	var m cohort.Moments
	for _, l := range s.lost {
		m.Add(l.from)
	}
	return m
}

// main reports whether the scale stands for the instrument where there is room for one line only.
func (s *series) main() bool {
	if s.scale.Main {
		return true
	}
	return !slices.ContainsFunc(s.def.Scales, func(o instruments.Scale) bool { return o.Main })
}

// judgeable reports whether reliable change can be told of any pair.
func (s *series) judgeable() bool { return s.classes(nil).Judged() > 0 }

// crossable reports whether any pair has a cut-off.
func (s *series) crossable() bool {
	return slices.ContainsFunc(s.pairs, func(p pair) bool { return p.basis.Cutoff != nil })
}

func compareSeries(a, b *series) int {
	order := func(s *series) int {
		return slices.IndexFunc(s.def.Scales, func(o instruments.Scale) bool { return o.ID == s.scale.ID })
	}
	return cmp.Or(
		cmp.Compare(a.key.ref.ID, b.key.ref.ID), cmp.Compare(a.key.ref.Version, b.key.ref.Version),
		cmp.Compare(slices.Index(roles(), a.key.role), slices.Index(roles(), b.key.role)),
		cmp.Compare(order(a), order(b)),
	)
}

func (s *series) name(what string) string {
	return string(s.key.role) + "/" + s.key.ref.String() + "/" + string(s.key.scale) + "/" + what
}

func (s *series) origin(p Period, method string) *Origin {
	return &Origin{
		Definition: s.key.ref, Hash: s.def.Hash, Scale: s.key.scale, Method: method,
		Population: roleLabel(s.key.role), Period: p, Evidence: s.scale.Evidence,
	}
}

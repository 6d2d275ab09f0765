package export

import (
	"cmp"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/cohort"
	"github.com/mittari/mittari/store"
)

// feedback is what families said of the work: the forms of every meeting, and whether results were talked about. Open
// comments are not in the data of a report, so none can be quoted.
func (b *builder) feedback() *draftSection {
	d := &draftSection{
		Section: Section{
			Key: feedbackKey, Title: Msg("report.sheet.feedback"), Landscape: true,
			Paragraphs: []Label{Msg("report.feedback.intro"), Msg("report.feedback.comments")},
		},
		tables: []*draftTable{b.discussed()},
	}
	if forms := b.meetingForms(); len(forms.rows) > 0 {
		d.tables = append([]*draftTable{forms}, d.tables...)
	}
	return d
}

// voice is what the persons of one role said with one form at meetings.
type voice struct {
	def   *instruments.Definition
	scale *instruments.Scale
	role  store.Role
	all   cohort.Moments // every form
	pairs cohort.Pairs   // first and last form of those who gave manyForms or more
}

// manyForms is how many forms a person has given at least whose first and last are compared. Nearly everybody gives one
// or two, so that a count of those would tell of the few who did not.
const manyForms = 5

func (v *voice) name(what string) string {
	return "feedback/" + string(v.role) + "/" + v.def.Ref().String() + "/" + what
}

// meetingForms gives the mean of all forms, and the first and the last form of those who gave many: there everybody
// counts once, however many meetings there were.
func (b *builder) meetingForms() *draftTable {
	t := &draftTable{Table: Table{
		Key: "feedback", Caption: Msg("report.feedback.table", "n", manyForms), Notes: []Label{Msg("report.feedback.ceiling"), Msg("report.change.sign"), Msg("report.note.hidden")},
		Columns: append([]Column{wide(Msg("report.head.scale"))},
			heads("forms", "forms-mean", "many-forms", "first-mean", "latest-mean", "better", "low", "high")...),
	}}
	byForm, _ := b.countOccasions()
	for _, v := range b.voices() {
		from := &Origin{
			Definition: v.def.Ref(), Hash: v.def.Hash, Scale: v.scale.ID, Method: methodPaired,
			Population: roleLabel(v.role), Period: b.o.Period, Evidence: v.scale.Evidence,
		}
		forms, n := b.p.Count(v.name("forms"), v.all.N()), b.p.Count(v.name("pairs"), v.pairs.N())
		b.p.Share(n, last(b.people.byRole[v.role]))
		k := formKey{v.def.ID, store.AtMeeting, v.role}
		if c := byForm[k]; c != nil && v.all.N() <= sumOf(c.done) { // they stand among the measurements
			b.p.Within(last(b.spread(k.name("done"), c.done)), forms)
		}
		b.p.Describe(n)
		st := v.pairs.Statistics()
		bt := st.Better(v.scale.Direction)
		t.row(
			text(Join(" · ", b.x.short(v.def), roleLabel(v.role))), count(forms, from), statistic(forms, v.all.Mean(), 1, false, from), count(n, from),
			statistic(n, st.FromMean, 1, false, from), statistic(n, st.ToMean, 1, false, from),
			statistic(n, bt.Change, 1, true, from), statistic(n, bt.Interval.Low, 1, true, from), statistic(n, bt.Interval.High, 1, true, from),
		)
	}
	return t
}

// voices reads the forms of meetings in the period, oldest first, by form and role, of those who were in work in it.
func (b *builder) voices() []*voice {
	x := b.x
	type key struct {
		ref  instruments.Ref
		role store.Role
	}
	type givenBy struct {
		key
		person store.PersonID
	}
	values := map[givenBy][]*store.Scored{}
	var order []givenBy
	for i := range x.data.Scored {
		a := &x.data.Scored[i]
		p := x.persons[a.Respondent]
		if _, in := b.people.groupOf[a.Respondent]; !in {
			continue
		}
		if a.Wave != store.AtMeeting || a.State != store.Completed || p == nil || x.defs[a.Instrument] == nil ||
			x.episodes[a.Episode] == nil || !x.period.Has(a.Answered) || a.Answered.After(x.asOf) {
			continue
		}
		g := givenBy{key{a.Instrument, p.Role}, p.ID}
		if values[g] == nil {
			order = append(order, g)
		}
		values[g] = append(values[g], a)
	}
	all := map[key]*voice{}
	var out []*voice
	for _, g := range order {
		v := all[g.key]
		if v == nil {
			def := x.defs[g.ref]
			v = &voice{def: def, scale: mainScale(def), role: g.role}
			all[g.key], out = v, append(out, v)
		}
		v.add(values[g])
	}
	slices.SortFunc(out, func(a, b *voice) int {
		return cmp.Or(
			cmp.Compare(a.def.ID, b.def.ID), cmp.Compare(a.def.Version, b.def.Version),
			cmp.Compare(slices.Index(roles(), a.role), slices.Index(roles(), b.role)),
		)
	})
	return out
}

// add takes in the forms of one person.
func (v *voice) add(forms []*store.Scored) {
	slices.SortStableFunc(forms, func(a, b *store.Scored) int { return a.Answered.Time().Compare(b.Answered.Time()) })
	var given []float64
	for _, a := range forms {
		if s := scored(a, v.scale.ID); s != nil {
			given = append(given, s.Value)
		}
	}
	for _, x := range given {
		v.all.Add(x)
	}
	if len(given) >= manyForms {
		v.pairs.Add(given[0], given[len(given)-1])
	}
}

// mainScale stands for an instrument where there is room for one line.
func mainScale(def *instruments.Definition) *instruments.Scale {
	for i := range def.Scales {
		if def.Scales[i].Main {
			return &def.Scales[i]
		}
	}
	return &def.Scales[0]
}

package plan

import (
	"slices"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// field is one choice of the form.
type field int

const (
	fieldWave field = iota
	fieldInformant
	fieldSubject
	fieldMode
	fieldLang
	fieldOffer
)

// form is how the chosen instrument is to be asked. The last row is the button that starts.
type form struct {
	waves      []store.Wave
	informants []instruments.Informant
	subjects   []store.Person
	modes      []store.Mode
	langs      []instruments.Lang
	choices    map[field]*widget.Choice
	young      bool // the respondent is a young person
	cursor     int  // row among shown; len(shown): the button
	base       casework.Plan
}

// newForm fills in what is likely: the occasion that is due, the first role, the respondent's own screen, the
// respondent's language, today.
func newForm(l *lang.Localizer, o *casework.Offer, d data, draft casework.Plan) form {
	f := form{
		waves:      []store.Wave{store.Start, store.ThreeMonths, store.SixMonths, store.End, store.FollowUp, store.AtMeeting, store.Extra},
		informants: o.Informants, modes: o.Modes, langs: languages(o), base: draft,
		choices: map[field]*widget.Choice{},
	}
	for _, p := range d.family.Persons {
		if p.Role == store.YoungPerson {
			f.subjects = append(f.subjects, p.Person)
		}
	}
	wave := draft.Wave
	if wave == "" {
		wave = o.DueWave
	}
	if wave == "" {
		wave = store.Extra
	}
	t := l.T
	f.set(fieldWave, t("plan.wave"), names(f.waves, "wave.", t), slices.Index(f.waves, wave))
	f.set(fieldInformant, t("plan.informant"), names(f.informants, "informant.", t), slices.Index(f.informants, draft.Informant))
	f.set(fieldSubject, t("plan.subject"), codesOf(f.subjects), slices.IndexFunc(f.subjects, func(p store.Person) bool { return p.ID == draft.Subject }))
	f.set(fieldMode, t("plan.mode"), names(f.modes, "mode.", t), slices.Index(f.modes, draft.Mode))
	f.set(fieldLang, t("plan.lang"), languageNames(l, o, f.langs), slices.Index(f.langs, wanted(draft.Lang, d.person.Person.Lang)))
	f.set(fieldOffer, t("plan.offer"), []string{t("plan.offer.no"), t("plan.offer.yes")}, 0)
	f.young = d.person.Person.Role == store.YoungPerson
	f.cursor = len(f.shown())
	return f
}

func wanted(draft, own instruments.Lang) instruments.Lang {
	if draft != "" {
		return draft
	}
	return own
}

func (f *form) set(at field, label string, options []string, index int) {
	f.choices[at] = &widget.Choice{Label: label, Options: options, Index: max(index, 0)}
}

// shown are the rows that have something to choose now.
func (f *form) shown() []field {
	rows := []field{fieldWave}
	if len(f.informants) > 1 {
		rows = append(rows, fieldInformant)
	}
	if f.aboutAnother() && len(f.subjects) > 1 {
		rows = append(rows, fieldSubject)
	}
	rows = append(rows, fieldMode)
	if f.mode() != store.FromPaper {
		rows = append(rows, fieldLang)
	}
	if f.mayOffer() {
		rows = append(rows, fieldOffer)
	}
	return rows
}

// mayOffer reports whether a young person answers alone about himself or herself.
func (f *form) mayOffer() bool {
	return f.young && f.informant() == instruments.Self && f.mode() == store.OwnScreen
}

func (f *form) aboutAnother() bool { return f.informant() == instruments.Parent }

func (f *form) informant() instruments.Informant {
	return pick(f.informants, f.choices[fieldInformant].Index)
}

func (f *form) mode() store.Mode { return pick(f.modes, f.choices[fieldMode].Index) }

// plan is what the form says, for one respondent.
func (f *form) plan(o *casework.Offer, d data) casework.Plan {
	p := f.base
	p.Respondent, p.Instrument = d.person.Person.ID, o.Definition.ID
	p.Informant, p.Mode = f.informant(), f.mode()
	p.Wave = pick(f.waves, f.choices[fieldWave].Index)
	p.Lang = pick(f.langs, f.choices[fieldLang].Index)
	p.Cues = !hasWording(o, p.Lang) // the list of languages has said so
	p.Offer = f.mayOffer() && f.choices[fieldOffer].Index == 1
	p.Subject = p.Respondent
	if f.aboutAnother() && len(f.subjects) > 0 {
		p.Subject = pick(f.subjects, f.choices[fieldSubject].Index).ID
	}
	if e := d.family.Episode(); e != nil && p.Episode == (store.EpisodeID{}) {
		p.Episode = e.ID
	}
	return p
}

func pick[T any](list []T, i int) T {
	var none T
	if i < 0 || i >= len(list) {
		return none
	}
	return list[i]
}

// languages are those with full wording, then those in which we have cues.
func languages(o *casework.Offer) []instruments.Lang {
	var out []instruments.Lang
	for _, s := range casework.Speeches(o.Langs) {
		out = append(out, s.Lang)
	}
	return out
}

func languageNames(l *lang.Localizer, o *casework.Offer, tags []instruments.Lang) []string {
	var out []string
	for _, tag := range tags {
		name := string(tag)
		if l.Has("lang." + name) {
			name = l.T("lang." + name)
		}
		words := l.T("plan.lang.cues")
		if hasWording(o, tag) {
			words = l.T("plan.lang.full")
		}
		out = append(out, name+" – "+words)
	}
	return out
}

func names[T ~string](list []T, prefix string, t func(string, ...any) string) []string {
	var out []string
	for _, v := range list {
		out = append(out, t(prefix+string(v)))
	}
	return out
}

func codesOf(persons []store.Person) []string {
	var out []string
	for _, p := range persons {
		out = append(out, p.Code)
	}
	return out
}

package casework

import (
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// talkDays is how long a result may wait for being talked about before it becomes an alert.
const talkDays = 14

// rank is the order of alerts on the list: what cannot wait comes first.
func (k AlertKind) rank() int {
	return slices.Index([]AlertKind{AlertRisk, AlertWorse, AlertFeedback, AlertStalled, AlertNoTalk}, k)
}

// alerts are the flagged answers nobody has talked about, people who are doing reliably worse, feedback on meetings that
// falls or stands still, and results left lying. Each goes away when the result has been talked about.
func (d *Desk) alerts(f familyRecord) []AlertRow {
	var out []AlertRow
	newest := map[seriesKey]bool{}
	for i := len(f.scored) - 1; i >= 0; i-- {
		a := &f.scored[i]
		if a.State != store.Completed {
			continue
		}
		key := seriesKey{id: a.Instrument.ID, informant: a.Informant, respondent: a.Respondent}
		latest := !newest[key]
		newest[key] = true
		if !a.Discussed.IsZero() {
			continue
		}
		if kind, from := d.alertKind(f, a, latest); kind != "" {
			row := d.alert(kind, f, a)
			row.Evidence = from
			out = append(out, row)
		}
	}
	return out
}

// alertKind is the most pressing thing about a result that has not been talked about, with how sure the rule is;
// empty: nothing is.
func (d *Desk) alertKind(f familyRecord, a *store.Scored, latest bool) (AlertKind, instruments.Evidence) {
	none := instruments.Evidence{}
	switch {
	case flagged(a):
		return AlertRisk, none
	case !latest:
		return "", none
	case a.Instrument.ID == MeetingFeedback:
		return d.feedbackAlert(f, a)
	}
	if worse, from := d.worse(f, a); worse {
		return AlertWorse, from
	}
	if d.Date().DaysSince(a.Answered) > talkDays {
		return AlertNoTalk, none
	}
	return "", none
}

func (d *Desk) alert(k AlertKind, f familyRecord, a *store.Scored) AlertRow {
	row := AlertRow{
		Kind: k, Family: f.family, Person: f.person(a.Respondent),
		Administration: a.ID, Short: d.short(a.Instrument), Date: a.Answered,
	}
	if def, err := d.cat.At(a.Instrument); err == nil {
		row.Title = def.Title
	}
	return row
}

func flagged(a *store.Scored) bool {
	return slices.ContainsFunc(a.Risks, func(r store.RiskFlag) bool { return r.State == "flagged" })
}

// worse reports a reliable worsening of a main scale since the first result of the same episode, and how sure the
// figure is that says so.
func (d *Desk) worse(f familyRecord, a *store.Scored) (bool, instruments.Evidence) {
	def, err := d.cat.At(a.Instrument)
	if err != nil {
		return false, instruments.Evidence{}
	}
	first := earliest(f.scored, *a)
	if first == nil {
		return false, instruments.Evidence{}
	}
	ctx := ContextOf(f.person(a.Subject), a.Administration)
	for i := range def.Scales {
		s := &def.Scales[i]
		from, to := scoreOf(first, s.ID), scoreOf(a, s.ID)
		basis, ok := change.BasisFor(def, s.ID, ctx)
		if !s.Main || !ok || from == nil || to == nil {
			continue
		}
		switch change.Compare(from.Value, to.Value, basis).Class {
		case change.Deteriorated, change.Harmed:
			return true, basis.Evidence
		case change.Unknown, change.Recovered, change.Improved, change.Unchanged:
		}
	}
	return false, instruments.Evidence{}
}

// feedbackAlert looks at one respondent's feedback on the meetings of the episode, up to a.
func (d *Desk) feedbackAlert(f familyRecord, a *store.Scored) (AlertKind, instruments.Evidence) {
	def, err := d.cat.At(a.Instrument)
	if err != nil {
		return "", instruments.Evidence{}
	}
	s := mainScale(def)
	if s == nil {
		return "", instruments.Evidence{}
	}
	rule, ok := change.AlertRuleFor(s)
	if !ok {
		return "", instruments.Evidence{}
	}
	found := rule.Look(feedbackPoints(f.scored, a, s.ID))
	switch found.Kind {
	case change.Worsening:
		return AlertFeedback, found.Evidence
	case change.Stalled:
		return AlertStalled, found.Evidence
	case change.NoAlert:
	}
	return "", instruments.Evidence{}
}

// feedbackPoints are the scores of a scale on the same form by the same respondent in the same episode, a's included.
func feedbackPoints(scored []store.Scored, a *store.Scored, scale instruments.ScaleID) []change.Point {
	var out []change.Point
	for i := range scored {
		o := &scored[i]
		if o.State != store.Completed || o.Episode != a.Episode || o.Respondent != a.Respondent ||
			o.Informant != a.Informant || o.Instrument.ID != a.Instrument.ID {
			continue
		}
		p := change.Point{Date: o.Answered.String(), Status: scoring.CannotBeScored}
		if score := scoreOf(o, scale); score != nil {
			p.Status, p.Value = scoring.Scored, score.Value
		}
		out = append(out, p)
	}
	return out
}

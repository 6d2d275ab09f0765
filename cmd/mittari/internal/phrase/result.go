package phrase

import (
	"fmt"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// Result puts one result into words.
type Result struct {
	L    *lang.Localizer
	View *casework.ResultView
}

// By says who answered, when and at which wave.
func (r Result) By() string {
	a := r.View.Administration
	return r.L.T("result.by", "who", r.View.Respondent.Code, "date", r.L.Date(a.Answered), "wave", r.L.T("wave."+string(a.Wave)))
}

// Next is the date that the plan proposes.
func (r Result) Next() string {
	n := r.View.Next
	if n == nil {
		return r.L.T("result.next.none")
	}
	return r.L.T("result.next", "wave", r.L.T("wave."+string(n.Wave)), "date", r.L.Date(n.Date), "from", r.L.Date(n.Opens), "to", r.L.Date(n.Closes))
}

// Has reports whether a risk rule is in a state.
func (r Result) Has(state scoring.RiskState) bool {
	for _, x := range r.View.Risks {
		if x.State == state {
			return true
		}
	}
	return false
}

// Risks is what the worker, and nobody else, is told about risk answers; nothing when there is nothing to tell.
func (r Result) Risks() []string {
	var out []string
	for _, x := range r.View.Risks {
		switch x.State {
		case scoring.RiskFlagged:
			out = append(out, r.L.T("result.risk.flagged", "n", x.Rule.Item))
		case scoring.RiskUnanswered:
			out = append(out, r.L.T("result.risk.unanswered", "n", x.Rule.Item))
		case scoring.RiskNone:
		}
	}
	switch {
	case !r.Has(scoring.RiskFlagged):
		return out
	case r.View.Instruction == "":
		return append(out, r.L.T("result.risk.default")+" "+r.L.T("result.risk.unset"))
	}
	return append(out, r.View.Instruction)
}

// Spoken are the scales that are told in words: the main ones, or the only one.
func (r Result) Spoken() []*casework.ScaleView {
	var out []*casework.ScaleView
	for i := range r.View.Scales {
		if s := &r.View.Scales[i]; s.Scale.Main || len(r.View.Scales) == 1 {
			out = append(out, s)
		}
	}
	return out
}

// Place says where on the scale a scored value lies, in thirds: a place on a line, not a judgement.
func (r Result) Place(s *casework.ScaleView) string { return r.L.T("result.now." + place(s)) }

func place(s *casework.ScaleView) string {
	x := s.Scale.Range
	if x.Max <= x.Min {
		return "middle"
	}
	share := (s.Now.Reported - x.Min) / (x.Max - x.Min)
	if s.Scale.Direction == instruments.HigherWorse {
		share = 1 - share
	}
	switch {
	case share >= 2.0/3:
		return "good"
	case share > 1.0/3:
		return "middle"
	}
	return "heavy"
}

// Since names what a score is compared with.
type Since string

// What a score is compared with.
const (
	SinceLast  Since = "last"
	SinceStart Since = "start"
)

// Way is the direction of a change.
type Way string

// Directions.
const (
	Same   Way = "same"
	Better Way = "better"
	Worse  Way = "worse"
)

// Moved is how a scale moved.
type Moved struct {
	Way  Way
	Text string // that it moved, and which way
	Sure string // how sure that is
}

// Moves says how a scale moved since last time or since the start. Better and worse have the same form.
func (r Result) Moves(s *casework.ScaleView, since Since) Moved {
	before, c := s.Before, s.Change
	if since == SinceStart {
		before, c = s.First, s.Since
	}
	m := Moved{Way: Same}
	switch better := (s.Now.Reported - before.Reported) * s.Scale.Direction.Sign(); {
	case better > 0:
		m.Way = Better
	case better < 0:
		m.Way = Worse
	}
	m.Text = r.L.T("result.moved." + string(since) + "." + string(m.Way))
	m.Sure = r.sureness(c, m.Way)
	return m
}

// sureness says whether the change is more than the ordinary wavering of answers.
func (r Result) sureness(c *change.Result, w Way) string {
	switch {
	case c == nil || c.Class == change.Unknown:
		return r.L.T("result.sure.unknown")
	case reliable(c.Class):
		return r.L.T("result.sure.yes")
	case w == Same:
		return r.L.T("result.sure.same")
	}
	return r.L.T("result.sure.no")
}

// reliable reports whether a change is larger than measurement error.
func reliable(c change.Class) bool {
	switch c {
	case change.Recovered, change.Improved, change.Deteriorated, change.Harmed:
		return true
	case change.Unchanged, change.Unknown:
	}
	return false
}

// Reason says why a scale cannot be scored.
func (r Result) Reason(s *casework.ScaleView) string {
	l, why := r.L, s.Now.Reason
	switch why.Kind {
	case scoring.TooFewAnswers:
		return l.N("result.reason.few", why.Missing, "limit", why.Limit)
	case scoring.PartMissing:
		part := string(why.Part)
		if p := r.View.Definition.Scale(why.Part); p != nil {
			part = l.Text(p.Title)
		}
		return l.T("result.reason.part", "part", part)
	case scoring.NotInTable:
		return l.T("result.reason.no-row")
	case scoring.NoTableFits, scoring.NoNormFits:
		return l.T("result.reason.no-norm")
	case scoring.NoneReason:
	}
	return l.T("result.reason.other")
}

// MostMoved is how many of the answers that moved are named.
const MostMoved = 5

// ItemMoved is an answer that moved.
type ItemMoved struct {
	Cue, From, To, Word string // Word says which way
	Better              bool
}

// ItemsMoved are the answers that moved most, MostMoved of them, and how many more there are.
func (r Result) ItemsMoved() (named []ItemMoved, more int) {
	for i, it := range r.View.Items {
		if i == MostMoved {
			return named, len(r.View.Items) - MostMoved
		}
		word := "result.better"
		if it.Better < 0 {
			word = "result.worse"
		}
		named = append(named, ItemMoved{
			Cue: r.Cue(it.Number), From: r.answer(it.Number, it.From), To: r.answer(it.Number, it.To), Word: r.L.T(word), Better: it.Better >= 0,
		})
	}
	return named, 0
}

// Missing names the items without an answer.
func (r Result) Missing() []string {
	var out []string
	for _, n := range r.View.Missing {
		out = append(out, r.Cue(n))
	}
	return out
}

// Cue is the number of an item with our own label.
func (r Result) Cue(number int) string {
	for _, tag := range []instruments.Lang{r.L.Lang(), instruments.Finnish, instruments.English} {
		if c := r.View.Definition.Cues[tag].Items[number]; c != "" {
			return fmt.Sprintf("%d %s", number, c)
		}
	}
	return fmt.Sprint(number)
}

// answer is the label of an answer, or its code where there is none.
func (r Result) answer(number int, a instruments.Response) string {
	if a.State != instruments.Answered {
		return "–"
	}
	for _, it := range r.View.Definition.Items {
		if it.Number != number {
			continue
		}
		if o := r.View.Definition.Cues[r.L.Lang()].Options[it.Set][int(a.Code)]; o != "" {
			return o
		}
	}
	return fmt.Sprint(a.Code)
}

// Talked reports whether the result has been talked about.
func (r Result) Talked() bool { return !r.View.Administration.Discussed.IsZero() }

// interpreted reports whether an interpreter was at it: such answers are not compared with norms.
func (r Result) interpreted() bool { return r.View.Administration.Mode == store.Interpreter }

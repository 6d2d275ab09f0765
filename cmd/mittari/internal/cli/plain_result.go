package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/store"
)

// resultFlags are which result of a person is meant.
type resultFlags struct{ instrument, respondent, date string }

// newResult reads one result out line by line.
func newResult(a *app) *cobra.Command {
	var o resultFlags
	c := a.command("result", "result", "mittari result ES-0042-N1", "mittari result ES-0042-N1 --plain --instrument yp-core --date 2026-11-12",
		"mittari result ES-0042-N1 --instrument sdq --respondent ES-0042-H1")
	c.Use = "result " + a.loc.T("cli.word.person")
	c.Args = a.arguments(1, 1)
	a.plainFlag(c)
	c.Flags().StringVar(&o.instrument, "instrument", "", a.loc.T("cli.flag.instrument-only"))
	c.Flags().StringVar(&o.respondent, "respondent", "", a.loc.T("cli.flag.respondent-only"))
	c.Flags().StringVar(&o.date, "date", "", a.loc.T("cli.flag.result-date"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if _, err := a.date("date", o.date); err != nil {
			return err
		}
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, rec cabinet.Record) error {
			id, err := newestResult(ctx, rec, args[0], o)
			if err != nil {
				return err
			}
			return a.readResult(ctx, desk, id)
		})
	}
	return c
}

// newestResult is the last completed administration about a person that fits what was asked for.
func newestResult(ctx context.Context, rec cabinet.Record, code string, o resultFlags) (store.AdministrationID, error) {
	none := store.AdministrationID{}
	p, err := personByCode(ctx, rec, strings.ToUpper(code))
	if err != nil {
		return none, err
	}
	var by store.PersonID
	if o.respondent != "" {
		r, err := personByCode(ctx, rec, strings.ToUpper(o.respondent))
		if err != nil {
			return none, err
		}
		by = r.ID
	}
	all, err := rec.OfPerson(ctx, p.ID)
	if err != nil {
		return none, fmt.Errorf("list results: %w", err)
	}
	for i := len(all) - 1; i >= 0; i-- {
		x := &all[i]
		fits := x.State == store.Completed && (o.instrument == "" || x.Instrument.ID == instruments.ID(o.instrument)) &&
			(o.respondent == "" || x.Respondent == by) && (o.date == "" || x.Answered.String() == o.date)
		if fits {
			return x.ID, nil
		}
	}
	return none, &problem{key: "no-result", pairs: []any{"person", p.Code}}
}

// readResult tells a result to the worker. What it says about a risk answer is logged as shown, as on the screen.
func (a *app) readResult(ctx context.Context, desk *casework.Desk, id store.AdministrationID) error {
	v, err := desk.Result(ctx, id)
	if err != nil {
		return err
	}
	say := phrase.Result{L: a.loc, View: &v}
	if err := a.show(resultOutOf(&v), func(w io.Writer) error { return a.readScales(w, say) }); err != nil {
		return err
	}
	if !say.Has(scoring.RiskFlagged) {
		return nil
	}
	return desk.RiskPromptShown(ctx, id)
}

// readScales goes from plain words to numbers, in the order of the screen.
func (a *app) readScales(w io.Writer, say phrase.Result) error {
	l, r, v := a.loc, newReading(w), say.View
	r.say(v.Person.Code+", "+l.Text(v.Definition.Title), say.By())
	if say.Talked() {
		r.say(l.T("result.discussed.on", "date", l.Date(v.Administration.Discussed)), say.Next())
	} else {
		r.say(l.T("cli.result.untold"))
	}
	if risks := say.Risks(); len(risks) > 0 {
		r.part(risks[0])
		r.say(risks[1:]...)
	}
	for _, s := range say.Spoken() {
		r.part(l.Text(s.Scale.Title))
		a.readScale(r, say, s)
	}
	a.readItems(r, say)
	r.part(l.T("result.numbers"))
	r.say(say.Caveats()...)
	for i := range v.Scales {
		r.say(l.Text(v.Scales[i].Scale.Title))
		for _, f := range say.Facts(&v.Scales[i]) {
			r.say(fact(f))
		}
	}
	return r.err
}

func fact(f phrase.Fact) string {
	text := f.Value
	if f.Label != "" {
		text = f.Label + ": " + text
	}
	if f.Tag != "" {
		text += " (" + f.Tag + ")"
	}
	return text
}

func (a *app) readScale(r *reading, say phrase.Result, s *casework.ScaleView) {
	r.say(a.loc.Text(s.Scale.Plain))
	if s.Now.Status != scoring.Scored {
		r.say(a.loc.T("result.unscored")+".", say.Reason(s))
		return
	}
	r.say(say.Place(s))
	if s.Before == nil {
		r.say(a.loc.T("result.moved.first"))
		return
	}
	last := say.Moves(s, phrase.SinceLast)
	r.say(last.Text, last.Sure)
	if s.First != nil {
		start := say.Moves(s, phrase.SinceStart)
		r.say(start.Text, start.Sure)
	}
}

func (a *app) readItems(r *reading, say phrase.Result) {
	if named, more := say.ItemsMoved(); len(named) > 0 {
		r.part(a.loc.T("result.items"))
		for _, it := range named {
			r.say(a.loc.T("cli.result.item", "cue", it.Cue, "from", it.From, "to", it.To, "word", it.Word))
		}
		if more > 0 {
			r.say(a.loc.N("result.items.more", more))
		}
	}
	if missing := say.Missing(); len(missing) > 0 {
		r.part(a.loc.N("result.open", len(missing)))
		r.say(missing...)
	}
}

// scaleOut is one scale of a result, for machines.
type scaleOut struct {
	Scale  string   `json:"scale"`
	Status string   `json:"status"`
	Value  *float64 `json:"value,omitempty"`
	Band   string   `json:"band,omitempty"`
	Before *float64 `json:"before,omitempty"`
	Class  string   `json:"class,omitempty"`
}

// resultOut is a result, for machines.
type resultOut struct {
	Person     string     `json:"person"`
	Respondent string     `json:"respondent"`
	Instrument string     `json:"instrument"`
	Answered   string     `json:"answered"`
	Discussed  string     `json:"discussed,omitempty"`
	Scales     []scaleOut `json:"scales"`
	Risks      []int      `json:"risk_items"` // answers to talk about
	Missing    []int      `json:"missing_items"`
}

func resultOutOf(v *casework.ResultView) resultOut {
	x := v.Administration
	out := resultOut{
		Person: v.Person.Code, Respondent: v.Respondent.Code, Instrument: x.Instrument.String(), Answered: x.Answered.String(),
		Discussed: x.Discussed.String(), Scales: []scaleOut{}, Risks: []int{}, Missing: append([]int{}, v.Missing...),
	}
	for i := range v.Scales {
		s := &v.Scales[i]
		line := scaleOut{Scale: string(s.Scale.ID), Status: s.Now.Status.String()}
		if s.Now.Status == scoring.Scored {
			line.Value = &s.Now.Reported
		}
		if b := s.Now.Band(); b != nil {
			line.Band = b.Band.Code
		}
		if s.Before != nil {
			line.Before = &s.Before.Reported
		}
		if s.Change != nil {
			line.Class = s.Change.Class.String()
		}
		out.Scales = append(out.Scales, line)
	}
	for _, k := range v.Risks {
		if k.State == scoring.RiskFlagged {
			out.Risks = append(out.Risks, k.Rule.Item)
		}
	}
	return out
}

package cli

import (
	"fmt"
	"io"
	"strconv"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/sheet"
)

// explainer prints how each sheet came to its scores, as it is scored.
type explainer struct {
	a    *app
	page *page
}

func (a *app) explainer(w io.Writer) *explainer { return &explainer{a: a, page: &page{w: w}} }

// sheet explains one sheet.
func (e *explainer) sheet(def *instruments.Definition, s sheet.Scored) {
	if e.page.err != nil {
		return
	}
	x, err := scoring.Explain(def, s.Responses, s.Context, *s.Result)
	if err != nil {
		e.page.err = fmt.Errorf("explain row %d: %w", s.Row, err)
		return
	}
	name := s.Person
	if name == "" {
		name = strconv.Itoa(s.Row)
	}
	e.page.line("%s", e.a.loc.T("cli.explain.sheet", "name", printable(name), "ref", x.Definition, "hash", x.Hash[:12]))
	for _, scale := range x.Scales {
		title := string(scale.Scale)
		if d := def.Scale(scale.Scale); d != nil {
			title = e.a.loc.Text(d.Title)
		}
		e.page.line("  %s", title)
		for _, step := range scale.Steps {
			e.page.line("    %s", e.a.step(step))
		}
	}
	for _, step := range x.Risks {
		e.page.line("  %s", e.a.step(step))
	}
}

// step words one step. Numbers are written out exactly, so that a person can follow with a pocket calculator.
func (a *app) step(s scoring.Step) string {
	n := func(v float64) string { return strconv.FormatFloat(v, 'g', 10, 64) }
	key := "cli.explain." + string(s.Kind)
	unscored := s.Status != scoring.Scored
	switch {
	case s.Kind == scoring.StepMissing && s.Count > 0 && unscored:
		key += "-too-many"
	case s.Kind == scoring.StepPart && unscored:
		key += "-unscored"
	case s.Kind == scoring.StepCutoff && !s.Clinical:
		key += "-other-side"
	case s.Kind == scoring.StepRisk:
		key += "-" + s.Risk.String()
	}
	return a.loc.T(key,
		"item", s.Item, "code", s.Code, "by", s.By, "from", n(s.From), "value", n(s.Value), "low", n(s.Low), "high", n(s.High),
		"factor", n(s.Factor), "count", s.Count, "of", s.Of, "limit", s.Limit, "decimals", s.Decimals, "rule", s.Rule,
		"policy", s.Policy, "part", s.Part, "table", s.Table, "band", s.Band, "cutoff", s.Cutoff,
		"norm", s.Norm, "mean", n(s.Mean), "sd", n(s.SD),
	) + a.tag(s.Evidence)
}

package cli

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

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
		e.page.line("  %s", e.a.scaleTitle(def, scale.Scale))
		for _, step := range scale.Steps {
			e.page.line("    %s", e.a.step(def, step))
		}
	}
	for _, step := range x.Risks {
		e.page.line("  %s", e.a.step(def, step))
	}
}

// step words one step. Numbers are written out exactly, so that a person can follow with a pocket calculator.
func (a *app) step(def *instruments.Definition, s scoring.Step) string {
	n := a.exact
	key := "cli.explain." + string(s.Kind)
	unscored := s.Status != scoring.Scored
	switch {
	case s.Kind == scoring.StepMissing && s.Count > 0 && unscored:
		key += "-too-many"
	case (s.Kind == scoring.StepPart || s.Kind == scoring.StepNeeded) && unscored:
		key += "-unscored"
	case s.Kind == scoring.StepCutoff && !s.Clinical:
		key += "-other-side"
	case !s.Holds && (s.Kind == scoring.StepCounted || s.Kind == scoring.StepRequirement || s.Kind == scoring.StepOutcome):
		key += "-not"
	case s.Kind == scoring.StepRisk:
		key += "-" + s.Risk.String()
	}
	return a.loc.T(key,
		"item", s.Item, "code", s.Code, "by", joined(s.By), "from", n(s.From), "value", n(s.Value), "low", n(s.Low), "high", n(s.High),
		"factor", n(s.Factor), "count", s.Count, "of", s.Of, "limit", s.Limit, "decimals", s.Decimals, "rule", a.named("rule", string(s.Rule)),
		"policy", a.named("policy", string(s.Policy)), "part", a.scaleTitle(def, s.Part), "table", s.Table, "band", a.bandTitle(def, s), "cutoff", s.Cutoff,
		"norm", s.Norm, "mean", n(s.Mean), "sd", n(s.SD), "range", a.required(s),
	) + cited(s) + a.tag(s.Evidence)
}

// cited names the sources of a table, norm, band or cut-off by their ids, which instrument show spells out.
func cited(s scoring.Step) string {
	switch s.Kind {
	case scoring.StepLookup, scoring.StepNotInTable, scoring.StepTScore, scoring.StepBand, scoring.StepCutoff:
		if len(s.Evidence.Sources) > 0 {
			return " [" + strings.Join(s.Evidence.Sources, ", ") + "]"
		}
	default:
	}
	return ""
}

// required words the range of a requirement or of a risk rule; other steps have none.
func (a *app) required(s scoring.Step) string {
	key := "between"
	switch {
	case s.Kind != scoring.StepRequirement && s.Kind != scoring.StepRisk:
		return ""
	case math.IsInf(s.High, 0):
		key = "from"
	case math.IsInf(s.Low, 0):
		key = "to"
	}
	return a.loc.T("cli.explain.range."+key, "low", a.exact(s.Low), "high", a.exact(s.High))
}

// joined lists whole numbers.
func joined(numbers []int) string {
	return strings.Trim(strings.Join(strings.Fields(fmt.Sprint(numbers)), ", "), "[]")
}

// exact is a number with ten digits and the decimal mark of the language.
func (a *app) exact(v float64) string {
	text := strconv.FormatFloat(v, 'g', 10, 64)
	if a.loc.Lang() == instruments.English {
		return text
	}
	return strings.Replace(text, ".", ",", 1)
}

// named words a fixed name of the definition format.
func (a *app) named(what, name string) string {
	if name == "" {
		return ""
	}
	return a.loc.T("cli.explain." + what + "-" + name)
}

func (a *app) scaleTitle(def *instruments.Definition, id instruments.ScaleID) string {
	if s := def.Scale(id); s != nil {
		return a.loc.Text(s.Title)
	}
	return string(id)
}

// bandTitle is the title of the band that a step found, with its code where there is no title.
func (a *app) bandTitle(def *instruments.Definition, s scoring.Step) string {
	for _, set := range def.BandSets {
		if set.Name != s.Table || set.Population != s.Population {
			continue
		}
		for _, b := range set.Bands {
			if title := a.loc.Text(b.Title); b.Code == s.Band && title != "" {
				return title
			}
		}
	}
	return s.Band
}

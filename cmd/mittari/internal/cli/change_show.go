package cli

import (
	"io"
	"strconv"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/cohort"
	"github.com/mittari/mittari/scoring/sheet"
)

// changeResult is what change found, for machines.
type changeResult struct {
	From      string              `json:"from,omitempty"`
	To        string              `json:"to,omitempty"`
	Direction string              `json:"direction"`
	Method    string              `json:"method"`
	Percent   float64             `json:"percent,omitempty"`
	Basis     basisResult         `json:"basis"`
	Groups    []groupResult       `json:"groups"`
	Persons   []map[string]string `json:"persons,omitempty"`
	Out       string              `json:"out,omitempty"`
}

// basisResult names what changes were judged by.
type basisResult struct {
	Kind     string  `json:"kind"`
	Points   float64 `json:"points,omitempty"`
	SD       float64 `json:"sd,omitempty"`
	SDFrom   string  `json:"sd_from,omitempty"`
	R        float64 `json:"r,omitempty"`
	RFrom    string  `json:"r_from,omitempty"`
	Needed   float64 `json:"needed,omitempty"`
	Cutoff   float64 `json:"cutoff,omitempty"`
	CutoffID string  `json:"cutoff_id,omitempty"`
	Tag      string  `json:"confidence,omitempty"`
	Several  bool    `json:"several_bases,omitempty"`
}

// groupResult is one group; changes are with plus as better.
type groupResult struct {
	Group       string         `json:"group"`
	Persons     int            `json:"persons"`
	Pairs       int            `json:"pairs"`
	FromMean    float64        `json:"from_mean"`
	FromSD      float64        `json:"from_sd"`
	ToMean      float64        `json:"to_mean"`
	ToSD        float64        `json:"to_sd"`
	Better      float64        `json:"mean_change_better"`
	Low         float64        `json:"ci_low"`
	High        float64        `json:"ci_high"`
	EffectSize  float64        `json:"effect_size"`
	EffectLow   float64        `json:"effect_low"`
	EffectHigh  float64        `json:"effect_high"`
	Correlation float64        `json:"correlation"`
	Classes     map[string]int `json:"classes"`
	CrossedOnly int            `json:"crossed_but_not_reliable"`
	Sensitivity []effectResult `json:"sensitivity,omitempty"`
}

func classes() []change.Class {
	return []change.Class{change.Recovered, change.Improved, change.Unchanged, change.Deteriorated, change.Harmed, change.Unknown}
}

// effectResult is one of the effect sizes of the sensitivity panel; those that are not defined are left out.
type effectResult struct {
	Name    string  `json:"name"`
	Value   float64 `json:"value"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
	Method  string  `json:"interval"`
	Formula string  `json:"formula"`
	Source  string  `json:"source"`
}

// showChange prints the groups: on standard output when the persons went into a file, else beside them.
func (a *app) showChange(sum sheet.ChangeSummary, text string, o changeFlags) error {
	r := changeResult{
		From: sum.From, To: sum.To, Direction: string(sum.Direction), Method: sum.Method, Percent: o.percent,
		Basis: basisOf(sum, o), Out: o.out, Groups: []groupResult{groupOf("", sum.All, sum.Direction, o.sensitivity)},
	}
	for _, g := range sum.Groups {
		r.Groups = append(r.Groups, groupOf(g.Name, g, sum.Direction, o.sensitivity))
	}
	if a.flags.json {
		persons, err := asObjects(text)
		if err != nil {
			return err
		}
		r.Persons = persons
		return a.show(r, nil)
	}
	w := a.std.Err
	if o.out != "" && o.out != "-" {
		w = a.std.Out
	}
	return a.printChange(w, r)
}

func basisOf(sum sheet.ChangeSummary, o changeFlags) basisResult {
	b := sum.Basis
	r := basisResult{
		Kind: b.Description, Points: b.Points, SD: b.SD, SDFrom: b.SDSource, R: b.R, RFrom: b.RSource,
		Tag: string(b.Evidence.Confidence), Several: sum.SeveralBases,
	}
	switch {
	case o.method != change.JacobsonTruax{}.Name():
		r.Needed = o.mid // the others have no one number of points
	case b.Points > 0:
		r.Needed = b.Points
	case b.SD > 0:
		critical := b.Critical
		if critical == 0 {
			critical = change.CriticalValue
		}
		r.Needed = change.Smallest(b.SD, b.R, critical)
	}
	if b.Cutoff != nil {
		r.Cutoff, r.CutoffID = b.Cutoff.Value, b.Cutoff.ID
	}
	return r
}

func groupOf(name string, g sheet.GroupSummary, d instruments.Direction, sensitivity bool) groupResult {
	better := g.Statistics.Better(d)
	r := groupResult{
		Group: name, Persons: g.Persons, Pairs: g.Statistics.N,
		FromMean: g.Statistics.FromMean, FromSD: g.Statistics.FromSD, ToMean: g.Statistics.ToMean, ToSD: g.Statistics.ToSD,
		Better: finite(better.Change), Low: finite(better.Interval.Low), High: finite(better.Interval.High),
		EffectSize: finite(better.Gain), EffectLow: finite(better.GainInterval.Low), EffectHigh: finite(better.GainInterval.High),
		Correlation: finite(better.R), Classes: classCounts(g.Classes), CrossedOnly: g.Classes.CrossedOnly(),
	}
	if sensitivity {
		r.Sensitivity = effectsOf(better.Sensitivity())
	}
	return r
}

func effectsOf(s cohort.Sensitivity) []effectResult {
	var out []effectResult
	for _, e := range s.Effects {
		if !cohort.Defined(e.Value) {
			continue
		}
		out = append(out, effectResult{
			Name: string(e.Name), Value: e.Value, Low: finite(e.Interval.Low), High: finite(e.Interval.High),
			Method: string(e.Method), Formula: e.Formula, Source: e.Source,
		})
	}
	return out
}

// finite keeps what cannot be computed from a handful of pairs out of JSON, which has no word for it.
func finite(v float64) float64 {
	if v != v || v > 1e300 || v < -1e300 {
		return 0
	}
	return v
}

func classCounts(c cohort.Classes) map[string]int {
	out := map[string]int{}
	for _, class := range classes() {
		out[class.String()] = c.Count(class)
	}
	return out
}

func (a *app) printChange(w io.Writer, r changeResult) error {
	if err := a.printBasis(w, r); err != nil {
		return err
	}
	table := [][]string{a.heads("group", "pairs", "before", "after", "change-better", "interval", "effect")}
	for _, c := range classes() {
		table[0] = append(table[0], a.loc.T("class."+c.String()))
	}
	for _, g := range r.Groups {
		row := []string{
			a.groupName(g.Group), strconv.Itoa(g.Pairs) + "/" + strconv.Itoa(g.Persons), a.num(g.FromMean), a.num(g.ToMean), a.loc.Signed(g.Better, 2),
			a.loc.Signed(g.Low, 2) + " … " + a.loc.Signed(g.High, 2), a.loc.Signed(g.EffectSize, 2),
		}
		for _, c := range classes() {
			row = append(row, strconv.Itoa(g.Classes[c.String()]))
		}
		table = append(table, row)
	}
	if err := grid(w, table); err != nil {
		return err
	}
	return a.printSensitivity(w, r)
}

func (a *app) num(v float64) string { return a.loc.Number(v, 2) }

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
	From      string           `json:"from,omitempty"`
	To        string           `json:"to,omitempty"`
	Direction string           `json:"direction"`
	Method    string           `json:"method"`
	Percent   figure           `json:"percent,omitempty"`
	Basis     basisResult      `json:"basis"`
	Groups    []groupResult    `json:"groups"`
	Persons   []map[string]any `json:"persons,omitempty"`
	Out       string           `json:"out,omitempty"`
}

// basisResult names what changes were judged by.
type basisResult struct {
	Kind     string `json:"kind"`
	Points   figure `json:"points,omitempty"`
	SD       figure `json:"sd,omitempty"`
	SDFrom   string `json:"sd_from,omitempty"`
	R        figure `json:"r,omitempty"`
	RFrom    string `json:"r_from,omitempty"`
	Needed   figure `json:"needed,omitempty"`
	Cutoff   figure `json:"cutoff,omitempty"`
	CutoffID string `json:"cutoff_id,omitempty"`
	Tag      string `json:"confidence,omitempty"`
	Several  bool   `json:"several_bases,omitempty"`
}

// groupResult is one group; changes are with plus as better.
type groupResult struct {
	Group       string         `json:"group"`
	Persons     int            `json:"persons"`
	Pairs       int            `json:"pairs"`
	FromMean    figure         `json:"from_mean"`
	FromSD      figure         `json:"from_sd"`
	ToMean      figure         `json:"to_mean"`
	ToSD        figure         `json:"to_sd"`
	Better      figure         `json:"mean_change_better"`
	Low         figure         `json:"ci_low"`
	High        figure         `json:"ci_high"`
	EffectSize  figure         `json:"effect_size"`
	EffectLow   figure         `json:"effect_low"`
	EffectHigh  figure         `json:"effect_high"`
	Correlation figure         `json:"correlation"`
	Classes     map[string]int `json:"classes"`
	CrossedOnly int            `json:"crossed_but_not_reliable"`
	Sensitivity []effectResult `json:"sensitivity,omitempty"`
}

func classes() []change.Class {
	return []change.Class{change.Recovered, change.Improved, change.Unchanged, change.Deteriorated, change.Harmed, change.Unknown}
}

// effectResult is one of the effect sizes of the sensitivity panel; those that are not defined are left out.
type effectResult struct {
	Name    string `json:"name"`
	Value   figure `json:"value"`
	Low     figure `json:"low"`
	High    figure `json:"high"`
	Method  string `json:"interval"`
	Formula string `json:"formula"`
	Source  string `json:"source"`
}

// showChange prints the groups: on standard output when the persons went into a file, else beside them.
func (a *app) showChange(sum sheet.ChangeSummary, text string, o changeFlags) error {
	r := changeResult{
		From: sum.From, To: sum.To, Direction: string(sum.Direction), Method: sum.Method, Percent: figure(o.percent),
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
		Kind: b.Description, Points: figure(b.Points), SD: figure(b.SD), SDFrom: b.SDSource, R: figure(b.R), RFrom: b.RSource,
		Tag: string(b.Evidence.Confidence), Several: sum.SeveralBases,
	}
	switch {
	case o.method != change.JacobsonTruax{}.Name():
		r.Needed = figure(o.mid) // the others have no one number of points
	case b.Points > 0:
		r.Needed = figure(b.Points)
	case b.SD > 0:
		critical := b.Critical
		if critical == 0 {
			critical = change.CriticalValue
		}
		r.Needed = figure(change.Smallest(b.SD, b.R, critical))
	}
	if b.Cutoff != nil {
		r.Cutoff, r.CutoffID = figure(b.Cutoff.Value), b.Cutoff.ID
	}
	return r
}

func groupOf(name string, g sheet.GroupSummary, d instruments.Direction, sensitivity bool) groupResult {
	better := g.Statistics.Better(d)
	r := groupResult{
		Group: name, Persons: g.Persons, Pairs: g.Statistics.N,
		FromMean: figure(g.Statistics.FromMean), FromSD: figure(g.Statistics.FromSD),
		ToMean: figure(g.Statistics.ToMean), ToSD: figure(g.Statistics.ToSD),
		Better: figure(better.Change), Low: figure(better.Interval.Low), High: figure(better.Interval.High),
		EffectSize: figure(better.Gain), EffectLow: figure(better.GainInterval.Low), EffectHigh: figure(better.GainInterval.High),
		Correlation: figure(better.R), Classes: classCounts(g.Classes), CrossedOnly: g.Classes.CrossedOnly(),
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
			Name: string(e.Name), Value: figure(e.Value), Low: figure(e.Interval.Low), High: figure(e.Interval.High),
			Method: string(e.Method), Formula: e.Formula, Source: e.Source,
		})
	}
	return out
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
			a.groupName(g.Group), strconv.Itoa(g.Pairs) + "/" + strconv.Itoa(g.Persons), a.num(g.FromMean), a.num(g.ToMean),
			a.signed(g.Better), a.between(g.Low, g.High), a.signed(g.EffectSize),
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

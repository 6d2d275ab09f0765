package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// mutationLine is what the mutation check found in one definition, for machines.
type mutationLine struct {
	Instrument string         `json:"instrument"`
	Tried      int            `json:"tried"`
	Caught     float64        `json:"caught"` // share, 0 to 1
	Survivors  []survivorLine `json:"survivors"`
	Failures   []string       `json:"failures,omitempty"` // of the examples as they are: nothing was tried then
	Excluded   []survivorLine `json:"excluded"`
}

// survivorLine is one mistake that no example noticed, or that none can notice, with why.
type survivorLine struct {
	Kind    string  `json:"kind"`
	Scale   string  `json:"scale,omitempty"`
	To      string  `json:"to,omitempty"`
	Item    int     `json:"item,omitempty"`
	Name    string  `json:"name,omitempty"`
	Code    string  `json:"code,omitempty"`
	Row     float64 `json:"row,omitempty"`
	From    float64 `json:"from"`
	Becomes float64 `json:"becomes"`
	Why     string  `json:"why,omitempty"`
	Text    string  `json:"text"`
}

func (a *app) testMutations(ctx context.Context, sources []source) error {
	lines := []mutationLine{}
	p := &page{w: a.std.Out}
	tried, missed := 0, 0
	for _, src := range sources {
		own, failed, err := tryCases(src)
		if err != nil {
			return err
		}
		if failed > 0 { // examples that do not hold cannot notice anything
			missed += failed
			lines = append(lines, mutationLine{Instrument: src.def.Ref().String(), Failures: failures(own)})
			if !a.flags.json {
				a.printCases(p, src.def, own, failed)
			}
			continue
		}
		found, err := scoring.Survivors(ctx, src.def, src.cases)
		if err != nil {
			return err
		}
		tried, missed = tried+found.Tried, missed+len(found.Survivors)
		lines = append(lines, mutationLine{
			Instrument: found.Definition.String(), Tried: found.Tried, Caught: found.Caught(),
			Survivors: a.survivors(src.def, found.Survivors), Excluded: a.survivors(src.def, found.Equivalent),
		})
		if !a.flags.json {
			a.printMutated(p, src.def, &found)
		}
	}
	if len(sources) > 1 && !a.flags.json {
		p.line("%s", a.loc.T("cli.mutation.all", "n", len(sources), "tried", tried, "share", a.caught(tried, missed)))
	}
	return a.tried(lines, p.err, missed)
}

func failures(lines []caseLine) (all []string) {
	for _, l := range lines {
		for _, f := range l.Failures {
			all = append(all, l.Case+": "+f)
		}
	}
	return all
}

func (a *app) printMutated(p *page, def *instruments.Definition, found *scoring.Mutated) {
	for _, m := range found.Survivors {
		p.line("  %s", a.mutation(def, m))
	}
	for _, m := range found.Equivalent {
		p.line("  (%s: %s)", a.mutation(def, m), a.loc.T("cli.mutation.why."+string(m.Equivalent)))
	}
	p.line("%s", a.loc.T("cli.mutation.done", "ref", found.Definition, "tried", found.Tried, "share", a.caught(found.Tried, len(found.Survivors)), "survivors", len(found.Survivors)))
}

// caught is the share that was noticed in percent, rounded down so that 100 means all.
func (a *app) caught(tried, missed int) string {
	if tried == 0 {
		return a.loc.Number(100, 1)
	}
	return a.loc.Number(float64((tried-missed)*1000/tried)/10, 1)
}

func (a *app) survivors(def *instruments.Definition, all []scoring.Mutation) []survivorLine {
	lines := make([]survivorLine, len(all))
	for i, m := range all {
		lines[i] = survivorLine{
			Kind: string(m.Kind), Scale: string(m.Scale), To: string(m.To), Item: m.Item, Name: m.Name, Code: m.Code, Row: m.Row,
			From: m.From, Becomes: m.Becomes, Why: string(m.Equivalent), Text: a.mutation(def, m),
		}
	}
	return lines
}

// mutation words a mistake and the example that would notice it.
func (a *app) mutation(def *instruments.Definition, m scoring.Mutation) string {
	scale := def.Scale(m.Scale)
	key := "cli.mutation." + string(m.Kind)
	if scale != nil && m.Kind == scoring.MutateReversed && slices.Contains(scale.Rule.Reversed, m.Item) {
		key += "-not"
	}
	text := a.loc.T(key,
		"scale", string(m.Scale), "to", string(m.To), "item", m.Item, "name", m.Name, "code", m.Code, "row", a.exact(m.Row),
		"from", a.exact(m.From), "becomes", a.exact(m.Becomes),
	)
	if who := strings.TrimSpace(population(m.Population)); who != "" {
		text += " " + who
	}
	return text
}

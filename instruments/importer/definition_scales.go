package importer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// maxScales bounds the scales of a draft; an instrument has a dozen or two.
const maxScales = 60

// scales takes over the scales the file defines: as data, or as an expression that is nothing but a sum.
func (b *definer) scales() {
	for i := range b.draft.Scores {
		rule := &b.draft.Scores[i]
		if fold(rule.Method) != "sumcoded" && fold(rule.Method) != "sum" || !b.all(rule.Items) || len(b.def.Scales) == maxScales {
			b.decide(Decision{Kind: DecideCalculation, LinkID: rule.ID, Text: rule.ID, Other: rule.Method})
			continue
		}
		id := b.scale(rule.ID, rule.Title, rule.Items, rule.Reversed)
		b.decide(Decision{Kind: DecideBands, Scale: id, Other: rule.bands()})
	}
	for i := range b.draft.Calculations {
		c := &b.draft.Calculations[i]
		if b.draft.Item(c.Name) == nil {
			continue // a variable; what uses it is looked at instead
		}
		if len(b.def.Scales) < maxScales && len(c.Items) > 1 && b.all(c.Items) && plainSum(b.spelledOut(c.Text), len(c.Items)) {
			id := b.scale(c.Name, nil, c.Items, nil)
			b.decide(Decision{Kind: DecideKey, LinkID: c.Name, Scale: id, Other: shortened(c.Text)})
			b.decide(Decision{Kind: DecideBands, Scale: id})
			continue
		}
		if len(c.Items) > 0 || b.mayCount(c) {
			b.decide(Decision{Kind: DecideCalculation, LinkID: c.Name, Text: c.Name, Other: shortened(c.Text)})
		}
	}
	if len(b.def.Scales) == 0 {
		b.decide(Decision{Kind: DecideScales})
	} else {
		b.def.Scales[0].Main = len(b.def.Scales) == 1
	}
	b.extra()
}

// bands writes the bands the file names, lowest first, without their labels.
func (r *ScoreRule) bands() string {
	parts := make([]string, len(r.Bands))
	for i, band := range r.Bands {
		parts[i] = strconv.FormatFloat(band.Min, 'f', -1, 64) + "–" + strconv.FormatFloat(band.Max, 'f', -1, 64)
	}
	return strings.Join(parts, ", ")
}

// mayCount reports whether an expression that names no item may be a score: an item of the file shows its result.
func (b *definer) mayCount(c *Calculation) bool {
	item := b.draft.Item(c.Name)
	return item.Type == TypeCalculated && !item.Hidden
}

// all reports whether ids are items of the definition with answers that count.
func (b *definer) all(ids []string) bool {
	for _, id := range ids {
		if b.answered[b.number[id]] == "" {
			return false
		}
	}
	return len(ids) > 0
}

// scale adds a sum. Its direction and what missing answers mean are for a person to decide: until then any missing
// answer keeps it from being scored.
func (b *definer) scale(name string, title Texts, ids, reversed []string) instruments.ScaleID {
	id := instruments.ScaleID(plainID(name, ""))
	if !letterFirst(string(id)) { // the file calls it by a code only
		id = "total"
	}
	for i, base := 2, id; b.def.Scale(id) != nil; i++ {
		id = base + instruments.ScaleID("-"+strconv.Itoa(i))
	}
	s := instruments.Scale{
		ID: id, Title: b.draft.inProgram(title), Evidence: fromFile(),
		Rule:    instruments.Rule{Kind: instruments.RuleSum, Items: b.numbers(ids), Reversed: b.numbers(reversed), Multiplier: 1},
		Missing: instruments.Missing{Policy: instruments.MissingNone, Evidence: fromFile()},
	}
	for _, n := range s.Rule.Items {
		low, high := b.reach(n)
		s.Range.Min += low
		s.Range.Max += high
	}
	b.def.Scales = append(b.def.Scales, s)
	for _, kind := range []DecisionKind{DecideDirection, DecideMissing} {
		b.decide(Decision{Kind: kind, Scale: id})
	}
	if len(reversed) == 0 {
		b.decide(Decision{Kind: DecideReversed, Scale: id})
	}
	return id
}

func (b *definer) numbers(ids []string) []int {
	var list []int
	for _, id := range ids {
		list = append(list, b.number[id])
	}
	slices.Sort(list)
	return list
}

// reach gives the least and the most an item can count.
func (b *definer) reach(number int) (low, high float64) {
	options := b.def.Set(b.answered[number]).Options
	low, high = options[0].Value, options[0].Value
	for _, o := range options {
		low, high = min(low, o.Value), max(high, o.Value)
	}
	return low, high
}

// extra lists items with scored answers that no scale of the file uses: a score on an answer does not make an item
// part of a total.
func (b *definer) extra() {
	if len(b.def.Scales) == 0 {
		return
	}
	for _, q := range b.choices {
		n := b.number[q.LinkID]
		used := slices.ContainsFunc(b.def.Scales, func(s instruments.Scale) bool { return slices.Contains(s.Rule.Items, n) })
		if !used {
			b.decide(b.about(DecideExtra, q))
		}
	}
}

var (
	quotedText = regexp.MustCompile(`'[^']*'|"[^"]*"|\$\{[^}]*\}`)
	notSum     = regexp.MustCompile(`(?i)[*/<>-]|\b(?:div|mod|not|or|count|mean|avg|average|max|min|round|power|pow)\b`)
	whenKnown  = regexp.MustCompile(`(?i)\biif\((?:[^,()]|\(\s*\))*,`) // "if all are answered": what that means is decided apart
	sumCall    = regexp.MustCompile(`(?i)\bsum\s*\(`)
)

// maxSpelledOut bounds the text of an expression with its variables put in.
const maxSpelledOut = 64 << 10

// spelledOut puts the texts of variables in their places.
func (b *definer) spelledOut(text string) string {
	text = whenKnown.ReplaceAllString(text, "(")
	for range 8 {
		next := pathVariable.ReplaceAllStringFunc(text, func(name string) string {
			for i := range b.draft.Calculations {
				if c := &b.draft.Calculations[i]; c.Name == name[1:] && b.draft.Item(c.Name) == nil {
					return "(" + c.Text + ")"
				}
			}
			return strings.TrimPrefix(name, "%")
		})
		if next == text || len(next) > maxSpelledOut {
			break
		}
		text = next
	}
	return text
}

// plainSum reports whether an expression adds up values and does nothing else with them.
func plainSum(text string, items int) bool {
	bare := quotedText.ReplaceAllString(text, " x ")
	if notSum.MatchString(bare) {
		return false
	}
	return sumCall.MatchString(bare) || strings.Count(bare, "+") >= items-1
}

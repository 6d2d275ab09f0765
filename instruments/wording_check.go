package instruments

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a wording, in runes. They keep a broken file from filling a screen.
const (
	maxWordingText  = 2000
	maxWordingTitle = 300
)

// WordingProblem names what is wrong with a wording.
type WordingProblem string

// Problems of a wording.
const (
	WordingOther    WordingProblem = "other-instrument" // it is for another instrument
	WordingNoLang   WordingProblem = "no-language"
	WordingNoRights WordingProblem = "no-rights" // holder, licence or source is not named
	WordingNoItem   WordingProblem = "no-item"   // an item has no text
	WordingNoOption WordingProblem = "no-option" // an option has no text
	WordingExtra    WordingProblem = "extra"     // a text is for an item or option that does not exist
	WordingBadText  WordingProblem = "bad-text"  // a text is too long or holds control characters
)

// WordingError says why a wording does not fit its definition.
type WordingError struct {
	Instrument Ref
	Lang       Lang
	Problem    WordingProblem
	Item       int    // number, when it is about an item
	Set        string // id, when it is about an option
	Code       int    // with Set
}

// Error names the problem and its place.
func (e *WordingError) Error() string {
	place := ""
	switch {
	case e.Set != "":
		place = fmt.Sprintf(", option %d of %s", e.Code, e.Set)
	case e.Item != 0:
		place = fmt.Sprintf(", item %d", e.Item)
	}
	return fmt.Sprintf("wording of %s in %q: %s%s", e.Instrument, e.Lang, e.Problem, place)
}

// Validate reports whether the wording is complete for the definition and may be shown: every item of the form it
// is for and every option offered there has a text, nothing else has one, and no text can disturb a terminal.
// The error is ErrPaperOnly when the licence keeps the words off any screen, else a *WordingError.
func (w *Wording) Validate(d *Definition) error {
	fail := func(problem WordingProblem) *WordingError {
		return &WordingError{Instrument: d.Ref(), Lang: w.Lang, Problem: problem}
	}
	switch {
	case d.Rights.Class == PaperOnly:
		return fmt.Errorf("wording of %s: %w", d.Ref(), ErrPaperOnly)
	case w.Instrument != d.ID:
		return fail(WordingOther)
	case w.Lang == "":
		return fail(WordingNoLang)
	case w.Holder == "" || w.Licence == "" || w.Source == "":
		return fail(WordingNoRights)
	case !showable(w.Title, maxWordingTitle) || !showable(w.Instruction, maxWordingText):
		return fail(WordingBadText)
	}
	sets := map[string]bool{}
	for i := range d.Items {
		item := &d.Items[i]
		if !item.On(w.Informant) {
			continue
		}
		sets[item.Set] = true
		if strings.TrimSpace(w.Items[item.Number]) == "" {
			problem := fail(WordingNoItem)
			problem.Item = item.Number
			return problem
		}
	}
	for _, set := range d.ResponseSets {
		if !sets[set.ID] {
			continue
		}
		for _, o := range set.Options {
			if strings.TrimSpace(w.Options[set.ID][o.Code]) == "" {
				problem := fail(WordingNoOption)
				problem.Set, problem.Code = set.ID, o.Code
				return problem
			}
		}
	}
	return w.checkTexts(d, fail)
}

// checkTexts looks at every text that is there: it must belong to something and be safe to show.
func (w *Wording) checkTexts(d *Definition, fail func(WordingProblem) *WordingError) error {
	for _, number := range slices.Sorted(maps.Keys(w.Items)) {
		problem := WordingBadText
		if d.ItemIndex(number) < 0 {
			problem = WordingExtra
		} else if showable(w.Items[number], maxWordingText) {
			continue
		}
		e := fail(problem)
		e.Item = number
		return e
	}
	for _, id := range slices.Sorted(maps.Keys(w.Options)) {
		set := d.Set(id)
		for _, code := range slices.Sorted(maps.Keys(w.Options[id])) {
			problem := WordingBadText
			if set == nil || set.Option(code) == nil {
				problem = WordingExtra
			} else if showable(w.Options[id][code], maxWordingText) {
				continue
			}
			e := fail(problem)
			e.Set, e.Code = id, code
			return e
		}
	}
	return nil
}

// showable reports whether a text can be put on a terminal as it is: valid, of reasonable length, and without
// control or direction-override characters that could hide or rewrite other text.
func showable(text string, limit int) bool {
	if !utf8.ValidString(text) || utf8.RuneCountInString(text) > limit {
		return false
	}
	return !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
	})
}

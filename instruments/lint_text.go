package instruments

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of a cue: a label, never a sentence, so that it cannot stand in for a holder's wording.
const (
	maxCueWords = 4
	maxCueRunes = 40
)

// texts checks that everything shown to people is there in every language.
func (c *checker) texts() {
	d := c.d
	c.text3("title", d.Title)
	c.text3("abbreviation", d.Abbreviation)
	c.text3("construct", d.Construct)
	c.text3("recall.text", d.Recall.Text)
	c.text3("rights.terms", d.Rights.Terms)
	for i, s := range d.Scales {
		c.text3(at("scales[%d].title", i), s.Title)
		c.text3(at("scales[%d].plain", i), s.Plain)
	}
	for i, set := range d.BandSets {
		for j, band := range set.Bands {
			c.text3(at("band_sets[%d].bands[%d].title", i, j), band.Title)
		}
	}
	for i, k := range d.Cutoffs {
		c.text3(at("cutoffs[%d].meaning", i), k.Meaning)
	}
}

func (c *checker) text3(where string, text Text) {
	for _, lang := range Languages() {
		if strings.TrimSpace(text[lang]) == "" {
			c.add(TextMissing, where, fmt.Sprintf("the text is missing in %s", lang), "Write it in every language")
		}
	}
}

// cues checks that every item and option has a short label of ours in every language.
func (c *checker) cues() {
	for _, lang := range Languages() {
		file := cuesFile(lang)
		cues, ok := c.d.Cues[lang]
		if !ok {
			c.addIn(file, CueMissing, "", fmt.Sprintf("the cues in %s are missing", lang), "Write the file "+file)
			continue
		}
		for _, item := range c.d.Items {
			c.cue(file, at("items.%d", item.Number), fmt.Sprintf("item %d", item.Number), cues.Items[item.Number])
		}
		for _, n := range slices.Sorted(maps.Keys(cues.Items)) {
			if c.d.ItemIndex(n) < 0 {
				c.addIn(file, CueUnknown, at("items.%d", n), fmt.Sprintf("there is no item %d", n), "Remove the cue")
			}
		}
		for _, set := range c.d.ResponseSets {
			for _, o := range set.Options {
				c.cue(file, at("options.%s.%d", set.ID, o.Code), fmt.Sprintf("option %d of %s", o.Code, set.ID), cues.Options[set.ID][o.Code])
			}
		}
		for _, id := range slices.Sorted(maps.Keys(cues.Options)) {
			set := c.d.Set(id)
			for _, code := range slices.Sorted(maps.Keys(cues.Options[id])) {
				if set == nil || set.Option(code) == nil {
					c.addIn(file, CueUnknown, at("options.%s.%d", id, code), fmt.Sprintf("there is no option %d of %s", code, id), "Remove the cue")
				}
			}
		}
	}
}

func (c *checker) cue(file, where, what, cue string) {
	switch {
	case strings.TrimSpace(cue) == "":
		c.addIn(file, CueMissing, where, what+" has no cue", "Write a label of one to four words of your own")
	case len(strings.Fields(cue)) > maxCueWords, utf8.RuneCountInString(cue) > maxCueRunes:
		c.addIn(file, CueTooLong, where, fmt.Sprintf("the cue of %s is longer than %d words or %d letters", what, maxCueWords, maxCueRunes),
			"Shorten it to a label; the sentence belongs to its holder")
	}
}

// wording checks that a form of our own is fully worded, and that no other form carries what only ours may.
func (c *checker) wording() {
	d := c.d
	if d.Rights.Class != Own {
		for i, item := range d.Items {
			if item.OwnText {
				c.add(OwnTextForeign, at("items[%d].own_text", i), "another holder's item would show the respondent's own text", "Only a form of class own may do so")
			}
		}
		return
	}
	for _, lang := range Languages() {
		w, ok := d.Own[lang]
		if !ok {
			c.addIn(wordingFile(lang), WordingIncomplete, "", fmt.Sprintf("our own wording in %s is missing", lang), "Write the file "+wordingFile(lang))
			continue
		}
		if err := w.Validate(d); err != nil {
			c.addIn(wordingFile(lang), WordingIncomplete, "", err.Error(), "Complete the wording")
		}
	}
	for _, lang := range Variants() {
		if w, ok := d.Own[lang]; ok {
			if err := w.Validate(d); err != nil {
				c.addIn(wordingFile(lang), WordingIncomplete, "", err.Error(), "Complete the wording, or leave the file out")
			}
		}
	}
}

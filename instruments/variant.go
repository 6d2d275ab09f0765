package instruments

import (
	"io/fs"
	"slices"
)

// EasyFinnish is Finnish in short sentences and common words, for those to whom plain Finnish is too much. Only texts
// of our own have it; validated wording is never made easier, because then it would be another instrument.
const EasyFinnish Lang = "fi-x-selko"

// Variants lists the easier forms of languages. What is missing in one of them is shown in its base.
func Variants() []Lang { return []Lang{EasyFinnish} }

// Base is the language of which l is an easier form, or l itself.
func (l Lang) Base() Lang {
	if l == EasyFinnish {
		return Finnish
	}
	return l
}

// ShortNames are the languages as lists name them where room is short, in order: "fi", "selko".
func ShortNames(langs []Lang) []string {
	names := make([]string, len(langs))
	for i, l := range langs {
		names[i] = string(l)
		if l == EasyFinnish {
			names[i] = "selko"
		}
	}
	slices.Sort(names)
	return names
}

// readVariants reads the wordings of a form of our own in easier forms of languages, where it has any. They are no part
// of the definition's hash: it stands for what is scored and for versions that were released before, and each
// administration names the wording it showed by the wording's own hash.
func (d *Definition) readVariants(fsys fs.FS, dir string) error {
	if d.Rights.Class != Own {
		return nil
	}
	for _, lang := range Variants() {
		data, err := readFile(fsys, dir, wordingFile(lang))
		if isMissing(err) {
			continue
		}
		if err != nil {
			return err
		}
		w := Wording{Instrument: d.ID, Lang: lang, Holder: d.Rights.Holder, Licence: d.Rights.Terms[lang.Base()], Source: wordingFile(lang)}
		if err := decodeStrict(wordingFile(lang), data, &w); err != nil {
			return err
		}
		w.Hash = w.Sum()
		d.Own[lang] = w
	}
	return nil
}

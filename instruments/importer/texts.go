package importer

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// numberedKey takes a key such as "d12", "likert_3" or "item-7" apart.
var numberedKey = regexp.MustCompile(`^(\D*?)[ _.-]?(\d{1,4})$`)

// flatTexts reports whether an object is keys and texts, with some of the keys numbered.
func flatTexts(head map[string]json.RawMessage) bool {
	numbered := 0
	for key, value := range head {
		if len(value) == 0 || value[0] != '"' {
			return false
		}
		if numberedKey.MatchString(key) {
			numbered++
		}
	}
	return numbered > 0
}

// readTexts reads a file of keys and texts in one language. Keys that are numbered alike are items, except those
// whose name says that they are answers; other texts are a title, an instruction, or left out.
func readTexts(src *source, head map[string]json.RawMessage) (*Draft, error) {
	draft := src.draft(FormatTexts)
	draft.Names = []string{src.name}
	draft.Lang = langInName(src.name)
	var options []Option
	for _, key := range keysInOrder(src.data) {
		var text string
		if json.Unmarshal(head[key], &text) != nil {
			continue
		}
		words := Texts{}
		if text = clean(stripMarks(text)); text != "" {
			words[""] = text
		}
		stem, number := "", ""
		if m := numberedKey.FindStringSubmatch(key); m != nil {
			stem, number = fold(m[1]), m[2]
		}
		switch {
		case number != "" && optionStem(stem):
			options = append(options, Option{Code: clean(key), Text: words})
		case number != "":
			draft.Items = append(draft.Items, Item{LinkID: clean(key), Prefix: strings.TrimLeft(number, "0"), Type: TypeChoice, Origin: "text", Text: words})
		default:
			draft.frame(fold(key), words)
		}
		if len(draft.Items)+len(options) > src.limits.Items {
			return nil, &Error{Problem: TooMany, Limit: src.limits.Items}
		}
	}
	if len(options) > 0 {
		draft.Lists = []AnswerList{{Name: "answers", Options: options}}
	}
	for i := range draft.Items {
		draft.Items[i].Options = options
	}
	return draft, draft.finish()
}

// frame files a text that is neither item nor answer.
func (d *Draft) frame(key string, words Texts) {
	switch key {
	case "title", "name", "scalename", "nimi", "otsikko", "titel", "namn":
		d.Title = words
		d.Names = append(d.Names, words[""])
	case "questionhead", "instructions", "instruction", "intro", "ohje", "instruktion":
		if len(words) > 0 {
			d.Intro = append(d.Intro, words)
		}
	}
}

// optionStem reports whether numbered keys of a name are answers.
func optionStem(stem string) bool {
	switch stem {
	case "likert", "option", "opt", "answer", "choice", "response", "label", "anchor", "vastaus", "svar":
		return true
	}
	return false
}

// keysInOrder gives the keys of the outermost object in the order of the file. A key that stands twice counts once.
func keysInOrder(data []byte) []string {
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	var keys []string
	seen := map[string]bool{}
	if _, err := d.Token(); err != nil {
		return nil
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return keys
		}
		var skip json.RawMessage
		if err := d.Decode(&skip); err != nil {
			return keys
		}
		if text, ok := key.(string); ok && !seen[text] {
			seen[text] = true
			keys = append(keys, text)
		}
	}
	return keys
}

// langInName gives the language a file's name ends in, as in "scale.fi.json"; empty when it does not.
func langInName(name string) instruments.Lang {
	parts := strings.FieldsFunc(strings.TrimSuffix(name, ".json"), func(r rune) bool { return r == '.' || r == '_' || r == '-' })
	if len(parts) < 2 {
		return ""
	}
	if lang, known := langNamed(parts[len(parts)-1]); known {
		return lang
	}
	return ""
}

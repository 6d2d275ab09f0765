package instruments

import (
	"fmt"
	"reflect"
	"slices"
)

// Files writes a definition and its worked examples as the files of a folder, by name: instrument.yaml, the cues, the
// wording of a form of our own, and cases.yaml. Load and LoadCases read back the same from them, except for the hash,
// which is that of the new text. The definition need not be complete; the error, a *DefinitionError, says that a text
// in it cannot be part of a definition's file, or that there is too much for one.
func Files(d *Definition, cases []Case) (map[string][]byte, error) {
	if _, wrong := wrongValues(reflect.ValueOf(*d)); wrong {
		return nil, fmt.Errorf("write definition %s: %w", d.Ref(), &DefinitionError{Finding: Finding{
			Code: TextControl, File: instrumentFile, Problem: "a text holds control characters", Mend: "Remove them; only line breaks may stay",
		}})
	}
	out := map[string][]byte{instrumentFile: emitYAML(d), casesFile: emitYAML(casesText{Cases: cases})}
	for lang, cues := range d.Cues {
		if slices.Contains(Languages(), lang) {
			out[cuesFile(lang)] = emitYAML(cues)
		}
	}
	for lang, w := range d.Own {
		if d.Rights.Class == Own && slices.Contains(append(Languages(), Variants()...), lang) {
			out[wordingFile(lang)] = emitYAML(ownText{Title: w.Title, Instruction: w.Instruction, Items: w.Items, Options: w.Options})
		}
	}
	for name, data := range out {
		if err := readable(name, data); err != nil {
			return nil, fmt.Errorf("write definition %s: %w", d.Ref(), err)
		}
		if len(data) > maxFileSize {
			return nil, fmt.Errorf("write definition %s: %w", d.Ref(), tooLarge(name))
		}
	}
	return out, nil
}

// casesText is the shape of cases.yaml.
type casesText struct {
	Cases []Case `yaml:"cases"`
}

// ownText is the part of a Wording that stands in a definition's own file; the rest the loader knows.
type ownText struct {
	Title       string                    `yaml:"title"`
	Instruction string                    `yaml:"instruction,omitempty"`
	Items       map[int]string            `yaml:"items"`
	Options     map[string]map[int]string `yaml:"options"`
}

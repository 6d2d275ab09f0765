package importer

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// ValueSets finds the file of an answer list by its canonical address. It gives nil when there is none.
type ValueSets func(canonical string) []byte

// maxFolderFiles bounds how many neighbours of a questionnaire are looked at for answer lists.
const maxFolderFiles = 200

// InFolder finds answer lists among the JSON files of one folder: those that lie beside the questionnaire.
func InFolder(fsys fs.FS, dir string, limits Limits) ValueSets {
	var found map[string][]byte
	return func(canonical string) []byte {
		if found == nil {
			found = readValueSets(fsys, dir, limits)
		}
		return found[canonical]
	}
}

func readValueSets(fsys fs.FS, dir string, limits Limits) map[string][]byte {
	found := map[string][]byte{}
	files, err := fs.Glob(fsys, path.Join(dir, "*.json"))
	if err != nil {
		return found
	}
	for _, file := range files[:min(len(files), maxFolderFiles)] {
		data := readBounded(fsys, file, limits.Bytes)
		var head struct {
			ResourceType string `json:"resourceType"`
			URL          string `json:"url"`
		}
		if data == nil || decodeJSON(data, limits, &head) != nil || head.ResourceType != "ValueSet" || head.URL == "" {
			continue // a neighbour that is something else
		}
		found[head.URL] = data
	}
	return found
}

func readBounded(fsys fs.FS, file string, limit int) []byte {
	f, err := fsys.Open(file)
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }() // opened for reading only
	data, err := io.ReadAll(io.LimitReader(f, int64(limit)+1))
	if err != nil || len(data) > limit {
		return nil
	}
	return data
}

// answers is an answer list, or why there is none.
type answers struct {
	options []Option
	problem *Error
}

// contained reads the answer lists inside the questionnaire.
func (f *fhirReader) contained(resources []json.RawMessage) error {
	if len(resources) > f.limits.Items {
		return &Error{Problem: TooMany, Limit: f.limits.Items}
	}
	for _, raw := range resources {
		var head struct {
			ResourceType string `json:"resourceType"`
			ID           string `json:"id"`
			URL          string `json:"url"`
		}
		if json.Unmarshal(raw, &head) != nil || head.ResourceType != "ValueSet" {
			continue // other contained resources hold no wording
		}
		found := f.valueSet(raw)
		if found.problem != nil && found.problem.Problem == ModifierExtension {
			return found.problem
		}
		if head.ID != "" {
			f.known["#"+head.ID] = found
		}
		f.draft.Lists = append(f.draft.Lists, AnswerList{Name: clean(head.ID), Options: found.options})
		if head.URL != "" {
			f.known[head.URL] = found
		}
	}
	return nil
}

// find gives the answer list an item refers to: contained in the file, or beside it.
func (f *fhirReader) find(reference string) answers {
	canonical, _, _ := strings.Cut(reference, "|") // a version may follow
	if found, ok := f.known[canonical]; ok {
		return found
	}
	missing := answers{problem: &Error{Problem: ValueSetMissing, Detail: clean(canonical)}}
	if f.sets == nil || strings.HasPrefix(canonical, "#") {
		return missing
	}
	data := f.sets(canonical)
	if data == nil {
		return missing
	}
	found := f.valueSet(data)
	f.known[canonical] = found
	return found
}

func (f *fhirReader) valueSet(data []byte) answers {
	var set fhirValueSet
	if err := decodeJSON(data, f.limits, &set); err != nil {
		var problem *Error
		if errors.As(err, &problem) && problem.Problem == TooDeep {
			return answers{problem: problem}
		}
		return answers{problem: &Error{Problem: ValueSetInvalid, Detail: set.URL}}
	}
	collect := &conceptReader{limit: f.limits.Items}
	collect.marks(&set.fhirMarks)
	if set.Expansion != nil && len(set.Expansion.Contains) > 0 {
		collect.concepts(set.Expansion.Contains)
	} else if set.Compose != nil {
		for _, include := range set.Compose.Include {
			if include == nil {
				continue
			}
			collect.marks(&include.fhirMarks)
			if len(include.Concept) == 0 {
				collect.fail(&Error{Problem: ValueSetUnlisted, Detail: clean(set.URL + set.ID)})
			}
			collect.concepts(include.Concept)
		}
	}
	if collect.problem == nil && len(collect.options) == 0 {
		collect.fail(&Error{Problem: ValueSetUnlisted, Detail: clean(set.URL + set.ID)})
	}
	if collect.problem != nil {
		return answers{problem: collect.problem}
	}
	f.relabel(collect.options, instruments.Lang(clean(set.Language)))
	return answers{options: collect.options}
}

// relabel files the texts of an answer list under its own language where that is not the questionnaire's.
func (f *fhirReader) relabel(options []Option, lang instruments.Lang) {
	if lang == "" || f.lang != "" && sameLang(lang, f.lang) {
		return
	}
	for _, o := range options {
		if text := o.Text[""]; text != "" {
			o.Text[lang] = text
			if f.lang != "" {
				delete(o.Text, "")
			}
		}
	}
}

// conceptReader turns the concepts of an answer list into options.
type conceptReader struct {
	limit   int
	options []Option
	problem *Error
}

func (c *conceptReader) fail(problem *Error) {
	if c.problem == nil {
		c.problem = problem
	}
}

func (c *conceptReader) marks(m *fhirMarks) {
	var problem *Error
	if err := m.refuseModifiers(""); errors.As(err, &problem) {
		c.fail(problem)
	}
}

func (c *conceptReader) concepts(list []*fhirConcept) {
	for _, concept := range list {
		if concept == nil {
			continue
		}
		if len(c.options) > c.limit {
			c.fail(&Error{Problem: TooMany, Limit: c.limit})
			return
		}
		c.marks(&concept.fhirMarks)
		if concept.Code != "" {
			option := Option{Code: clean(concept.Code), Score: concept.score(), Text: texts(concept.Display, concept.DisplayExtra)}
			for _, d := range concept.Designation {
				if lang, text := clean(d.Language), clean(d.Value); lang != "" && text != "" {
					option.Text[instruments.Lang(lang)] = text
				}
			}
			c.options = append(c.options, option)
		}
		c.concepts(concept.Contains)
	}
}

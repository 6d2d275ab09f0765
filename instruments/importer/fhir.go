package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// FHIR reads a FHIR R4 Questionnaire in JSON. R5 files, whose choices have type coding, are read as well.
// Answer lists that are not in the file itself are asked of sets, which may be nil. Errors that are about the
// file are *Error; others come from reading.
func FHIR(r io.Reader, limits Limits, sets ValueSets) (*Draft, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(limits.Bytes)+1))
	if err != nil {
		return nil, fmt.Errorf("read questionnaire: %w", err)
	}
	if len(data) > limits.Bytes {
		return nil, &Error{Problem: TooLarge, Limit: limits.Bytes}
	}
	q, err := parseQuestionnaire(data, limits)
	if err != nil {
		return nil, err
	}
	reader := &fhirReader{lang: instruments.Lang(clean(q.Language)), limits: limits, sets: sets, known: map[string]answers{}}
	if err := reader.contained(q.Contained); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	draft := &Draft{
		Format:    FormatFHIR,
		Title:     texts(q.Title, q.TitleExtra),
		Names:     []string{q.ID, q.Name, q.Title, q.URL},
		Lang:      reader.lang,
		Publisher: clean(q.Publisher),
		Copyright: clean(q.Copyright),
		FileHash:  hex.EncodeToString(sum[:]),
	}
	reader.draft = draft
	if err := reader.items(q.Item); err != nil {
		return nil, err
	}
	return draft, draft.usable()
}

// parseQuestionnaire decodes the file once it is clear that it is a Questionnaire, so that another kind of
// resource is named as what it is and not by the first field that does not fit.
func parseQuestionnaire(data []byte, limits Limits) (*fhirQuestionnaire, error) {
	var kind struct {
		ResourceType json.RawMessage `json:"resourceType"`
	}
	if err := decodeJSON(data, limits, &kind); err != nil {
		return nil, err
	}
	var resource string
	if json.Unmarshal(kind.ResourceType, &resource) != nil || resource != "Questionnaire" {
		return nil, &Error{Problem: NotQuestionnaire, Detail: clean(resource)}
	}
	var q fhirQuestionnaire
	if err := decodeJSON(data, limits, &q); err != nil {
		return nil, err
	}
	return &q, q.refuseModifiers("")
}

// refuseModifiers refuses an element whose meaning an extension may change or reverse: FHIR asks this of every
// reader that does not know the extension.
func (m *fhirMarks) refuseModifiers(where string) error {
	if len(m.ModifierExtension) == 0 {
		return nil
	}
	return &Error{Problem: ModifierExtension, Where: clean(where), Detail: clean(m.ModifierExtension[0].URL)}
}

type fhirReader struct {
	draft  *Draft
	lang   instruments.Lang // of the questionnaire's own texts; empty when it does not say
	limits Limits
	sets   ValueSets
	known  map[string]answers // by "#id" or canonical address
	seen   int
}

// items walks the items in the order of the file; groups are passed through.
func (f *fhirReader) items(list []fhirItem) error {
	for i := range list {
		item := &list[i]
		f.seen++
		if f.seen > f.limits.Items || len(item.AnswerOption) > f.limits.Items {
			return &Error{Problem: TooMany, Limit: f.limits.Items}
		}
		if err := item.refuseModifiers(item.LinkID); err != nil {
			return err
		}
		if item.STU3Options != nil || item.STU3Option != nil {
			return &Error{Problem: OldVersion, Where: clean(item.LinkID), Detail: "STU3"}
		}
		if err := f.item(item); err != nil {
			return err
		}
		if err := f.items(item.Item); err != nil {
			return err
		}
	}
	return nil
}

func (f *fhirReader) item(item *fhirItem) error {
	switch {
	case item.Type == "group":
		if item.Text != "" {
			f.intro(item)
		}
		return nil
	case item.Type == "display":
		f.intro(item)
		return nil
	case !item.choice():
		f.draft.Items = append(f.draft.Items, Item{LinkID: clean(item.LinkID), Type: TypeOther, Origin: item.Type})
		return nil
	}
	one := Item{
		LinkID: clean(item.LinkID), Prefix: clean(item.Prefix), Type: TypeChoice, Origin: item.Type,
		Text: texts(item.Text, item.TextExtra),
	}
	for _, c := range item.Code {
		one.Codes = append(one.Codes, Coding{System: clean(c.System), Code: clean(c.Code)})
	}
	if len(item.AnswerOption) > 0 {
		options, err := ownOptions(item)
		if err != nil {
			return err
		}
		one.Options = options
	} else {
		found := f.find(item.AnswerValueSet)
		one.Options, one.Problem = found.options, found.problem
		if one.Problem != nil {
			at := *one.Problem
			at.Where = one.LinkID
			one.Problem = &at
		}
	}
	f.draft.Items = append(f.draft.Items, one)
	return nil
}

// choice reports whether exactly one of several answers is to be chosen.
func (i *fhirItem) choice() bool {
	if i.Repeats || i.hidden() {
		return false
	}
	switch i.Type {
	case "choice", "open-choice", "coding", "integer", "string":
		return len(i.AnswerOption) > 0 || i.AnswerValueSet != ""
	default:
		return false
	}
}

func (m *fhirMarks) hidden() bool {
	for _, e := range m.Extension {
		if lastPart(e.URL) == "questionnaire-hidden" {
			return e.ValueBoolean
		}
	}
	return false
}

// intro keeps what is shown before the first question.
func (f *fhirReader) intro(item *fhirItem) {
	if len(f.draft.Items) > 0 || item.hidden() {
		return
	}
	if t := texts(item.Text, item.TextExtra); len(t) > 0 {
		f.draft.Intro = append(f.draft.Intro, t)
	}
}

func ownOptions(item *fhirItem) ([]Option, error) {
	var options []Option
	for i := range item.AnswerOption {
		o := &item.AnswerOption[i]
		if err := o.refuseModifiers(item.LinkID); err != nil {
			return nil, err
		}
		one := Option{Score: o.score()}
		switch {
		case o.ValueCoding != nil:
			one.Code = clean(o.ValueCoding.Code)
			one.Text = texts(o.ValueCoding.Display, o.ValueCoding.DisplayExtra)
			if one.Score == nil {
				one.Score = o.ValueCoding.score()
			}
		case o.ValueInteger != nil:
			one.Code = o.ValueInteger.String()
			one.Score = number(o.ValueInteger)
			one.Text = Texts{"": one.Code}
		default:
			one.Code = clean(o.ValueString)
			one.Text = texts(o.ValueString, o.ValueExtra)
		}
		options = append(options, one)
	}
	return options, nil
}

// score reads what an answer counts. The extension has had several addresses; all end in one of these names.
func (m *fhirMarks) score() *float64 {
	for i := range m.Extension {
		e := &m.Extension[i]
		switch lastPart(e.URL) {
		case "ordinalValue", "valueset-ordinalValue", "codesystem-ordinalValue", "questionnaire-ordinalValue", "itemWeight":
			if v := number(e.ValueDecimal); v != nil {
				return v
			}
			return number(e.ValueInteger)
		}
	}
	return nil
}

func number(n *json.Number) *float64 {
	if n == nil {
		return nil
	}
	v, err := n.Float64()
	if err != nil {
		return nil
	}
	return &v
}

func lastPart(url string) string { return url[strings.LastIndexByte(url, '/')+1:] }

// texts gathers a text and its translations.
func texts(own string, extra *fhirElement) Texts {
	t := Texts{}
	if own = clean(own); own != "" {
		t[""] = own
	}
	if extra == nil {
		return t
	}
	for _, e := range extra.Extension {
		if lastPart(e.URL) != "translation" {
			continue
		}
		var lang, content string
		for _, part := range e.Extension {
			switch part.URL {
			case "lang":
				lang = clean(part.ValueCode)
			case "content":
				content = clean(part.ValueString + part.Markdown)
			}
		}
		if lang != "" && content != "" {
			t[instruments.Lang(lang)] = content
		}
	}
	return t
}

// usable refuses a draft without a single question whose answers are known.
func (d *Draft) usable() error {
	var first *Error
	for i := range d.Items {
		if len(d.Items[i].Options) > 1 {
			return nil
		}
		if first == nil {
			first = d.Items[i].Problem
		}
	}
	if first != nil {
		return first
	}
	return &Error{Problem: NoQuestions}
}

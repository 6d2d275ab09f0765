package importer

import (
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
	data, err := readAll(r, limits)
	if err != nil {
		return nil, err
	}
	return readFHIR(&source{data: data, limits: limits}, sets)
}

// readAll reads a file that is within the limit.
func readAll(r io.Reader, limits Limits) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(limits.Bytes)+1))
	if err != nil {
		return nil, fmt.Errorf("read questionnaire: %w", err)
	}
	if len(data) > limits.Bytes {
		return nil, &Error{Problem: TooLarge, Limit: limits.Bytes}
	}
	return data, nil
}

func readFHIR(src *source, sets ValueSets) (*Draft, error) {
	q, err := parseQuestionnaire(src.data, src.limits)
	if err != nil {
		return nil, err
	}
	draft := src.draft(FormatFHIR)
	draft.Title = texts(q.Title, q.TitleExtra)
	draft.Names = []string{q.ID, q.Name, q.Title, q.URL}
	draft.Lang = instruments.Lang(clean(q.Language))
	draft.Publisher = clean(q.Publisher)
	draft.Copyright = clean(q.Copyright)
	f := &fhirReader{draft: draft, lang: draft.Lang, limits: src.limits, sets: sets, known: map[string]answers{}}
	if err := f.contained(q.Contained); err != nil {
		return nil, err
	}
	f.variables(&q.fhirMarks)
	if err := f.items(q.Item, 0, ""); err != nil {
		return nil, err
	}
	f.settle()
	return draft, draft.finish()
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

type fhirReader struct {
	draft   *Draft
	lang    instruments.Lang // of the questionnaire's own texts; empty when it does not say
	limits  Limits
	sets    ValueSets
	known   map[string]answers // by "#id" or canonical address
	formula []fhirFormula
	seen    int
}

// items walks the items in the order of the file, inside a section or under a question.
func (f *fhirReader) items(list []*fhirItem, section int, under string) error {
	for _, item := range list {
		if item == nil {
			continue
		}
		if f.seen++; f.seen > f.limits.Items {
			return &Error{Problem: TooMany, Limit: f.limits.Items}
		}
		if err := item.refuseModifiers(item.LinkID); err != nil {
			return err
		}
		if item.STU3Options != nil || item.STU3Option != nil {
			return &Error{Problem: OldVersion, Where: clean(item.LinkID), Detail: "STU3"}
		}
		inner, question := section, ""
		if item.Type == "group" {
			f.section(item, section)
			inner = len(f.draft.Sections)
		} else {
			if err := f.item(item, section, under); err != nil {
				return err
			}
			question = clean(item.LinkID)
		}
		if err := f.items(item.Item, inner, question); err != nil {
			return err
		}
	}
	return nil
}

func (f *fhirReader) section(item *fhirItem, parent int) {
	f.intro(item)
	f.variables(&item.fhirMarks)
	f.draft.Sections = append(f.draft.Sections, Section{
		LinkID: clean(item.LinkID), Text: texts(item.Text, item.TextExtra), Origin: item.Type,
		Parent: parent, First: len(f.draft.Items),
		Required: item.Required, Hidden: item.hidden(), Repeats: item.Repeats, Condition: item.condition(),
	})
}

func (f *fhirReader) item(item *fhirItem, section int, under string) error {
	one := Item{
		LinkID: clean(item.LinkID), Prefix: clean(item.Prefix), Origin: clean(item.Type), Section: section, Under: under,
		Text: texts(item.Text, item.TextExtra), Free: item.Type == "open-choice",
		Required: item.Required, ReadOnly: item.ReadOnly, Hidden: item.hidden(), Condition: item.condition(),
		Min: item.bound("minValue"), Max: item.bound("maxValue"),
	}
	for _, c := range item.Code {
		if c != nil {
			one.Codes = append(one.Codes, Coding{System: clean(c.System), Code: clean(c.Code)})
		}
	}
	kind, known := item.kind()
	one.Type = kind
	if !known {
		f.draft.warn(Warning{Kind: WarnUnknownType, Where: one.LinkID, Detail: one.Origin})
	}
	if item.TextExtra != nil && item.TextExtra.named("rendering-xhtml", "rendering-markdown") != nil {
		f.draft.warn(Warning{Kind: WarnMarkup, Where: one.LinkID})
	}
	f.variables(&item.fhirMarks)
	f.calculation(item)
	if kind == TypeDisplay {
		f.intro(item)
	}
	if kind == TypeChoice || kind == TypeMultiple {
		if err := f.answers(item, &one); err != nil {
			return err
		}
	}
	f.draft.Items = append(f.draft.Items, one)
	return nil
}

// kind says what an item asks for, and whether its type is one of FHIR's.
func (i *fhirItem) kind() (kind ItemType, known bool) {
	offers := len(i.AnswerOption) > 0 || i.AnswerValueSet != ""
	calculated := i.calculated() != nil
	switch i.Type {
	case "choice", "open-choice", "coding":
		kind = TypeChoice
	case "integer", "string":
		switch {
		case offers:
			kind = TypeChoice
		case i.Type == "integer":
			kind = TypeNumber
		default:
			kind = TypeText
		}
	case "boolean":
		kind = TypeYesNo
	case "display":
		return TypeDisplay, true
	case "decimal", "quantity":
		kind = TypeNumber
	case "text", "url":
		kind = TypeText
	case "date", "dateTime", "time":
		kind = TypeDate
	case "attachment", "reference", "question":
		kind = TypeOther
	default:
		return TypeOther, false
	}
	switch {
	case calculated:
		return TypeCalculated, true
	case i.Repeats && kind == TypeChoice:
		return TypeMultiple, true
	}
	return kind, true
}

func (i *fhirItem) bound(name string) *float64 {
	if e := i.named(name); e != nil {
		return e.number()
	}
	return nil
}

// intro keeps what is shown before the first question.
func (f *fhirReader) intro(item *fhirItem) {
	if item.hidden() || f.draft.asks() {
		return
	}
	if t := texts(item.Text, item.TextExtra); len(t) > 0 {
		f.draft.Intro = append(f.draft.Intro, t)
	}
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
		if e == nil || lastPart(e.URL) != "translation" {
			continue
		}
		var lang, content string
		for _, part := range e.Extension {
			switch {
			case part == nil:
			case part.URL == "lang":
				lang = clean(part.ValueCode)
			case part.URL == "content":
				content = clean(part.ValueString + part.Markdown)
			}
		}
		if lang != "" && content != "" {
			t[instruments.Lang(lang)] = content
		}
	}
	return t
}

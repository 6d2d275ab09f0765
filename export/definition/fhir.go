package definition

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
)

// Addresses of FHIR. They are names; nothing is ever fetched.
const (
	ordinalURL     = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
	translationURL = "http://hl7.org/fhir/StructureDefinition/translation"
	calculatedURL  = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
	loincSystem    = "http://loinc.org"
)

// FHIR writes a FHIR R4 Questionnaire in JSON. The linkId of an item is its number, of a score "score-" and its id.
// Answers that several items share are a contained ValueSet. Further languages are translation extensions. The status
// is active only for a released form with its full wording, else draft. The errors are those of the options, and of
// writing.
func FHIR(w io.Writer, d *instruments.Definition, o Options) error {
	f, err := newForm(d, o)
	if err != nil {
		return err
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	if err := out.Encode((&fhirWriter{form: f, lang: f.langs[0]}).questionnaire()); err != nil {
		return fmt.Errorf("write FHIR Questionnaire of %s: %w", d.Ref(), err)
	}
	return nil
}

type fhirWriter struct {
	*form
	lang instruments.Lang
}

func (f *fhirWriter) questionnaire() *questionnaire {
	q := &questionnaire{
		ResourceType: "Questionnaire", ID: fmt.Sprintf("%s-%d", f.def.ID, f.def.Version), Language: string(f.lang),
		Version: strconv.Itoa(f.def.Version), Name: f.name(), Status: "draft",
		Title: f.title[f.lang], TitleExtra: f.extra(f.title), SubjectType: []string{"Patient"},
		Description: f.notice[f.lang], AboutExtra: f.extra(f.notice), Copyright: f.rights[f.lang], RightsExtra: f.extra(f.rights),
	}
	if f.ready() {
		q.Status = "active"
	}
	for i := range f.sets {
		if f.sets[i].uses > 1 {
			q.Contained = append(q.Contained, f.valueSet(&f.sets[i]))
		}
	}
	if text := f.instruction[f.lang]; text != "" {
		q.Item = append(q.Item, qItem{LinkID: "instruction", Type: "display", Text: text, TextExtra: f.extra(f.instruction)})
	}
	for i := range f.items {
		q.Item = append(q.Item, f.item(&f.items[i]))
	}
	for i := range f.scores {
		if s := &f.scores[i]; s.left == written {
			q.Item = append(q.Item, f.score(s))
		}
	}
	return q
}

// name is the id as FHIR wants names for programs: "Phq9".
func (f *fhirWriter) name() string {
	var b strings.Builder
	for part := range strings.SplitSeq(stem(f.def.ID), "_") {
		if part != "" {
			b.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
	}
	return b.String()
}

// extra carries a text in the further languages.
func (f *fhirWriter) extra(t instruments.Text) *element {
	var e element
	for _, l := range f.langs[1:] {
		if t[l] == "" {
			continue
		}
		e.Extension = append(e.Extension, extension{URL: translationURL, Extension: []extension{
			{URL: "lang", ValueCode: string(l)}, {URL: "content", ValueString: t[l]},
		}})
	}
	if len(e.Extension) == 0 {
		return nil
	}
	return &e
}

// AnswerSystem names the codes of an answer list of a definition.
func AnswerSystem(d *instruments.Definition, set string) string {
	return fmt.Sprintf("urn:mittari:%s:%d:%s", d.ID, d.Version, set)
}

func (f *fhirWriter) system(id string) string { return AnswerSystem(f.def, id) }

func (f *fhirWriter) item(i *item) qItem {
	q := qItem{
		LinkID: strconv.Itoa(i.Number), Prefix: strconv.Itoa(i.Number), Type: "choice",
		Text: i.text[f.lang], TextExtra: f.extra(i.text),
	}
	if i.LOINC != "" {
		q.Code = []coding{{System: loincSystem, Code: i.LOINC}}
	}
	if condition := f.asked(i); condition != nil {
		for _, gate := range condition.Gates() {
			earlier := f.form.item(gate.Item)
			for _, code := range gate.Codes {
				q.EnableWhen = append(q.EnableWhen, enableWhen{
					Question: strconv.Itoa(gate.Item), Operator: "=",
					AnswerCoding: coding{System: f.system(earlier.Set), Code: strconv.Itoa(code)},
				})
			}
		}
		if len(q.EnableWhen) > 1 {
			q.EnableBehavior = "any"
		}
	}
	if i.set.uses > 1 {
		q.AnswerValueSet = "#" + valueSetID(i.set)
		return q
	}
	for k, o := range i.set.Options {
		q.AnswerOption = append(q.AnswerOption, answerOption{
			Extension: ordinal(o.Value),
			ValueCoding: coding{
				System: f.system(i.set.ID), Code: strconv.Itoa(o.Code),
				Display: i.set.texts[k][f.lang], DisplayExtra: f.extra(i.set.texts[k]),
			},
		})
	}
	return q
}

func ordinal(v float64) []extension {
	n := json.Number(strconv.FormatFloat(v, 'f', -1, 64))
	return []extension{{URL: ordinalURL, ValueDecimal: &n}}
}

// valueSetID is the id of an answer list, in the characters that FHIR allows.
func valueSetID(s *set) string { return strings.ReplaceAll(s.ID, "_", "-") }

// valueSet is an answer list that several items share. Translations of concepts are designations there.
func (f *fhirWriter) valueSet(s *set) valueSet {
	v := valueSet{ResourceType: "ValueSet", ID: valueSetID(s), Language: string(f.lang), Status: "active"}
	include := include{System: f.system(s.ID)}
	for k, o := range s.Options {
		c := concept{Extension: ordinal(o.Value), Code: strconv.Itoa(o.Code), Display: s.texts[k][f.lang]}
		for _, l := range f.langs[1:] {
			if text := s.texts[k][l]; text != "" {
				c.Designation = append(c.Designation, designation{Language: string(l), Value: text})
			}
		}
		include.Concept = append(include.Concept, c)
	}
	v.Compose.Include = append(v.Compose.Include, include)
	return v
}

func (f *fhirWriter) score(s *score) qItem {
	title := f.say(func(w export.Words) string { return w.Text(s.Title) })
	return qItem{
		Extension: []extension{{URL: calculatedURL, ValueExpression: &expression{
			Language: "text/fhirpath", Expression: f.expression(s, fhirPath{}),
		}}},
		LinkID: "score-" + string(s.ID), Type: "decimal", Text: title[f.lang], TextExtra: f.extra(title), ReadOnly: true,
	}
}

// fhirPath writes FHIRPath. An item without an answer is an empty collection.
type fhirPath struct{}

func (fhirPath) answer(i *item) string {
	return fmt.Sprintf("%%resource.item.where(linkId='%d').answer", i.Number)
}
func (d fhirPath) known(i *item) string { return d.answer(i) + ".exists()" }
func (d fhirPath) chose(i *item, code int) string {
	return fmt.Sprintf("%s.where(value.code='%d').exists()", d.answer(i), code)
}
func (d fhirPath) number(i *item) string { return d.answer(i) + ".value.code.toInteger()" }
func (fhirPath) when(cond, then, els string) string {
	return fmt.Sprintf("iif(%s, %s, %s)", cond, then, els)
}
func (fhirPath) divide(a, b string) string { return a + " / " + b }
func (fhirPath) round(value string, decimals int) string {
	return fmt.Sprintf("(%s).round(%d)", value, decimals)
}
func (fhirPath) nothing() string { return "{}" }

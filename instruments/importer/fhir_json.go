package importer

import "encoding/json"

// The parts of FHIR R4 that carry wording, answers, conditions and sums. Everything else in a file is passed over.

type fhirQuestionnaire struct {
	fhirMarks
	ResourceType string            `json:"resourceType"`
	ID           string            `json:"id"`
	URL          string            `json:"url"`
	Name         string            `json:"name"`
	Title        string            `json:"title"`
	TitleExtra   *fhirElement      `json:"_title"`
	Language     string            `json:"language"`
	Publisher    string            `json:"publisher"`
	Copyright    string            `json:"copyright"`
	Contained    []json.RawMessage `json:"contained"`
	Item         []*fhirItem       `json:"item"`
}

type fhirItem struct {
	fhirMarks
	LinkID         string          `json:"linkId"`
	Prefix         string          `json:"prefix"`
	Type           string          `json:"type"`
	Text           string          `json:"text"`
	TextExtra      *fhirElement    `json:"_text"`
	Code           []*fhirCoding   `json:"code"`
	Required       bool            `json:"required"`
	Repeats        bool            `json:"repeats"`
	ReadOnly       bool            `json:"readOnly"`
	EnableWhen     []*fhirWhen     `json:"enableWhen"`
	EnableBehavior string          `json:"enableBehavior"`
	AnswerOption   []*fhirOption   `json:"answerOption"`
	AnswerValueSet string          `json:"answerValueSet"`
	Item           []*fhirItem     `json:"item"`
	STU3Options    json.RawMessage `json:"options"` // FHIR STU3; R4 has answerValueSet
	STU3Option     json.RawMessage `json:"option"`  // FHIR STU3; R4 has answerOption
}

type fhirWhen struct {
	Question string       `json:"question"`
	Operator string       `json:"operator"`
	Coding   *fhirCoding  `json:"answerCoding"`
	Boolean  *bool        `json:"answerBoolean"`
	Integer  *json.Number `json:"answerInteger"`
	Decimal  *json.Number `json:"answerDecimal"`
	String   *string      `json:"answerString"`
}

type fhirOption struct {
	fhirMarks
	ValueCoding  *fhirCoding  `json:"valueCoding"`
	ValueInteger *json.Number `json:"valueInteger"`
	ValueString  string       `json:"valueString"`
	ValueExtra   *fhirElement `json:"_valueString"`
}

type fhirCoding struct {
	fhirMarks
	System       string       `json:"system"`
	Code         string       `json:"code"`
	Display      string       `json:"display"`
	DisplayExtra *fhirElement `json:"_display"`
}

type fhirValueSet struct {
	fhirMarks
	ResourceType string `json:"resourceType"`
	ID           string `json:"id"`
	URL          string `json:"url"`
	Language     string `json:"language"`
	Expansion    *struct {
		Contains []*fhirConcept `json:"contains"`
	} `json:"expansion"`
	Compose *struct {
		Include []*fhirInclude `json:"include"`
	} `json:"compose"`
}

type fhirInclude struct {
	fhirMarks
	System  string         `json:"system"`
	Concept []*fhirConcept `json:"concept"`
}

type fhirConcept struct {
	fhirMarks
	Code         string       `json:"code"`
	Display      string       `json:"display"`
	DisplayExtra *fhirElement `json:"_display"`
	Designation  []struct {
		Language string `json:"language"`
		Value    string `json:"value"`
	} `json:"designation"`
	Contains []*fhirConcept `json:"contains"`
}

type fhirElement struct {
	fhirMarks
}

// fhirMarks is what every element may carry.
type fhirMarks struct {
	Extension         []*fhirExtension `json:"extension"`
	ModifierExtension []*fhirExtension `json:"modifierExtension"`
}

type fhirExtension struct {
	URL             string           `json:"url"`
	Extension       []*fhirExtension `json:"extension"`
	ValueDecimal    *json.Number     `json:"valueDecimal"`
	ValueInteger    *json.Number     `json:"valueInteger"`
	ValueBoolean    bool             `json:"valueBoolean"`
	ValueString     string           `json:"valueString"`
	ValueCode       string           `json:"valueCode"`
	Markdown        string           `json:"valueMarkdown"`
	ValueExpression *struct {
		Name       string `json:"name"`
		Expression string `json:"expression"`
	} `json:"valueExpression"`
}

// refuseModifiers refuses an element whose meaning an extension may change or reverse: FHIR asks this of every
// reader that does not know the extension.
func (m *fhirMarks) refuseModifiers(where string) error {
	if len(m.ModifierExtension) == 0 {
		return nil
	}
	e := &Error{Problem: ModifierExtension, Where: clean(where)}
	if first := m.ModifierExtension[0]; first != nil {
		e.Detail = clean(first.URL)
	}
	return e
}

// named gives the first extension whose address ends in a name, or nil.
func (m *fhirMarks) named(names ...string) *fhirExtension {
	for _, e := range m.Extension {
		if e == nil {
			continue
		}
		for _, n := range names {
			if lastPart(e.URL) == n {
				return e
			}
		}
	}
	return nil
}

func (m *fhirMarks) hidden() bool {
	e := m.named("questionnaire-hidden")
	return e != nil && e.ValueBoolean
}

// score reads what an answer counts. The extension has had several addresses; all end in one of these names.
func (m *fhirMarks) score() *float64 {
	e := m.named("ordinalValue", "valueset-ordinalValue", "codesystem-ordinalValue", "questionnaire-ordinalValue", "itemWeight")
	if e == nil {
		return nil
	}
	return e.number()
}

func (e *fhirExtension) number() *float64 {
	if v := number(e.ValueDecimal); v != nil {
		return v
	}
	return number(e.ValueInteger)
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

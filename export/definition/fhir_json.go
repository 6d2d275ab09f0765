package definition

import "encoding/json"

// The parts of FHIR R4 that are written, in the order of the standard.

type questionnaire struct {
	ResourceType string     `json:"resourceType"`
	ID           string     `json:"id"`
	Language     string     `json:"language"`
	Contained    []valueSet `json:"contained,omitempty"`
	Version      string     `json:"version"`
	Name         string     `json:"name"`
	Title        string     `json:"title"`
	TitleExtra   *element   `json:"_title,omitempty"`
	Status       string     `json:"status"`
	SubjectType  []string   `json:"subjectType"`
	Description  string     `json:"description"`
	AboutExtra   *element   `json:"_description,omitempty"`
	Copyright    string     `json:"copyright"`
	RightsExtra  *element   `json:"_copyright,omitempty"`
	Item         []qItem    `json:"item"`
}

type element struct {
	Extension []extension `json:"extension"`
}

type extension struct {
	Extension       []extension  `json:"extension,omitempty"`
	URL             string       `json:"url"`
	ValueCode       string       `json:"valueCode,omitempty"`
	ValueString     string       `json:"valueString,omitempty"`
	ValueDecimal    *json.Number `json:"valueDecimal,omitempty"`
	ValueExpression *expression  `json:"valueExpression,omitempty"`
}

type expression struct {
	Language   string `json:"language"`
	Expression string `json:"expression"`
}

type qItem struct {
	Extension      []extension    `json:"extension,omitempty"`
	LinkID         string         `json:"linkId"`
	Code           []coding       `json:"code,omitempty"`
	Prefix         string         `json:"prefix,omitempty"`
	Text           string         `json:"text"`
	TextExtra      *element       `json:"_text,omitempty"`
	Type           string         `json:"type"`
	EnableWhen     []enableWhen   `json:"enableWhen,omitempty"`
	EnableBehavior string         `json:"enableBehavior,omitempty"`
	ReadOnly       bool           `json:"readOnly,omitempty"`
	AnswerValueSet string         `json:"answerValueSet,omitempty"`
	AnswerOption   []answerOption `json:"answerOption,omitempty"`
}

type coding struct {
	System       string   `json:"system"`
	Code         string   `json:"code"`
	Display      string   `json:"display,omitempty"`
	DisplayExtra *element `json:"_display,omitempty"`
}

type answerOption struct {
	Extension   []extension `json:"extension"`
	ValueCoding coding      `json:"valueCoding"`
}

type enableWhen struct {
	Question     string `json:"question"`
	Operator     string `json:"operator"`
	AnswerCoding coding `json:"answerCoding"`
}

type valueSet struct {
	ResourceType string  `json:"resourceType"`
	ID           string  `json:"id"`
	Language     string  `json:"language"`
	Status       string  `json:"status"`
	Compose      compose `json:"compose"`
}

type compose struct {
	Include []include `json:"include"`
}

type include struct {
	System  string    `json:"system"`
	Concept []concept `json:"concept"`
}

type concept struct {
	Extension   []extension   `json:"extension"`
	Code        string        `json:"code"`
	Display     string        `json:"display,omitempty"`
	Designation []designation `json:"designation,omitempty"`
}

type designation struct {
	Language string `json:"language"`
	Value    string `json:"value"`
}

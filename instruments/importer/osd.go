package importer

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// The parts of an Open Scale Definition that are read.

type osdFile struct {
	Definition   osdDefinition                `json:"definition"`
	Translations map[string]map[string]string `json:"translations"`
}

type osdDefinition struct {
	Info struct {
		Name         string `json:"name"`
		Code         string `json:"code"`
		Abbreviation string `json:"abbreviation"`
		License      string `json:"license"`
		URL          string `json:"url"`
	} `json:"scale_info"`
	Implementation struct {
		Organization string `json:"organization"`
	} `json:"implementation"`
	Dimensions []struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"dimensions"`
	Likert  *osdLikert            `json:"likert_options"`
	Items   []*osdItem            `json:"items"`
	Scoring map[string]osdScoring `json:"scoring"`
}

type osdLikert struct {
	Points  int      `json:"points"`
	Min     *float64 `json:"min"`
	Max     *float64 `json:"max"`
	Labels  []string `json:"labels"`
	Heading string   `json:"question_head"`
}

type osdItem struct {
	ID       string       `json:"id"`
	TextKey  string       `json:"text_key"`
	Type     string       `json:"type"`
	Required bool         `json:"required"`
	Min      *float64     `json:"min"`
	Max      *float64     `json:"max"`
	Likert   *osdLikert   `json:"likert_options"`
	Options  []*osdOption `json:"options"`
	Visible  *struct {
		Parameter string          `json:"parameter"`
		Item      string          `json:"item"`
		Operator  string          `json:"operator"`
		Value     json.RawMessage `json:"value"`
	} `json:"visible_when"`
}

type osdOption struct {
	TextKey string          `json:"text_key"`
	Value   json.RawMessage `json:"value"`
}

type osdScoring struct {
	Method string          `json:"method"`
	Items  json.RawMessage `json:"items"` // a list of ids, or ids with 1 or -1
	Norms  struct {
		Thresholds []struct {
			Min *float64 `json:"min"`
			Max *float64 `json:"max"`
		} `json:"thresholds"`
	} `json:"norms"`
}

type osdReader struct {
	draft *Draft
	file  *osdFile
	langs map[instruments.Lang]map[string]string
}

// readOpenScale reads an Open Scale Definition. Translations that lie beside it as flat files of its name are read
// as well, for languages it does not hold itself.
func readOpenScale(src *source) (*Draft, error) {
	var file osdFile
	if err := decodeJSON(src.data, src.limits, &file); err != nil {
		return nil, err
	}
	d := &file.Definition
	if len(d.Items) > src.limits.Items {
		return nil, &Error{Problem: TooMany, Limit: src.limits.Items}
	}
	draft := src.draft(FormatOpenScale)
	draft.Title = Texts{}
	if name := clean(d.Info.Name); name != "" {
		draft.Title[""] = name
	}
	draft.Names = []string{d.Info.Name, d.Info.Code, d.Info.Abbreviation, d.Info.URL}
	draft.Publisher = clean(d.Implementation.Organization)
	draft.Copyright = clean(d.Info.License)
	o := &osdReader{draft: draft, file: &file, langs: map[instruments.Lang]map[string]string{}}
	for tag, words := range file.Translations {
		o.langs[langTag(clean(tag))] = words
	}
	o.beside(src)
	if o.langs["en"] != nil {
		draft.Lang = "en"
	} else if tags := sortedKeys(o.langs); len(tags) > 0 {
		draft.Lang = tags[0]
	}
	for _, item := range d.Items {
		if item != nil {
			o.item(item)
		}
	}
	if d.Likert != nil {
		if t := o.texts(d.Likert.Heading); len(t) > 0 {
			draft.Intro = []Texts{t}
		}
		draft.Lists = []AnswerList{{Name: "likert", Options: o.likert(d.Likert)}}
	}
	o.scoring()
	return draft, draft.finish()
}

// beside reads the translations that lie beside the definition.
func (o *osdReader) beside(src *source) {
	stem := strings.ToLower(strings.TrimSuffix(src.name, pathExt(src.name)))
	if stem == "" {
		return
	}
	for _, file := range filesBeside(src.beside, ".json", maxFolderFiles) {
		lower := strings.ToLower(file)
		tag, ok := strings.CutPrefix(strings.TrimSuffix(lower, ".json"), stem+".")
		if !ok || !tagAlone.MatchString(tag) || o.langs[langTag(tag)] != nil {
			continue
		}
		var words map[string]string
		if decodeJSON(readBounded(src.beside, file, src.limits.Bytes), src.limits, &words) != nil {
			continue // a neighbour that is something else
		}
		o.langs[langTag(tag)] = words
		o.draft.warn(Warning{Kind: WarnBeside, Detail: clean(file)})
	}
}

func pathExt(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[i:]
	}
	return ""
}

// texts gives a text in every language by its key.
func (o *osdReader) texts(key string) Texts {
	t := Texts{}
	if key == "" {
		return t
	}
	for lang, words := range o.langs {
		text := clean(stripMarks(words[key]))
		if text == "" {
			continue
		}
		if lang == o.draft.Lang {
			lang = ""
		}
		t[lang] = text
	}
	return t
}

func (o *osdReader) item(item *osdItem) {
	one := Item{
		LinkID: clean(item.ID), Origin: clean(item.Type), Required: item.Required, Min: item.Min, Max: item.Max,
		Text: o.texts(item.TextKey), Condition: item.condition(),
	}
	switch item.Type {
	case "likert", "multi", "choice", "radio", "select":
		one.Type = TypeChoice
	case "multicheck", "checkbox", "rank":
		one.Type = TypeMultiple
	case "vas", "number", "numeric", "slider":
		one.Type = TypeNumber
	case "short", "long", "text", "open":
		one.Type = TypeText
	case "date":
		one.Type = TypeDate
	case "inst", "instruction", "section", "info", "image":
		one.Type = TypeDisplay
	default:
		one.Type = TypeOther
		o.draft.warn(Warning{Kind: WarnUnknownType, Where: one.LinkID, Detail: one.Origin})
	}
	if one.Type == TypeChoice || one.Type == TypeMultiple {
		o.answers(item, &one)
	}
	o.draft.Items = append(o.draft.Items, one)
}

func (o *osdReader) answers(item *osdItem, one *Item) {
	for _, option := range item.Options {
		if option == nil {
			continue
		}
		code := clean(strings.Trim(string(option.Value), `"`))
		one.Options = append(one.Options, Option{Code: code, Score: parseNumber(code), Text: o.texts(option.TextKey)})
	}
	if len(one.Options) > 0 {
		return
	}
	likert := item.Likert
	if likert == nil {
		likert = o.file.Definition.Likert
	}
	if likert != nil {
		one.Options, one.List = o.likert(likert), "likert"
	}
	if len(one.Options) == 0 {
		one.Problem = &Error{Problem: ListMissing, Where: one.LinkID, Detail: "likert_options"}
	}
}

// maxLikert bounds the points of a rating.
const maxLikert = 101

func (o *osdReader) likert(l *osdLikert) []Option {
	first := 1.0
	if l.Min != nil {
		first = *l.Min
	}
	var options []Option
	for i := range min(max(l.Points, len(l.Labels)), maxLikert) {
		score := first + float64(i)
		one := Option{Code: strconv.FormatFloat(score, 'f', -1, 64), Score: &score, Text: Texts{}}
		if i < len(l.Labels) {
			one.Text = o.texts(l.Labels[i])
		}
		options = append(options, one)
	}
	return options
}

func (i *osdItem) condition() *Condition {
	v := i.Visible
	if v == nil {
		return nil
	}
	value := clean(strings.Trim(string(v.Value), `"`))
	c := &Condition{Text: clean(strings.Join([]string{v.Parameter + v.Item, v.Operator, value}, " "))}
	ops := map[string]Comparison{"equals": Equal, "not_equals": NotEqual, "less_than": Less, "greater_than": More}
	if op, ok := ops[v.Operator]; ok && v.Item != "" {
		c.Terms = []Term{{Item: clean(v.Item), Op: op, Value: value}}
	}
	return c
}

package importer

import (
	"slices"
	"strconv"

	"github.com/mittari/mittari/instruments"
)

// limeWriter turns a survey into a draft. A group is a section, and so is a question that has rows; each row is an
// item of its own, with the question's answers. Boxes to tick are one item. Ids of groups have "group:" before them.
type limeWriter struct {
	survey *limeSurvey
	draft  *Draft
	limits Limits
	count  int
}

func (w *limeWriter) write() error {
	d := w.draft
	d.Lang = w.survey.lang
	d.Title = w.texts(w.survey.titles, "")
	if d.Title[""] != "" {
		d.Names = append(d.Names, d.Title[""])
	}
	if intro := w.texts(w.survey.welcome, ""); len(intro) > 0 {
		d.Intro = append(d.Intro, intro)
	}
	d.Warnings = append(d.Warnings, w.survey.warnings...)
	for _, g := range w.survey.groups {
		section := w.open(Section{LinkID: "group:" + clean(g.id), Origin: "group", Text: w.texts(g.name, ""), Condition: limeCondition(g.relevance)})
		if about := w.texts(g.about, ""); len(about) > 0 && !d.asks() {
			d.Intro = append(d.Intro, about)
		}
		for _, q := range g.questions {
			if err := w.question(q, section); err != nil {
				return err
			}
		}
	}
	w.mentions()
	return nil
}

// texts gives a text in every language, the survey's own under the empty tag.
func (w *limeWriter) texts(all map[instruments.Lang]string, where string) Texts {
	t := Texts{}
	marked := false
	for lang, text := range all {
		words, tags := withoutMarkup(text)
		marked = marked || tags
		if lang == w.survey.lang {
			lang = ""
		}
		if words != "" {
			t[lang] = words
		}
	}
	if marked && where != "" {
		w.draft.warn(Warning{Kind: WarnMarkup, Where: where})
	}
	return t
}

func (w *limeWriter) open(s Section) int {
	s.First = len(w.draft.Items)
	w.draft.Sections = append(w.draft.Sections, s)
	return len(w.draft.Sections)
}

// add takes an item in, within the limit.
func (w *limeWriter) add(item Item) error {
	if w.count++; w.count > w.limits.Items || len(item.Options) > w.limits.Items {
		return &Error{Problem: TooMany, Where: item.LinkID, Limit: w.limits.Items}
	}
	w.draft.Items = append(w.draft.Items, item)
	return nil
}

func (w *limeWriter) question(q *limeQuestion, section int) error {
	code := clean(q.code)
	item := Item{
		LinkID: code, Origin: clean(q.kind), Section: section, Text: w.texts(q.text, code), Help: w.texts(q.help, code),
		Required: q.must, Hidden: q.attributes["hidden"] == "1", Condition: w.condition(q),
	}
	kind, known := limeKind(q.kind)
	if !known {
		w.draft.warn(Warning{Kind: WarnUnknownType, Where: code, Detail: item.Origin})
	}
	item.Type = kind
	switch q.kind {
	case "A", "B", "C", "E", "F", "H", "1", ":", ";", "K", "Q":
		return w.rows(q, item)
	case "M", "P":
		for _, sub := range q.subs {
			item.Options = append(item.Options, Option{Code: clean(sub.code), Text: w.texts(sub.text, code)})
		}
		item.Free = q.other
	case "L", "!", "O", "R":
		item.Options = w.answers(q, 0)
		item.Free = q.other
	case "5":
		item.Options = points(5)
	case "G":
		item.Options = []Option{{Code: "F"}, {Code: "M"}}
	case "N":
		item.Min, item.Max = parseNumber(q.attributes["min_num_value_n"]), parseNumber(q.attributes["max_num_value_n"])
	case "*":
		text := q.attributes["equation"]
		if text == "" {
			text = q.text[w.survey.lang] + q.text[""]
		}
		w.draft.Calculations = append(w.draft.Calculations, Calculation{Name: code, Text: clean(text)})
	case "X":
		if !w.draft.asks() && len(item.Text) > 0 {
			w.draft.Intro = append(w.draft.Intro, item.Text)
		}
	}
	if (item.Type == TypeChoice || item.Type == TypeMultiple) && len(item.Options) == 0 {
		item.Problem = &Error{Problem: ListMissing, Where: code, Detail: code}
	}
	return w.add(item)
}

// limeKind says what a kind of question asks for, and whether LimeSurvey has it.
func limeKind(kind string) (ItemType, bool) {
	switch kind {
	case "L", "!", "O", "5", "G", "A", "B", "C", "E", "F", "H", "1":
		return TypeChoice, true
	case "M", "P", "R":
		return TypeMultiple, true
	case "Y":
		return TypeYesNo, true
	case "N", "K", ":":
		return TypeNumber, true
	case "S", "T", "U", "Q", ";":
		return TypeText, true
	case "D":
		return TypeDate, true
	case "X":
		return TypeDisplay, true
	case "*":
		return TypeCalculated, true
	case "I", "|":
		return TypeOther, true
	}
	return TypeOther, false
}

// rows writes a question whose rows are answered one by one.
func (w *limeWriter) rows(q *limeQuestion, item Item) error {
	section := w.open(Section{
		LinkID: item.LinkID, Origin: item.Origin, Text: item.Text, Parent: item.Section,
		Required: item.Required, Hidden: item.Hidden, Condition: item.Condition,
	})
	columns := []*limeQuestion{}
	for _, sub := range q.subs {
		if sub.scale == 1 {
			columns = append(columns, sub)
		}
	}
	for _, sub := range q.subs {
		if sub.scale != 0 {
			continue
		}
		one := Item{
			LinkID: item.LinkID + "_" + clean(sub.code), Type: item.Type, Origin: item.Origin, Section: section,
			Text: w.texts(sub.text, item.LinkID), Help: item.Help, Required: item.Required, Hidden: item.Hidden,
			Condition: limeCondition(sub.relevance),
		}
		if err := w.cells(q, one, columns); err != nil {
			return err
		}
	}
	return nil
}

// cells writes one row: once, or for each column or scale the question has.
func (w *limeWriter) cells(q *limeQuestion, one Item, columns []*limeQuestion) error {
	switch q.kind {
	case ":", ";":
		one.Min, one.Max = parseNumber(q.attributes["multiflexible_min"]), parseNumber(q.attributes["multiflexible_max"])
		id, text := one.LinkID, one.Text
		for _, column := range columns {
			one.LinkID, one.Text = id+"_"+clean(column.code), joinTexts(text, w.texts(column.text, id))
			if err := w.add(one); err != nil {
				return err
			}
		}
		return nil
	case "1":
		id := one.LinkID
		for scale := range 2 {
			one.LinkID, one.Options = id+"_"+strconv.Itoa(scale), w.answers(q, scale)
			if err := w.add(one); err != nil {
				return err
			}
		}
		return nil
	case "A":
		one.Options = points(5)
	case "B":
		one.Options = points(10)
	case "C":
		one.Options = []Option{{Code: "Y"}, {Code: "U"}, {Code: "N"}}
	case "E":
		one.Options = []Option{{Code: "I"}, {Code: "S"}, {Code: "D"}}
	case "F", "H":
		one.Options = w.answers(q, 0)
		if len(one.Options) == 0 {
			one.Problem = &Error{Problem: ListMissing, Where: one.LinkID, Detail: clean(q.code)}
		}
	}
	return w.add(one)
}

// joinTexts puts the text of a column behind that of a row.
func joinTexts(row, column Texts) Texts {
	t := Texts{}
	for _, lang := range slices.Concat(sortedLangs(row), sortedLangs(column)) {
		switch {
		case row[lang] == "" || column[lang] == "":
			t[lang] = row[lang] + column[lang]
		default:
			t[lang] = row[lang] + " – " + column[lang]
		}
	}
	return t
}

// answers gives the options of a question. What an option counts is its assessment value, where the survey uses
// them: a value of 0 everywhere says nothing.
func (w *limeWriter) answers(q *limeQuestion, scale int) []Option {
	valued := w.survey.assessment || slices.ContainsFunc(q.answers, func(a *limeAnswer) bool {
		return a.value != "" && a.value != "0"
	})
	var options []Option
	for _, a := range q.answers {
		if a.scale != scale {
			continue
		}
		one := Option{Code: clean(a.code), Text: w.texts(a.text, clean(q.code))}
		if valued {
			one.Score = parseNumber(a.value)
		}
		options = append(options, one)
	}
	return options
}

// points are the options 1 to n, which the program writes as numbers.
func points(n int) []Option {
	var options []Option
	for i := 1; i <= n; i++ {
		options = append(options, Option{Code: strconv.Itoa(i), Text: Texts{"": strconv.Itoa(i)}})
	}
	return options
}

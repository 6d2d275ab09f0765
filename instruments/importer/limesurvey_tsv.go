package importer

import (
	"fmt"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// tsvReader reads a tab-separated structure: one row for each setting, group, question, row of a question and
// answer, each belonging to what comes before it; the whole once for every language, the base language first.
type tsvReader struct {
	survey   *limeSurvey
	columns  map[string]int
	headings []string
	counts   map[string]int // groups seen, by language
	question *limeQuestion  // the one rows of answers belong to
	byCode   map[string]*limeQuestion
	byPlace  map[string]*limeAnswer // by question, scale and code, for translations
	items    int
	limits   Limits
}

func readLimeTSV(text string, limits Limits, draft *Draft) (*limeSurvey, error) {
	rows, err := readCSV(text, '\t')
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, &Error{Problem: EmptyFile}
	}
	t := &tsvReader{
		survey: newLimeSurvey(), columns: map[string]int{}, counts: map[string]int{},
		byCode: map[string]*limeQuestion{}, byPlace: map[string]*limeAnswer{}, limits: limits,
	}
	for i, heading := range rows[0].cells {
		heading = strings.ToLower(clean(heading))
		if _, twice := t.columns[heading]; twice && heading != "" {
			return nil, &Error{Problem: DuplicateColumn, Detail: heading, Line: rows[0].line}
		}
		t.columns[heading] = i
		t.headings = append(t.headings, heading)
	}
	for i := range rows[1:] {
		if err := t.row(&rows[i+1], draft); err != nil {
			return nil, err
		}
	}
	t.survey.arrange()
	return t.survey, nil
}

func (t *tsvReader) cell(r *row, column string) string {
	if at, ok := t.columns[column]; ok {
		return r.cell(at)
	}
	return ""
}

func (t *tsvReader) row(r *row, draft *Draft) error {
	name, text := t.cell(r, "name"), t.cell(r, "text")
	switch class := t.cell(r, "class"); class {
	case "S":
		switch name {
		case "language":
			t.survey.lang = langTag(text)
		case "assessments":
			t.survey.assessment = text == "Y"
		}
	case "SL":
		switch name {
		case "surveyls_title":
			put(t.survey.titles, t.cell(r, "language"), text)
		case "surveyls_welcometext":
			put(t.survey.welcome, t.cell(r, "language"), text)
		}
	case "G":
		t.group(r)
	case "Q", "SQ", "A":
		if t.items++; t.items > rowsPerItem*t.limits.Items {
			return &Error{Problem: TooMany, Limit: rowsPerItem * t.limits.Items}
		}
		return t.part(class, r)
	case "", "QTA", "QTALS", "QTAM", "AS", "C": // quotas, assessments and conditions of the old kind hold no wording
	default:
		draft.warn(Warning{Kind: WarnUnknownType, Detail: clean(class), Line: r.line})
	}
	return nil
}

// lang is the language of a row; empty for the base language.
func (t *tsvReader) lang(r *row) instruments.Lang {
	tag := t.cell(r, "language")
	if tag == "" || langTag(tag) == t.survey.lang {
		return ""
	}
	return langTag(tag)
}

// group opens a group. Its name is translated, so that groups of further languages are known by their place.
func (t *tsvReader) group(r *row) {
	lang := string(t.lang(r))
	place := t.counts[lang]
	t.counts[lang]++
	if place == len(t.survey.groups) {
		g := newLimeGroup(fmt.Sprint(place + 1))
		g.order, g.relevance = place, t.cell(r, "relevance")
		t.survey.groups = append(t.survey.groups, g)
	}
	if place < len(t.survey.groups) {
		put(t.survey.groups[place].name, lang, t.cell(r, "name"))
		put(t.survey.groups[place].about, lang, t.cell(r, "text"))
	}
	t.question = nil
}

// part reads a question, a row or column of one, or an answer.
func (t *tsvReader) part(class string, r *row) error {
	lang, code := string(t.lang(r)), t.cell(r, "name")
	if class == "Q" {
		return t.startQuestion(r, lang, code)
	}
	if t.question == nil {
		return &Error{Problem: GroupOpen, Detail: clean(code), Line: r.line}
	}
	scale := whole(t.cell(r, "type/scale"))
	place := fmt.Sprint(class, "\x00", t.question.code, "\x00", scale, "\x00", code)
	if class == "SQ" {
		sub := t.byCode[place]
		if sub == nil {
			sub = newLimeQuestion()
			sub.id, sub.code, sub.scale, sub.order = place, code, scale, len(t.question.subs)
			sub.relevance = t.cell(r, "relevance")
			t.byCode[place] = sub
			t.question.subs = append(t.question.subs, sub)
		} else if lang == "" {
			t.duplicate(code)
		}
		put(sub.text, lang, t.cell(r, "text"))
		put(sub.help, lang, t.cell(r, "help"))
		return nil
	}
	answer := t.byPlace[place]
	if answer == nil {
		answer = &limeAnswer{
			code: code, scale: scale, order: len(t.question.answers), value: t.cell(r, "relevance"), // so the manual
			text: map[instruments.Lang]string{},
		}
		t.byPlace[place] = answer
		t.question.answers = append(t.question.answers, answer)
	} else if lang == "" {
		t.duplicate(code)
	}
	put(answer.text, lang, t.cell(r, "text"))
	return nil
}

func (t *tsvReader) duplicate(code string) {
	t.survey.warnings = append(t.survey.warnings, Warning{Kind: WarnDuplicateID, Where: clean(t.question.code), Detail: clean(code)})
}

func (t *tsvReader) startQuestion(r *row, lang, code string) error {
	q := t.byCode[code]
	switch {
	case q == nil:
		if len(t.survey.groups) == 0 {
			return &Error{Problem: GroupOpen, Detail: clean(code), Line: r.line}
		}
		q = newLimeQuestion()
		q.id, q.kind, q.code, q.relevance = code, t.cell(r, "type/scale"), code, t.cell(r, "relevance")
		q.other, q.must = t.cell(r, "other") == "Y", t.cell(r, "mandatory") == "Y"
		t.attributes(q, r)
		g := t.survey.groups[len(t.survey.groups)-1]
		q.order = len(g.questions)
		g.questions = append(g.questions, q)
		t.byCode[code], t.survey.byQID[code] = q, q
	case lang == "":
		return &Error{Problem: DuplicateName, Detail: clean(code), Line: r.line}
	}
	put(q.text, lang, t.cell(r, "text"))
	put(q.help, lang, t.cell(r, "help"))
	t.question = q
	return nil
}

// attributes keeps the settings that are read, each in a column of its own.
func (t *tsvReader) attributes(q *limeQuestion, r *row) {
	for _, name := range []string{"hidden", "equation", "min_num_value_n", "max_num_value_n", "multiflexible_min", "multiflexible_max"} {
		if v := t.cell(r, name); v != "" {
			q.attributes[name] = v
		}
	}
}

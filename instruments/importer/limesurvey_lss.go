package importer

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// rowsPerItem bounds the rows of all tables of a survey: texts in many languages, and settings of questions.
const rowsPerItem = 50

// lssReader reads the tables of an .lss file. Since version 400 of the format the texts of questions, groups and
// answers lie in tables of their own; before, each stands once for every language.
type lssReader struct {
	path   []string
	row    map[string]string
	cell   strings.Builder
	tables map[string][]map[string]string
	rows   int
	limits Limits
	kind   string // LimeSurveyDocType
	langs  []string
}

// lssTable reports whether a table is read; quotas, themes and e-mails are not.
func lssTable(name string) bool {
	switch name {
	case "answers", "answer_l10ns", "groups", "group_l10ns", "questions", "subquestions", "question_l10ns",
		"question_attributes", "conditions", "surveys", "surveys_languagesettings":
		return true
	}
	return false
}

// maxTag bounds a tag: all of its attributes are held at once, and an .lss file has none.
const maxTag = 4096

// longTag gives the line of a tag that is longer than any in an .lss file; 0 when there is none.
func longTag(data []byte) int {
	for at := 0; ; {
		next := bytes.IndexByte(data[at:], '<')
		if next < 0 {
			return 0
		}
		at += next
		end := ">"
		switch rest := data[at:]; {
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			end = "]]>"
		case bytes.HasPrefix(rest, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(rest, []byte("<?")):
			end = "?>"
		}
		length := bytes.Index(data[at:], []byte(end))
		if length < 0 {
			length = len(data) - at
		}
		if end == ">" && length > maxTag {
			return lineAt(data, int64(at))
		}
		at += length
	}
}

func readLSS(data []byte, limits Limits) (*limeSurvey, error) {
	if line := longTag(data); line > 0 {
		return nil, &Error{Problem: NotXML, Line: line}
	}
	r := &lssReader{tables: map[string][]map[string]string{}, limits: limits}
	if err := eachXML(data, limits, r.see); err != nil {
		return nil, err
	}
	switch r.kind {
	case "Survey", "Group", "Question":
	default:
		return nil, &Error{Problem: OtherSurvey, Detail: clean(r.kind)}
	}
	return r.survey()
}

// see follows document > table > rows > row > cell.
func (r *lssReader) see(token xml.Token) error {
	switch t := token.(type) {
	case xml.Directive:
		return &Error{Problem: XMLEntity} // a document type may refer to files elsewhere
	case xml.StartElement:
		r.path = append(r.path, t.Name.Local)
		r.cell.Reset()
		if r.inRow(4) {
			r.row = map[string]string{}
			if r.rows++; r.rows > rowsPerItem*r.limits.Items {
				return &Error{Problem: TooMany, Limit: rowsPerItem * r.limits.Items}
			}
		}
	case xml.CharData:
		if len(r.path) == 2 || len(r.path) == 3 || r.inRow(5) {
			r.cell.Write(t)
		}
	case xml.EndElement:
		if len(r.path) == 0 || r.path[len(r.path)-1] != t.Name.Local {
			return &Error{Problem: NotXML, Detail: clean(t.Name.Local)}
		}
		r.end()
		r.path = r.path[:len(r.path)-1]
	}
	return nil
}

// inRow reports whether the reader is inside a row of a table that is wanted.
func (r *lssReader) inRow(depth int) bool {
	return len(r.path) == depth && r.path[2] == "rows" && r.path[3] == "row" && lssTable(r.path[1])
}

func (r *lssReader) end() {
	text := r.cell.String()
	switch {
	case len(r.path) == 2 && r.path[1] == "LimeSurveyDocType":
		r.kind = strings.TrimSpace(text)
	case len(r.path) == 3 && r.path[1] == "languages":
		r.langs = append(r.langs, strings.TrimSpace(text))
	case r.inRow(5) && text != "":
		r.row[r.path[4]] = text
	case r.inRow(4):
		r.tables[r.path[1]] = append(r.tables[r.path[1]], r.row)
	default:
		return
	}
	r.cell.Reset()
}

// survey puts the tables together.
func (r *lssReader) survey() (*limeSurvey, error) {
	s := newLimeSurvey()
	for _, row := range r.tables["surveys"] {
		s.lang = langTag(row["language"])
		s.assessment = row["assessments"] == "Y"
	}
	if s.lang == "" && len(r.langs) > 0 {
		s.lang = langTag(r.langs[0])
	}
	for _, row := range r.tables["surveys_languagesettings"] {
		lang := langTag(row["surveyls_language"])
		s.titles[lang], s.welcome[lang] = row["surveyls_title"], row["surveyls_welcometext"]
	}
	groups := r.groups(s)
	r.questions(s, groups)
	r.answers(s)
	for _, row := range r.tables["question_attributes"] {
		if q := s.byQID[row["qid"]]; q != nil && q.attributes[row["attribute"]] == "" {
			q.attributes[row["attribute"]] = row["value"]
		}
	}
	for _, row := range r.tables["conditions"] {
		if q := s.byQID[row["qid"]]; q != nil {
			q.legacy = append(q.legacy, legacyTerm{row["scenario"], row["cqid"], row["cfieldname"], row["method"], row["value"]})
		}
	}
	s.arrange()
	return s, nil
}

func (r *lssReader) groups(s *limeSurvey) map[string]*limeGroup {
	groups := map[string]*limeGroup{}
	for _, row := range slices.Concat(r.tables["groups"], r.tables["group_l10ns"]) {
		g := groups[row["gid"]]
		if g == nil {
			g = newLimeGroup(row["gid"])
			g.order, g.relevance = whole(row["group_order"]), row["grelevance"]
			groups[g.id] = g
			s.groups = append(s.groups, g)
		}
		put(g.name, row["language"], row["group_name"])
		put(g.about, row["language"], row["description"])
	}
	return groups
}

// put keeps a text under its language. One without a language is under the empty tag, the survey's own.
func put(texts map[instruments.Lang]string, lang, text string) {
	tag := instruments.Lang("")
	if lang != "" {
		tag = langTag(lang)
	}
	if text != "" && texts[tag] == "" {
		texts[tag] = text
	}
}

func (r *lssReader) questions(s *limeSurvey, groups map[string]*limeGroup) {
	parents := map[*limeQuestion]string{}
	var order []*limeQuestion
	for _, row := range slices.Concat(r.tables["questions"], r.tables["subquestions"]) {
		if q := s.byQID[row["qid"]]; q != nil {
			put(q.text, row["language"], row["question"])
			put(q.help, row["language"], row["help"])
			continue // the same question in another language
		}
		q := newLimeQuestion()
		q.id, q.kind, q.code, q.relevance = row["qid"], row["type"], row["title"], row["relevance"]
		q.order, q.scale = whole(row["question_order"]), whole(row["scale_id"])
		q.other, q.must = row["other"] == "Y", row["mandatory"] == "Y"
		put(q.text, row["language"], row["question"])
		put(q.help, row["language"], row["help"])
		s.byQID[q.id] = q
		if parent := row["parent_qid"]; parent != "" && parent != "0" {
			parents[q] = parent
			order = append(order, q)
			continue
		}
		g := groups[row["gid"]]
		if g == nil {
			g = newLimeGroup(row["gid"])
			groups[g.id] = g
			s.groups = append(s.groups, g)
		}
		g.questions = append(g.questions, q)
	}
	for _, q := range order {
		if p := s.byQID[parents[q]]; p != nil {
			p.subs = append(p.subs, q)
		}
	}
	for _, row := range r.tables["question_l10ns"] {
		if q := s.byQID[row["qid"]]; q != nil {
			put(q.text, row["language"], row["question"])
			put(q.help, row["language"], row["help"])
		}
	}
}

func (r *lssReader) answers(s *limeSurvey) {
	type key struct{ qid, code, scale, lang string }
	byID := map[string]*limeAnswer{}
	known := map[key]*limeAnswer{}
	seen := map[key]bool{}
	for _, row := range r.tables["answers"] {
		q := s.byQID[row["qid"]]
		if q == nil {
			continue
		}
		k := key{row["qid"], row["code"], row["scale_id"], ""}
		one := key{row["qid"], row["code"], row["scale_id"], row["language"]}
		if seen[one] {
			s.warnings = append(s.warnings, Warning{Kind: WarnDuplicateID, Where: clean(q.code), Detail: clean(row["code"])})
		}
		a := known[k]
		if a == nil || seen[one] {
			a = &limeAnswer{
				code: row["code"], order: whole(row["sortorder"]), scale: whole(row["scale_id"]),
				value: row["assessment_value"], text: map[instruments.Lang]string{},
			}
			q.answers = append(q.answers, a)
			known[k] = a
		}
		seen[one] = true
		put(a.text, row["language"], row["answer"])
		if row["aid"] != "" {
			byID[row["aid"]] = a
		}
	}
	for _, row := range r.tables["answer_l10ns"] {
		if a := byID[row["aid"]]; a != nil {
			put(a.text, row["language"], row["answer"])
		}
	}
}

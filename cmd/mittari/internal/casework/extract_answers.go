package casework

import (
	"fmt"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// answers are all forms that the person has answered or that are about the person, every revision of them.
func (w *extractWriter) answers() export.Section {
	var tables []export.Table
	for i, a := range w.x.Results {
		tables = append(tables, w.form(fmt.Sprintf("form-%d", i+1), a)...)
	}
	for i, a := range w.x.Drafts {
		tables = append(tables, w.form(fmt.Sprintf("draft-%d", i+1), store.Scored{Administration: a})...)
	}
	for i, r := range w.x.Rivals {
		tables = append(tables, w.form(fmt.Sprintf("rival-%d", i+1), r.Scored)...)
	}
	s := chapter("answers", tables...)
	s.Landscape = false
	return s
}

// form is one administration: its facts in the caption, its answers, and what was worked out of them.
func (w *extractWriter) form(key string, a store.Scored) []export.Table {
	def, err := w.desk.cat.At(a.Instrument)
	if err != nil {
		def = nil // the program does not have the definition: answers stand by number and code
	}
	sheet := export.Table{Key: key, Caption: w.caption(def, a), Columns: []export.Column{
		{Label: export.Msg("extract.head.number")}, {Label: export.Msg("extract.head.asked"), Wide: true}, {Label: export.Msg("extract.head.answer"), Wide: true},
	}}
	for i, r := range a.Responses {
		sheet.Rows = append(sheet.Rows, w.answer(def, a.Administration, i, r))
	}
	if len(a.Responses) == 0 {
		sheet.Rows = append(sheet.Rows, rowOf(export.Cell{}, maybeWord("decline.", string(a.Decline)), export.Cell{}))
	}
	if a.RevisedWhy != "" {
		sheet.Notes = append(sheet.Notes, export.Msg("extract.revised", "n", a.Revision, "why", a.RevisedWhy, "worker", w.worker(a.RevisedBy)))
	}
	if len(a.Scores) == 0 {
		return []export.Table{sheet}
	}
	return []export.Table{sheet, w.result(key+"-result", def, a)}
}

func (w *extractWriter) caption(def *instruments.Definition, a store.Scored) export.Label {
	title := export.Name(a.Instrument.String())
	if def != nil {
		title = export.TextOf(def.Title)
	}
	return export.Join(" · ", title, export.Msg("extract.form",
		"date", a.Answered, "by", w.member(a.Respondent), "about", w.member(a.Subject), "state", export.Msg("extract.state."+string(a.State))),
		export.Msg("mode."+string(a.Mode)))
}

func (w *extractWriter) answer(def *instruments.Definition, a store.Administration, i int, r instruments.Response) export.Row {
	number, asked, label := i+1, export.Label{}, export.Label{}
	if def != nil && i < len(def.Items) {
		item := def.Items[i]
		number = item.Number
		asked, label = w.words(def, a, item, r)
	}
	return rowOf(counted(number), said(asked), said(answered(r, label)))
}

// words are the official wording when it is installed and may be shown, else the cue.
func (w *extractWriter) words(def *instruments.Definition, a store.Administration, item instruments.Item, r instruments.Response) (asked, label export.Label) {
	if pack := w.book.find(def, a.Lang, a.Informant); pack != nil {
		if _, err := w.book.mayShow(def); err == nil {
			return export.Name(pack.Items[item.Number]), export.Name(pack.Options[item.Set][int(r.Code)])
		}
	}
	cue, option := instruments.Text{}, instruments.Text{}
	for tag, c := range def.Cues {
		cue[tag], option[tag] = c.Items[item.Number], c.Options[item.Set][int(r.Code)]
	}
	return export.TextOf(cue), export.TextOf(option)
}

// answered words a response: the code with the words of the option, or why there is none.
func answered(r instruments.Response, label export.Label) export.Label {
	switch r.State {
	case instruments.Answered:
		if label.Blank() {
			return export.Name(fmt.Sprint(r.Code))
		}
		return export.Join(" ", export.Name(fmt.Sprint(r.Code)), label)
	case instruments.Skipped:
		return export.Msg("extract.answer.skipped")
	case instruments.NotAsked:
		return export.Msg("extract.answer.not-asked")
	case instruments.Unanswered:
	}
	return export.Msg("extract.answer.none")
}

func (w *extractWriter) result(key string, def *instruments.Definition, a store.Scored) export.Table {
	t := export.Table{Key: key, Caption: export.Msg("extract.table.result"), Columns: []export.Column{
		{Label: export.Msg("extract.head.scale"), Wide: true}, {Label: export.Msg("extract.head.score")}, {Label: export.Msg("extract.head.meaning"), Wide: true},
	}}
	for _, s := range a.Scores {
		name, meaning := export.Name(string(s.Scale)), export.Name(s.Band)
		score := said(export.Msg("extract.unscored"))
		decimals := 2
		if def != nil && def.Scale(s.Scale) != nil {
			scale := def.Scale(s.Scale)
			name, decimals = export.TextOf(scale.Title), scale.Rounding.Decimals
			meaning = bandTitle(def, s)
		}
		if s.Scored {
			score = export.Cell{Kind: export.NumberCell, Value: s.Reported, Decimals: decimals}
		}
		t.Rows = append(t.Rows, rowOf(said(name), score, said(meaning)))
	}
	return t
}

// bandTitle names the band of a stored score in the words of the definition.
func bandTitle(def *instruments.Definition, s store.ScaleScore) export.Label {
	for _, set := range def.BandSets {
		if set.Scale != s.Scale {
			continue
		}
		for _, b := range set.Bands {
			if b.Code == s.Band && b.Title != nil {
				return export.TextOf(b.Title)
			}
		}
	}
	if t, ok := def.BandTitles[s.Band]; ok {
		return export.TextOf(t)
	}
	return export.Name(s.Band)
}

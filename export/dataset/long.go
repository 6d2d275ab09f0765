package dataset

import (
	"context"
	"strconv"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Kinds of rows of the long table.
const (
	kindAnswer = "answer"
	kindScore  = "score"
)

// Statuses of an answer or a score.
const (
	isAnswered   = "answered"
	isSkipped    = "skipped"
	isUnanswered = "unanswered"
	isNotAsked   = "not-asked"
	isScored     = "scored"
	isNotScored  = "cannot-be-scored"
	isWithheld   = "withheld"
)

// longTable has a row for each answer and each score.
func (x *index) longTable(g *gathered) *Table {
	t := &Table{Name: "long", Label: export.Msg("dataset.table.long"), Parted: true}
	t.Columns = append(x.known(),
		v("episode", Whole), v("subject", Whole), v("administration", Whole), v("instrument", Text), v("version", Whole), informants(),
		waves("wave"), waves("also"), v("week", Whole), flag("in_period"), modes("mode"), v("seconds", Whole), flag("discussed"),
		coded("kind", "dataset.kind.", kindAnswer, kindScore), v("variable", Text), v("code", Whole), v("value", Decimal), v("reported", Decimal),
		coded("status", "dataset.status.", isAnswered, isSkipped, isUnanswered, isNotAsked, isScored, isNotScored, isWithheld),
		coded("reason", "dataset.reason.", skipReasons()...), flag("prorated"), v("band", Text), flag("clinical"))
	t.Size = g.longRows
	t.Rows = func(ctx context.Context, emit func([]Cell) error) error {
		row := make([]Cell, 0, len(t.Columns))
		for i := range g.sheets {
			if i%1000 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			s := &g.sheets[i]
			row = append(row[:0], x.knownOf(s.person)...)
			row = append(row, x.sheetCells(s, i+1)...)
			if err := x.answerRows(s, row, emit); err != nil {
				return err
			}
			if err := x.scoreRows(s, row, emit); err != nil {
				return err
			}
		}
		return nil
	}
	return t
}

func informants() Column {
	return coded("informant", "informant.", stringsOf(instruments.Self, instruments.Parent, instruments.Teacher)...)
}

func modes(name string) Column {
	return coded(name, "mode.", stringsOf(store.OwnScreen, store.Together, store.Interpreter, store.FromPaper)...)
}

func (x *index) sheetCells(s *sheet, no int) []Cell {
	var seconds Cell
	if s.seconds > 0 {
		seconds = whole(int(s.seconds))
	}
	return []Cell{
		whole(s.episode.number), x.subject(s), whole(no), text(string(s.def.ID)), whole(s.def.Version), text(string(s.informant)),
		text(string(s.wave)), text(string(s.also)), x.weeks(s.episode.Episode, s.answered), yes(x.inPeriod(s.answered)), text(string(s.mode)),
		seconds, yes(s.discussed),
	}
}

// subject is the number of the person the answers are about. It would tie members of a family together, so without that
// tie it is only told when it is the respondent.
func (x *index) subject(s *sheet) Cell {
	if s.subject == nil || !x.linked && s.subject != s.person {
		return Cell{}
	}
	return whole(s.subject.number)
}

func (x *index) answerRows(s *sheet, head []Cell, emit func([]Cell) error) error {
	for i, r := range s.answers {
		if i >= len(s.def.Items) {
			break
		}
		item := &s.def.Items[i]
		if !item.On(s.informant) {
			continue
		}
		code, value, status, reason := s.answer(item, r)
		row := append(head, text(kindAnswer), text(strconv.Itoa(item.Number)), code, value, Cell{}, text(status), text(reason), Cell{}, Cell{}, Cell{})
		if err := emit(row); err != nil {
			return err
		}
	}
	return nil
}

// answer is the code, what it counts, and why there is none.
func (s *sheet) answer(item *instruments.Item, r instruments.Response) (code, value Cell, status, reason string) {
	switch r.State {
	case instruments.Answered:
		code = whole(int(r.Code))
		if set := s.def.Set(item.Set); set != nil {
			if o := set.Option(int(r.Code)); o != nil {
				value = number(o.Value)
			}
		}
		return code, value, isAnswered, ""
	case instruments.Skipped:
		return code, value, isSkipped, skipCode(r.Reason)
	case instruments.NotAsked:
		return code, value, isNotAsked, ""
	case instruments.Unanswered:
	}
	return code, value, isUnanswered, ""
}

func skipReasons() []string {
	return []string{"does-not-want", "does-not-understand", "does-not-fit", "does-not-know", "unreadable"}
}

func skipCode(r instruments.SkipReason) string {
	if i := int(r) - 1; i >= 0 && i < len(skipReasons()) {
		return skipReasons()[i]
	}
	return ""
}

func (x *index) scoreRows(s *sheet, head []Cell, emit func([]Cell) error) error {
	for i := range s.scores {
		c := x.scoreCells(s.def, &s.scores[i])
		row := append(head, text(kindScore), text(string(s.scores[i].scale.ID)), Cell{}, c.value, c.reported, text(c.status), Cell{}, c.prorated, c.band, c.clinical)
		if err := emit(row); err != nil {
			return err
		}
	}
	return nil
}

// scoreCells is what may be told of a score.
type scoreCells struct {
	value, reported, prorated, band, clinical Cell
	status                                    string
}

func (x *index) scoreCells(d *instruments.Definition, s *score) scoreCells {
	limits := x.limitsOf(d, s.scale)
	switch {
	case !s.scored:
		return scoreCells{status: isNotScored}
	case limits.score:
		return scoreCells{status: isWithheld}
	}
	c := scoreCells{value: number(s.value), reported: number(s.reported), prorated: yes(s.prorated), status: isScored}
	if !limits.bands {
		c.band = text(s.band)
		if s.clinical >= 0 {
			c.clinical = yes(s.clinical == 1)
		}
	}
	return c
}

// longRows counts the rows of the long table.
func (g *gathered) longRows() int {
	n := 0
	for i := range g.sheets {
		s := &g.sheets[i]
		n += len(s.scores)
		for k := range s.def.Items[:min(len(s.def.Items), len(s.answers))] {
			if s.def.Items[k].On(s.informant) {
				n++
			}
		}
	}
	return n
}

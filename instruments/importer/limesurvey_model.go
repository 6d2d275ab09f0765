package importer

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/mittari/mittari/instruments"
)

// limeSurvey is a LimeSurvey structure, whichever way it was written.
type limeSurvey struct {
	lang       instruments.Lang // its base language
	titles     map[instruments.Lang]string
	welcome    map[instruments.Lang]string
	groups     []*limeGroup
	byQID      map[string]*limeQuestion
	assessment bool // answers count even where their value is 0
	warnings   []Warning
}

type limeGroup struct {
	id        string
	order     int
	name      map[instruments.Lang]string
	about     map[instruments.Lang]string
	relevance string
	questions []*limeQuestion
}

// limeQuestion is a question, or a row or column of one.
type limeQuestion struct {
	id, kind, code string
	order, scale   int
	other, must    bool
	relevance      string
	text, help     map[instruments.Lang]string
	subs           []*limeQuestion
	answers        []*limeAnswer
	attributes     map[string]string
	legacy         []legacyTerm
}

type limeAnswer struct {
	code         string
	order, scale int
	value        string // assessment value
	text         map[instruments.Lang]string
}

// legacyTerm is a condition of the old kind, a row of its own table.
type legacyTerm struct{ scenario, qid, field, method, value string }

func newLimeQuestion() *limeQuestion {
	return &limeQuestion{text: map[instruments.Lang]string{}, help: map[instruments.Lang]string{}, attributes: map[string]string{}}
}

func newLimeGroup(id string) *limeGroup {
	return &limeGroup{id: id, name: map[instruments.Lang]string{}, about: map[instruments.Lang]string{}}
}

func newLimeSurvey() *limeSurvey {
	return &limeSurvey{
		titles: map[instruments.Lang]string{}, welcome: map[instruments.Lang]string{}, byQID: map[string]*limeQuestion{},
	}
}

// arrange puts everything into the order people see.
func (s *limeSurvey) arrange() {
	slices.SortStableFunc(s.groups, func(a, b *limeGroup) int { return cmp.Compare(a.order, b.order) })
	for _, g := range s.groups {
		slices.SortStableFunc(g.questions, byScaleAndOrder)
		for _, q := range g.questions {
			slices.SortStableFunc(q.subs, byScaleAndOrder)
			slices.SortStableFunc(q.answers, func(a, b *limeAnswer) int {
				return cmp.Or(cmp.Compare(a.scale, b.scale), cmp.Compare(a.order, b.order))
			})
		}
	}
}

func byScaleAndOrder(a, b *limeQuestion) int {
	return cmp.Or(cmp.Compare(a.scale, b.scale), cmp.Compare(a.order, b.order))
}

// whole reads a small whole number; what is none is 0.
func whole(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

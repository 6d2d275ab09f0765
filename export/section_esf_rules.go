package export

// esfRule is a check that the funder makes on the indicators.
type esfRule struct {
	key         string
	left, right []string // codes that are added up
	equal       bool     // else left is at most right
}

func esfRules() []esfRule {
	return []esfRule{
		{"labour", []string{"EECO01"}, []string{"EECO02", "EECO04", "EECO05"}, true},
		{"longterm", []string{"EECO03"}, []string{"EECO02"}, false},
		{"age", []string{"EECO06", "EECO07", "EECO08"}, []string{"EECO01"}, false},
		{"education", []string{"EECO09", "EECO10", "EECO11"}, []string{"EECO01"}, true},
		{"jobsearch", []string{"EECR01"}, []string{"EECO04"}, false},
	}
}

// ruleTable says of each rule whether it holds in every column. The figures stand in the tables above; a verdict
// tells no more than those.
func (e *esf) ruleTable(c esfCounts) *draftTable {
	t := &draftTable{Table: Table{
		Key: "esf-rules", Caption: Msg("esf.rules"), Columns: []Column{wide(Msg("report.head.check")), wide(Msg("report.head.verdict"))},
		Notes: []Label{Msg("esf.note.rules")},
	}}
	for _, r := range esfRules() {
		t.row(text(Msg("esf.rule."+r.key)), text(Msg("esf.verdict."+e.verdict(c, r))))
	}
	return t
}

// Verdicts on a rule.
const (
	ruleHolds      = "holds"
	ruleIncomplete = "incomplete" // would hold if everybody's education were known
	ruleBroken     = "broken"
)

func (e *esf) verdict(c esfCounts, r esfRule) string {
	worst := ruleHolds
	for i := range c["EECO01"] {
		left, right := e.sum(c, r.left, i), e.sum(c, r.right, i)
		switch {
		case left == right || !r.equal && left < right:
		case r.equal && left < right && r.key == "education" && left+e.n[c[esfNoEducation][i]] == right:
			worst = ruleIncomplete
		default:
			return ruleBroken
		}
	}
	return worst
}

func (e *esf) sum(c esfCounts, codes []string, i int) (n int) {
	for _, code := range codes {
		n += e.n[c[code][i]]
	}
	return n
}

package export

// dictionary explains every column heading of the report.
func (b *builder) dictionary() *draftSection {
	t := &draftTable{Table: Table{
		Key: dictionaryKey, Caption: Msg("report.dictionary.table"),
		Columns: []Column{wide(Msg("report.head.term")), wide(Msg("report.head.meaning"))},
	}}
	for _, k := range []string{
		"due", "done", "declined", "missed", "open", "coverage", "pairs", "start-mean", "start-sd", "end-mean", "end-sd", "better",
		"low", "high", "effect", "direction", "lost", "correlation", "judged", "recovered", "improved", "unchanged", "deteriorated",
		"harmed", "crossed-only", "needed", "reliability", "cutoff", "basis", "confidence", "fingerprint",
	} {
		t.row(text(Msg("report.head."+k)), text(Msg("report.meaning."+k)))
	}
	return &draftSection{
		Section: Section{Key: dictionaryKey, Title: Msg("report.sheet.dictionary"), Paragraphs: []Label{Msg("report.dictionary.intro")}},
		tables:  []*draftTable{t},
	}
}

package export

// participants is who took part: families and persons of each sub-project and in all, and the funder's common
// indicators by gender.
func (b *builder) participants() *draftSection {
	return &draftSection{
		Section: Section{
			Key: participantsKey, Title: Msg("report.sheet.participants"), Landscape: true,
			Paragraphs: []Label{Msg("report.participants.intro")},
		},
		tables: append([]*draftTable{b.peopleTable()}, b.indicatorTables()...),
	}
}

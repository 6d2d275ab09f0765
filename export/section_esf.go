package export

// esfSections are those of the sheet of common indicators.
func (b *builder) esfSections() []*draftSection { return nil }

// indicatorTables are the common indicators by gender, as the impact annex and the sheet of indicators show them.
func (b *builder) indicatorTables() []*draftTable { return nil }

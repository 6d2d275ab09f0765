package export

// annexSections are those of the impact annex, in the order the funder's guide gives.
func (b *builder) annexSections() []*draftSection {
	return []*draftSection{
		b.summary(), b.participants(), b.completeness(), b.change(), b.reliable(), b.areas(), b.events(), b.method(),
	}
}

package export

// profileSections are those of the one-page profile of a region.
func (b *builder) profileSections() []*draftSection { return nil }

package export

import "github.com/mittari/mittari/export/disclosure"

// annexSections are those of the impact annex, in the order that funders know.
func (b *builder) annexSections() []*draftSection {
	change := b.change()
	change.tables = append(change.tables, b.latest())
	areas := b.areas()
	areas.Key, areas.Title = subProjectsKey, Msg("report.sheet.sub-projects")
	areas.tables = areas.tables[1:] // who was in work stands among the participants
	events := b.events()
	events.tables = append(events.tables, b.burdenTable(), b.places())
	method := b.method()
	method.tables = append(method.tables, b.dictionary().tables...)
	return []*draftSection{
		b.annexSummary(), b.participants(), b.completeness(), change, b.reliable(), areas, events, b.targets(), b.feedback(),
		b.narrative(), method,
	}
}

// annexSummary says the main things in eight plain sentences, and gives the key figures of every instrument.
func (b *builder) annexSummary() *draftSection {
	t := b.keyFigures()
	return &draftSection{
		Section: Section{Key: summaryKey, Title: Msg("report.sheet.summary")},
		tables:  []*draftTable{t},
		quotes: func(out *disclosure.Outcome, s *Section) {
			s.Paragraphs = append(s.Paragraphs, b.sayPeople(out))
			s.Paragraphs = append(s.Paragraphs, b.sayMissing(out)...)
			s.Paragraphs = append(s.Paragraphs, b.sayDirections(out), b.sayWorse(out))
			if most := b.mostPairs(); most != nil {
				s.Paragraphs = append(s.Paragraphs, b.sayDropout(out, most)...)
			}
			s.Paragraphs = append(s.Paragraphs, b.sayEvents(out), Msg("report.summary.nocause"))
		},
	}
}

// mostPairs is the series whose drop-out the summary names: that of young people, or for want of one the largest.
func (b *builder) mostPairs() *series {
	best := b.lead()
	if best != nil {
		return best
	}
	for _, s := range b.series {
		if s.main() && (best == nil || len(s.pairs) > len(best.pairs)) {
			best = s
		}
	}
	return best
}

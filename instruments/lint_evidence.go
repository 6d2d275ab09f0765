package instruments

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// claim is one place of a definition that states a fact.
type claim struct {
	where    string
	evidence *Evidence
}

// claims lists every fact of the definition that needs evidence.
func (d *Definition) claims() []claim {
	all := []claim{{"ages", &d.Ages.Evidence}, {"recall", &d.Recall.Evidence}, {"rights", &d.Rights.Evidence}}
	for i := range d.Items {
		if asked := d.Items[i].Asked; asked != nil {
			all = append(all, claim{at("items[%d].asked", i), &asked.Evidence})
		}
	}
	for i := range d.Scales {
		s := &d.Scales[i]
		all = append(all, claim{at("scales[%d]", i), &s.Evidence}, claim{at("scales[%d].missing", i), &s.Missing.Evidence})
		for j := range s.Rule.Tables {
			all = append(all, claim{at("scales[%d].rule.tables[%d]", i, j), &s.Rule.Tables[j].Evidence})
		}
	}
	for i := range d.BandSets {
		all = append(all, claim{at("band_sets[%d]", i), &d.BandSets[i].Evidence})
	}
	for i := range d.Cutoffs {
		all = append(all, claim{at("cutoffs[%d]", i), &d.Cutoffs[i].Evidence})
	}
	for i := range d.Norms {
		all = append(all, claim{at("norms[%d]", i), &d.Norms[i].Evidence})
	}
	for i := range d.Reliability {
		all = append(all, claim{at("reliability[%d]", i), &d.Reliability[i].Evidence})
	}
	for i := range d.Change {
		all = append(all, claim{at("change[%d]", i), &d.Change[i].Evidence})
	}
	for i := range d.Risks {
		all = append(all, claim{at("risks[%d]", i), &d.Risks[i].Evidence})
	}
	return all
}

// evidence checks that every fact says how sure it is, and that what is called seen was seen.
func (c *checker) evidence() {
	d := c.d
	seen := map[string]bool{}
	ids := map[string]bool{}
	for i, s := range d.Sources {
		where := at("sources[%d]", i)
		c.unique(ids, where+".id", s.ID)
		if s.Ref == "" {
			c.add(SourcesMissing, where, fmt.Sprintf("source %q has no reference", s.ID), "Name the publication or page")
		}
		seen[s.ID] = s.Seen
	}
	if len(d.Sources) == 0 {
		c.add(SourcesMissing, "sources", "no source is listed", "List where the facts come from")
	}
	if d.Rights.Holder == "" {
		c.add(RightsMissing, "rights", "the holder is missing", "Say whose the form is")
	}
	used := map[string]bool{}
	for _, one := range d.claims() {
		c.claim(one, ids, seen)
		for _, id := range one.evidence.Sources {
			used[id] = true
		}
	}
	notes := strings.FieldsFunc(strings.Join(d.Notes, " "), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-'
	})
	for i, s := range d.Sources {
		if d.Rights.Class != Own && !used[s.ID] && !slices.Contains(notes, s.ID) {
			c.add(SourceUnused, at("sources[%d]", i), fmt.Sprintf("nothing refers to source %q", s.ID), "Remove it, or name it where it is used")
		}
	}
}

func (c *checker) claim(one claim, ids, seen map[string]bool) {
	e, where := one.evidence, one.where+".evidence"
	if e.Confidence == "" {
		c.add(EvidenceMissing, one.where, "nothing says how sure this fact is", "Add evidence with a confidence and its sources")
		return
	}
	if !slices.Contains(surest(), e.Confidence) {
		c.add(UnknownValue, where+".confidence", fmt.Sprintf("%q is not known here", string(e.Confidence)), "Use one of "+join(surest()))
		return
	}
	anySeen := false
	for i, id := range e.Sources {
		if !ids[id] {
			c.add(SourceUnknown, at("%s.sources[%d]", where, i), fmt.Sprintf("there is no source %q", id), "List it under sources")
		}
		anySeen = anySeen || seen[id]
	}
	if (e.Confidence == Verified || e.Confidence == Partial) && !anySeen {
		c.add(EvidenceUnseen, where, fmt.Sprintf("the fact is called %s but no source of it was seen", e.Confidence), "Name a source that was seen, or use a weaker confidence")
	}
	if e.Confidence == Recalled && len(e.Sources) == 0 {
		c.add(SourcesMissing, where, "a recalled fact does not say where to check it", "Name the source to look into, with seen: false")
	}
	if e.Confidence == OurOwn && c.d.Rights.Class != Own {
		c.add(EvidenceOwn, where, "a fact of another holder's form is called our own", "Use convention or proposed for a choice of ours")
	}
}

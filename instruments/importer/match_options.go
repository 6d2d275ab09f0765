package importer

import "slices"

// options takes over the words of each response set from the questions paired with its items. Items that share a
// set share its words; where the file words them differently, the first are used and a person is asked.
func (m *Match) options(found []pairing) {
	for _, set := range m.Definition.ResponseSets {
		words := make([]string, len(set.Options))
		basis := ByCode
		for _, p := range found {
			item := &m.Definition.Items[m.Definition.ItemIndex(p.number)]
			if item.Set != set.ID {
				continue
			}
			offered := p.item.offered()
			scored := !slices.ContainsFunc(offered, func(o Option) bool { return o.points() == nil })
			if !scored {
				basis = ByOrder
			}
			for i, at := range fitOptions(&set, offered) {
				key := OptionKey{Set: set.ID, Code: set.Options[i].Code}
				text, ok := offered[at].Text.in(m.Lang, m.Draft.Lang)
				switch {
				case !ok:
				case words[i] == "":
					words[i] = text
				case fold(words[i]) != fold(text):
					m.doubt(Doubt{Kind: DoubtDiffers, Item: p.number, Option: key, Text: words[i], Other: text})
				}
			}
		}
		for i, o := range set.Options {
			key := OptionKey{Set: set.ID, Code: o.Code}
			if words[i] == "" {
				m.MissingOptions = append(m.MissingOptions, key)
				continue
			}
			m.Options = append(m.Options, OptionPair{OptionKey: key, Text: words[i], Basis: basis, Confidence: basis.Confidence()})
			if basis == ByOrder {
				m.doubt(Doubt{Kind: DoubtOption, Option: key, Basis: basis, Text: words[i]})
			}
		}
	}
}

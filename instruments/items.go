package instruments

// ResponseSet is a list of answers offered to one or more items.
type ResponseSet struct {
	ID      string   `yaml:"id"`
	Options []Option `yaml:"options"`
}

// Option is one answer. Code is what is recorded, as printed on the form; Value is what it counts.
// The two differ where a form says so, as in 0, 0, 1, 2.
type Option struct {
	Code  int     `yaml:"code"`
	Value float64 `yaml:"value"`
}

// Item is one question or statement.
type Item struct {
	Number int    `yaml:"number"` // as printed; unique, ascending
	Set    string `yaml:"set"`    // id of a ResponseSet
	// Asked, when set, limits the item to sheets where an earlier item was answered in a certain way.
	Asked *Condition `yaml:"asked,omitempty"`
	// Informants, when set, limits the item to the forms made for them. Empty: the item is on every form.
	Informants []Informant `yaml:"informants,omitempty"`
	// OwnText says that the respondent's own text, kept in the record, is shown instead of ours: a goal.
	OwnText bool `yaml:"own_text,omitempty"`
	// LOINC is the item's code there, a hint for matching wording files. It is never shown.
	LOINC string `yaml:"loinc,omitempty"`
}

// Condition makes an item depend on one earlier item, or on any of several. Exactly one of the two forms is used.
type Condition struct {
	Item  int   `yaml:"item,omitempty"`
	Codes []int `yaml:"codes,omitempty"` // the item is asked when the earlier one has one of these codes
	// Any lists several earlier items: the item is asked when at least one of them lets it through.
	Any []Gate `yaml:"any,omitempty"`
	// Otherwise is what the item counts when it is not asked because the earlier answers rule it out.
	Otherwise float64  `yaml:"otherwise"`
	Evidence  Evidence `yaml:"evidence"`
}

// Gate is an earlier item with the codes that lead on to a later one.
type Gate struct {
	Item  int   `yaml:"item"`
	Codes []int `yaml:"codes"`
}

// Gates lists the earlier items of either form.
func (c *Condition) Gates() []Gate {
	if len(c.Any) > 0 {
		return c.Any
	}
	return []Gate{{Item: c.Item, Codes: c.Codes}}
}

// Unscored names an item that is in no scale, and why.
type Unscored struct {
	Item   int    `yaml:"item"`
	Reason string `yaml:"reason"`
}

package instruments

import "fmt"

// Scaffold begins a definition of so many items: a draft with one scale that adds the items up, each answered with one
// of the codes, which count what they are. What only a person can know is left empty, so that the linter asks for it:
// the title, the holder and terms, the cues, and how sure each fact is. The examples are the lowest and the highest sheet.
// The class is permission, the safest that still lets wording be installed. Without codes they are 0 to 4.
func Scaffold(id ID, items int, codes ...int) (*Definition, []Case) {
	if len(codes) == 0 {
		codes = []int{0, 1, 2, 3, 4}
	}
	set := ResponseSet{ID: "answers"}
	low, high := codes[0], codes[0]
	for _, c := range codes {
		set.Options = append(set.Options, Option{Code: c, Value: float64(c)})
		low, high = min(low, c), max(high, c)
	}
	empty := func() Text { return Text{Finnish: "", Swedish: "", English: ""} }
	d := &Definition{
		ID: id, Version: 1, Status: Draft, Title: empty(), Abbreviation: empty(), Construct: empty(),
		Validated: true, Informants: []Informant{Self}, Recall: Recall{Text: empty()}, Minutes: float64(max(1, items/5)),
		Rights:       Rights{Class: Permission, Terms: empty()},
		ResponseSets: []ResponseSet{set}, Cues: map[Lang]Cues{},
	}
	total := Scale{
		ID: "total", Title: empty(), Plain: empty(), Main: true, Direction: HigherWorse, Rule: Rule{Kind: RuleSum, Multiplier: 1},
		Range: Range{Min: float64(low * items), Max: float64(high * items)}, Missing: Missing{Policy: MissingNone}, BandsOn: BandsOnReported,
	}
	for n := 1; n <= items; n++ {
		d.Items = append(d.Items, Item{Number: n, Set: set.ID})
		total.Rule.Items = append(total.Rule.Items, n)
	}
	d.Scales = []Scale{total}
	for _, lang := range Languages() {
		d.Cues[lang] = emptyCues(d)
	}
	return d, []Case{evenCase(d, "lowest", low), evenCase(d, "highest", high)}
}

// emptyCues has a place for the label of every item and option.
func emptyCues(d *Definition) Cues {
	c := Cues{Items: map[int]string{}, Options: map[string]map[int]string{}}
	for _, item := range d.Items {
		c.Items[item.Number] = ""
	}
	for _, set := range d.ResponseSets {
		c.Options[set.ID] = map[int]string{}
		for _, o := range set.Options {
			c.Options[set.ID][o.Code] = ""
		}
	}
	return c
}

// evenCase is the sheet that gives every item the same answer.
func evenCase(d *Definition, name string, code int) Case {
	total := float64(code * len(d.Items))
	c := Case{
		ID: fmt.Sprintf("%s-%s", d.ID, name), Answers: map[int]*int{},
		Source:   fmt.Sprintf("worked out by hand: %d × %d = %d", len(d.Items), code, code*len(d.Items)),
		Expected: map[ScaleID]Expected{"total": {Status: ExpectScored, Value: &total}},
	}
	for _, item := range d.Items {
		c.Answers[item.Number] = &code
	}
	return c
}

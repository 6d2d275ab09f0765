package instruments

import (
	"fmt"
	"io/fs"
)

// Case is one worked example: a sheet of answers and what it must yield. It is the specification of a
// definition; package scoring runs every case of the library.
type Case struct {
	ID   string `yaml:"id"`
	Note string `yaml:"note,omitempty"`
	// Source says where the example or its expected numbers come from, or how they were worked out.
	Source    string    `yaml:"source"`
	Informant Informant `yaml:"informant,omitempty"` // empty: the first informant of the definition
	Sex       Sex       `yaml:"sex,omitempty"`
	Age       *int      `yaml:"age,omitempty"` // absent: not known
	// Answers holds the code given to each item by its number, or null. An item that is not listed is unanswered too.
	Answers map[int]*int `yaml:"answers"`
	// Expected holds what is checked, by scale. A scale that is not listed is not checked.
	Expected map[ScaleID]Expected `yaml:"expected"`
	// Risks holds the expected state of risk rules by item: "flagged", "none" or "unanswered".
	Risks map[int]ExpectedRisk `yaml:"risks,omitempty"`
}

// Expected is the expected result of one scale. Of a scale that cannot be scored only the status is given.
type Expected struct {
	Status ExpectedStatus `yaml:"status"`
	// Value is the exact score, to be met within 0.0001.
	Value *float64 `yaml:"value,omitempty"`
	// Reported is the rounded score, to be met exactly. Absent: not checked.
	Reported *float64 `yaml:"reported,omitempty"`
	// Prorated says whether a missing answer was replaced. Absent: not checked.
	Prorated *bool `yaml:"prorated,omitempty"`
	// Bands holds the code of the band by the name of its set; NoBand when no set of that name fits the case.
	Bands map[string]string `yaml:"bands,omitempty"`
	// Cutoffs says by id whether the value lies on the clinical side. With NoCutoffs none may fit the case.
	Cutoffs   map[string]bool `yaml:"cutoffs,omitempty"`
	NoCutoffs bool            `yaml:"no_cutoffs,omitempty"`
}

// NoBand is what Expected.Bands holds where no set of that name fits informant, age and sex.
const NoBand = "none"

// ExpectedStatus is whether a scale of a case has a score.
type ExpectedStatus string

// Expected statuses.
const (
	ExpectScored         ExpectedStatus = "scored"
	ExpectCannotBeScored ExpectedStatus = "cannot-be-scored"
)

// ExpectedRisk is the expected state of a risk rule.
type ExpectedRisk string

// Expected risk states.
const (
	ExpectFlagged    ExpectedRisk = "flagged"
	ExpectNoRisk     ExpectedRisk = "none"
	ExpectUnanswered ExpectedRisk = "unanswered"
)

// LoadCases reads cases.yaml in folder dir of fsys. Answers that the definition does not offer, and scales or
// items it does not have, are DefinitionErrors.
func LoadCases(fsys fs.FS, dir string, d *Definition) ([]Case, error) {
	data, err := readFile(fsys, dir, casesFile)
	if err != nil {
		return nil, fmt.Errorf("load cases of %s: %w", d.Ref(), err)
	}
	var file casesText
	if err := decodeStrict(casesFile, data, &file); err != nil {
		return nil, fmt.Errorf("load cases of %s: %w", d.Ref(), err)
	}
	if problems := refuseCases(d, file.Cases, data); len(problems) > 0 {
		return nil, fmt.Errorf("load cases of %s: %w", d.Ref(), problems)
	}
	return file.Cases, nil
}

// For gives the informant of the case, which is the definition's first one when the case names none.
func (c *Case) For(d *Definition) Informant {
	if c.Informant == "" && len(d.Informants) > 0 {
		return d.Informants[0]
	}
	return c.Informant
}

// AgeOr gives the age of the case in full years, or unknown.
func (c *Case) AgeOr(unknown int) int {
	if c.Age == nil {
		return unknown
	}
	return *c.Age
}

// Responses gives the case's answer sheet, settled: items ruled out by an earlier answer are NotAsked.
func (c *Case) Responses(d *Definition) Responses {
	r := d.NewResponses()
	for i := range d.Items {
		if code := c.Answers[d.Items[i].Number]; code != nil {
			r[i] = Answer(*code)
		}
	}
	d.Settle(r, c.For(d))
	return r
}

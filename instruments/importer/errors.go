package importer

import (
	"fmt"
	"strings"
)

// Problem names why a file cannot be imported. Package lang words each of them.
type Problem string

// Problems of a file.
const (
	NotText           Problem = "not-text"           // not UTF-8 text: another kind of file
	NotJSON           Problem = "not-json"           // Line says where reading stopped
	TooLarge          Problem = "too-large"          // Limit is the largest size in bytes
	TooDeep           Problem = "too-deep"           // Limit is the deepest nesting
	TooMany           Problem = "too-many"           // Limit is the largest number of items or options
	NotQuestionnaire  Problem = "not-questionnaire"  // Detail is the resource type; empty when there is none
	OldVersion        Problem = "old-version"        // Detail is the version of FHIR it was written for
	ModifierExtension Problem = "modifier-extension" // Detail is its address; it may change the meaning of everything
	ValueSetMissing   Problem = "value-set-missing"  // Detail is the canonical address of the answer list
	ValueSetUnlisted  Problem = "value-set-unlisted" // the list refers to codes it does not spell out
	ValueSetInvalid   Problem = "value-set-invalid"  // the file of the answer list cannot be read as one
	NoQuestions       Problem = "no-questions"       // nothing in it offers answers to choose from
)

// remedies says for each problem what to do about it.
func remedies() map[Problem]string {
	return map[Problem]string{
		NotText:           "choose the questionnaire's JSON file, saved as UTF-8",
		NotJSON:           "choose a FHIR R4 Questionnaire in JSON, and check that the file is complete",
		TooLarge:          "choose the questionnaire by itself, not a whole package",
		TooDeep:           "choose a questionnaire with fewer nested groups",
		TooMany:           "choose the questionnaire of one instrument",
		NotQuestionnaire:  "choose the file of the questionnaire, not of answers to it or of an answer list",
		OldVersion:        "ask for the questionnaire in FHIR R4 and import that",
		ModifierExtension: "ask for the questionnaire without modifier extensions",
		ValueSetMissing:   "put the file of the answer list into the same folder and import again",
		ValueSetUnlisted:  "ask for the answer list with its codes spelled out",
		ValueSetInvalid:   "replace the file of the answer list",
		NoQuestions:       "choose a questionnaire whose items offer answers to choose from",
	}
}

// Error says why a file cannot be imported.
type Error struct {
	Problem Problem
	Where   string // linkId of the item, when it is about one
	Detail  string
	Line    int // from 1; 0 when it is not about a line
	Limit   int
}

// Error names what is wrong, where, and what to do.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "import: %s", e.Problem)
	if e.Detail != "" {
		fmt.Fprintf(&b, " %.200q", e.Detail)
	}
	if e.Where != "" {
		fmt.Fprintf(&b, " at item %.100q", e.Where)
	}
	if e.Line > 0 {
		fmt.Fprintf(&b, " at line %d", e.Line)
	}
	if e.Limit > 0 {
		fmt.Fprintf(&b, ", the limit is %d", e.Limit)
	}
	fmt.Fprintf(&b, "; %s", remedies()[e.Problem])
	return b.String()
}

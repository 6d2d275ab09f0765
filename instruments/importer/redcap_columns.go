package importer

import "strings"

// Columns of a data dictionary.
const (
	redcapName = iota
	redcapForm
	redcapHeader
	redcapType
	redcapLabel
	redcapChoices
	redcapNote
	redcapValidation
	redcapMin
	redcapMax
	redcapIdentifier
	redcapBranching
	redcapRequired
	redcapAlignment
	redcapNumber
	redcapMatrix
	redcapRanking
	redcapAnnotation
	redcapCount
)

// redcapField is one row of a dictionary.
type redcapField struct {
	line  int // 0 in JSON
	cells [redcapCount]string
}

// redcapHeads gives each column by its heading reduced to letters: how the program writes it for people first, how
// it writes it for programs after that. A longer heading that begins so is the same column.
func redcapHeads() [redcapCount][]string {
	return [redcapCount][]string{
		redcapName: {"variable", "fieldname"}, redcapForm: {"formname"}, redcapHeader: {"sectionheader"},
		redcapType: {"fieldtype"}, redcapLabel: {"fieldlabel"}, redcapChoices: {"choices", "selectchoices"},
		redcapNote: {"fieldnote"}, redcapValidation: {"textvalidationtype"}, redcapMin: {"textvalidationmin"},
		redcapMax: {"textvalidationmax"}, redcapIdentifier: {"identifier"}, redcapBranching: {"branchinglogic"},
		redcapRequired: {"requiredfield"}, redcapAlignment: {"customalignment"}, redcapNumber: {"questionnumber"},
		redcapMatrix: {"matrixgroup"}, redcapRanking: {"matrixranking"}, redcapAnnotation: {"fieldannotation"},
	}
}

// redcapColumn finds the column a heading is for.
func redcapColumn(heading string) (int, bool) {
	heading = fold(heading)
	for column, names := range redcapHeads() {
		for _, name := range names {
			if strings.HasPrefix(heading, name) {
				return column, true
			}
		}
	}
	return 0, false
}

// redcapColumns gives for each heading its column, or -1.
func redcapColumns(headings []string, draft *Draft) ([]int, error) {
	columns := make([]int, len(headings))
	var seen [redcapCount]bool
	for i, heading := range headings {
		at, known := redcapColumn(heading)
		if !known {
			columns[i] = -1
			if heading != "" {
				draft.warn(Warning{Kind: WarnColumn, Detail: clean(heading), Line: 1})
			}
			continue
		}
		if seen[at] {
			return nil, &Error{Problem: DuplicateColumn, Detail: clean(heading), Line: 1}
		}
		seen[at], columns[i] = true, at
	}
	for _, need := range []struct {
		column int
		name   string
	}{{redcapName, "Variable / Field Name"}, {redcapType, "Field Type"}, {redcapLabel, "Field Label"}, {redcapChoices, "Choices, Calculations, OR Slider Labels"}} {
		if !seen[need.column] {
			return nil, &Error{Problem: NoColumn, Detail: need.name, Line: 1}
		}
	}
	return columns, nil
}

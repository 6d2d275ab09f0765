package importer

import (
	"fmt"
	"strings"
)

// Problem names why a file cannot be imported. Package lang words each of them.
type Problem string

// Problems of a file.
const (
	EmptyFile         Problem = "empty-file"
	NotText           Problem = "not-text"           // neither text nor a workbook: another kind of file
	NotForm           Problem = "not-form"           // Detail names the kind of file: "pdf", "docx", "html" and the like
	UnknownFormat     Problem = "unknown-format"     // text or data, but no questionnaire in a form that is known
	NotJSON           Problem = "not-json"           // Line says where reading stopped
	NotXML            Problem = "not-xml"            // Line says where reading stopped
	XMLEntity         Problem = "xml-entity"         // declares entities, which may blow up or read other files
	BadTable          Problem = "bad-table"          // a quotation mark that is not closed; Line is where it opens
	TooLarge          Problem = "too-large"          // Limit is the largest size in bytes
	TooDeep           Problem = "too-deep"           // Limit is the deepest nesting
	TooMany           Problem = "too-many"           // Limit is the largest number of items or options
	DamagedArchive    Problem = "damaged-archive"    // a workbook or zip that cannot be unpacked
	OldWorkbook       Problem = "old-workbook"       // .xls of before 2007, or a workbook locked with a password
	NotQuestionnaire  Problem = "not-questionnaire"  // Detail is the resource type; empty when there is none
	OldVersion        Problem = "old-version"        // Detail is the version of FHIR it was written for
	ModifierExtension Problem = "modifier-extension" // Detail is its address; it may change the meaning of everything
	ValueSetMissing   Problem = "value-set-missing"  // Detail is the canonical address of the answer list
	ValueSetUnlisted  Problem = "value-set-unlisted" // the list refers to codes it does not spell out
	ValueSetInvalid   Problem = "value-set-invalid"  // the file of the answer list cannot be read as one
	NoQuestions       Problem = "no-questions"       // nothing in it asks anything
	ConditionLoop     Problem = "condition-loop"     // Detail lists the items that wait for one another
	NoSheet           Problem = "no-sheet"           // Detail is the sheet a form needs
	NoColumn          Problem = "no-column"          // Detail is the column a form needs, Where its sheet
	DuplicateColumn   Problem = "duplicate-column"   // Detail is the heading that stands twice, Where its sheet
	DuplicateName     Problem = "duplicate-name"     // Detail is the id that two questions share
	GroupOpen         Problem = "group-open"         // Detail is the group that is not closed, or closed but not opened
	ListMissing       Problem = "list-missing"       // Detail is the answer list that is not in the file
	ChoicesOnly       Problem = "choices-only"       // the answer lists of a form without its questions
	AnswersTable      Problem = "answers-table"      // a table of people's answers, not a questionnaire
	TextsColumn       Problem = "texts-column"       // Detail lists the columns that may hold the wording: one must be named
	OtherSurvey       Problem = "other-survey"       // Detail names what the export holds instead of a questionnaire
)

// remedies says for each problem what to do about it.
func remedies() map[Problem]string {
	return map[Problem]string{
		EmptyFile:         "export the questionnaire again",
		NotText:           "choose the questionnaire as JSON, a workbook, a table or plain text",
		NotForm:           "ask for the questionnaire as data, or copy its items into a table, one a line",
		UnknownFormat:     "choose a FHIR Questionnaire, XLSForm, REDCap dictionary, LimeSurvey survey, Open Scale Definition or a table",
		NotJSON:           "check that the file is complete JSON",
		NotXML:            "check that the file is complete XML",
		XMLEntity:         "export the survey again and do not edit the file",
		BadTable:          "close the quotation mark, or save the table again from a spreadsheet program",
		TooLarge:          "choose the questionnaire by itself, not a whole package",
		TooDeep:           "choose a questionnaire with fewer nested groups",
		TooMany:           "choose the questionnaire of one instrument",
		DamagedArchive:    "get the file again; it was damaged on its way",
		OldWorkbook:       "open it in a spreadsheet program and save it as .xlsx without a password",
		NotQuestionnaire:  "choose the file of the questionnaire, not of answers to it or of an answer list",
		OldVersion:        "ask for the questionnaire in FHIR R4 and import that",
		ModifierExtension: "ask for the questionnaire without modifier extensions",
		ValueSetMissing:   "put the file of the answer list into the same folder and import again",
		ValueSetUnlisted:  "ask for the answer list with its codes spelled out",
		ValueSetInvalid:   "replace the file of the answer list",
		NoQuestions:       "choose a file that asks questions",
		ConditionLoop:     "mend the conditions of these items",
		NoSheet:           "add the sheet, or choose the workbook of the form",
		NoColumn:          "add the column, or choose the file of the form",
		DuplicateColumn:   "rename or remove one of the two columns",
		DuplicateName:     "give each question a name of its own",
		GroupOpen:         "let each group begin and end",
		ListMissing:       "add the answer list to the file",
		ChoicesOnly:       "choose the workbook, or put the file of the questions beside it",
		AnswersTable:      "choose the questionnaire; a table of answers is scored with a definition that exists",
		TextsColumn:       "say which column holds the wording",
		OtherSurvey:       "export the structure of the survey",
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

// Package importer reads questionnaires that other programs have written.
//
// Read tells by its content what a file is (a FHIR Questionnaire, an XLSForm, a REDCap dictionary, a LimeSurvey
// survey, an Open Scale Definition, flat texts, a table, or plain lines) and turns it into a Draft: the questions with
// their options, groups, conditions and calculations, in the order of the file, in every language it holds. What was
// left out or taken on trust is in the draft's warnings. From there two ways lead on.
//
// MatchTo pairs a Draft with a Definition that is here already: each item of the definition with the question that
// asks it, each option with the answer that scores the same. A pair says what it rests on. What rests on less than a
// code shared by both sides is listed as a Doubt for a person to settle; nothing is guessed, and nothing is taken over
// before Match.Wording is called.
//
// Draft.Definition drafts a new definition from the facts of a file, none of its sentences, and lists as Decisions
// what the file leaves open: which way a scale improves, what missing answers mean, bands, rights. Scores on answers
// put no item into a scale; only what the file itself defines as a sum does. Expressions are never run.
//
// Files come from anywhere. Size, depth and numbers of things are bounded before they cost anything, texts are freed
// of characters that could disturb a terminal, markup is ignored, and nothing a file refers to is ever looked up
// outside the folder it lies in.
package importer

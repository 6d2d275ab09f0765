// Package importer reads questionnaires that other programs have written and finds in them the wording of an
// instrument that is already defined here.
//
// A reader of a format, such as FHIR, turns a file into a Draft: the questions with their options, in the order of
// the file, in every language it holds. Match then pairs a Draft with a Definition: each item of the definition with
// the question that asks it, each option with the answer that scores the same. A pair says what it rests on. What
// rests on less than a code shared by both sides is listed as a Doubt for a person to settle; nothing is guessed, and
// nothing is taken over before Match.Wording is called.
//
// Files come from anywhere. Size, depth and number of items are bounded, texts are freed of characters that could
// disturb a terminal, markup is ignored, and nothing a file says is ever looked up outside the folder it lies in.
package importer

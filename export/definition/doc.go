// Package definition writes the definition of an instrument in the formats of other programs: a FHIR R4 Questionnaire,
// a REDCap data dictionary and an XLSForm.
//
// What is written are facts: numbers, codes, values, conditions and the way scores are computed. The words of a form
// that is not ours stay with its holder: its items are named by our own cues, and the file says that the official
// wording is to be put in from the licensed copy. A wording pack goes along only for a form of class own or open.
//
// A score is written only where the other program can compute it without taking a missing answer for 0: sums and means
// of items, with the same missing policy as here. The file names every score that was left out. An item with a
// condition that is not decided yet is asked here and hidden there, which is how those programs work.
//
// The same definition and options give the same file, byte for byte. No cell of a table starts with a sign that a
// spreadsheet would take for a formula.
package definition

// Package instruments holds what is asked: the definitions of questionnaires, the answer sheets
// they produce, and the wording that is shown.
//
// A definition is data (YAML, one folder for each id and version) and carries facts of scoring only:
// item numbers, response codes, scales, rules, bands, norms, each with how sure it is and where it
// comes from. The validated sentences of a questionnaire belong to its holder and are never part of
// a definition; they reach a workspace as a Wording that the user imports from a licensed copy.
// Until then the screen shows the item's number and a cue, a label of two to four words of our own.
//
// The package imports nothing else of ours and does no I/O beyond the file system it is given.
package instruments

// Package instruments holds what is asked: the definitions of questionnaires, the answer sheets
// they produce, and the wording that is shown.
//
// A definition is data (YAML, one folder for each id and version) and carries facts of scoring only:
// item numbers, response codes, scales, rules, bands, norms, each with how sure it is and where it
// comes from. The validated sentences of a questionnaire belong to its holder and are never part of
// a definition; they reach a workspace as a Wording that the user imports from a licensed copy.
// Until then the screen shows the item's number and a cue, a label of two to four words of our own.
//
// # The language of definitions
//
// A folder holds these files. definition.schema.json, made from the types of this package, lets an editor complete
// and check them.
//
//	instrument.yaml      identity, rights, items, scales and every figure
//	cues.{fi,sv,en}.yaml our own labels of items and options
//	wording.*.yaml       the full text, in the same languages, for forms of class own only
//	cases.yaml           worked examples
//
// What people read of it is written in every language the program speaks: titles, the abbreviation (a validated
// instrument has the same in each), what it asks about, and in our own words what its holder lets one do with it.
//
// An item has a number, as printed, and a response set. A response set lists codes, as printed, with the value each
// counts; the two differ where a form says so. An item may depend on an earlier one (asked) and then says what it
// counts when it is ruled out; it may be on the forms of some informants only; in a form of our own it may stand for
// a text the respondent chose (own_text).
//
// A scale has a rule. Some rules count items: their sum or mean, a weighted sum, a count of those that reach a threshold,
// or the sum of the highest of each set. Others turn scales above it into something else: a composite adds them up with
// weights, a lookup finds the value beside a score in a table made for such a person, a t-score compares a score with the
// norm made for such a person, and a criterion gives the value of the first outcome whose requirements all hold. The
// kinds are a closed set, written in Go in package scoring; there are no expressions. A score that has no row, and a
// person whom no table or norm is made for, leave the scale without a score and with the reason. A scale that is for the
// worker is kept and explained like any other but not shown to a family. Reversal turns a value within the limits of its
// response set. Each scale says what happens when answers are missing: none may be (none), up to max take the mean
// of the answered ones (prorate), or the mean is over what was answered (answered-mean). Unanswered is never zero.
//
// Bands, cut-offs, norms, reliabilities and change figures name the population they come from; informant, sex and age
// in it limit whom they fit, and what is not known fits no figure limited by it. Bands and cut-offs of one name belong
// together; further names are alternatives, and the first that fits is the one to show. Edges are written as printed:
// a value between two printed edges belongs to the lower band.
//
// Every fact carries Evidence. Verified and partial need a source that was seen. Recalled, inferred, convention and
// proposed facts are used, and shown with their tag. What is unknown is left out. A figure that is worked out from
// others is as sure as the weakest of them, see ChangeConfidence.
//
// # Adding an instrument
//
// Write a folder library/<id>/1 with status draft; no Go is needed. Load reports what keeps it from being scored:
// keys that do not exist, references that lead nowhere, rules whose parameters do not fit. Lint reports what keeps it
// from being defended, down to missing examples: each scale needs its lowest and highest score, both ends of every
// band for every population, a sheet with as many blanks as are allowed and one with one more. Package scoring goes one
// step further and makes every small mistake in turn, to see that an example notices it. Then set the status to
// released, add the hash to library/checksums.txt, and pack the library for the program anew with go test ./instruments
// -run Packed -update. From there on the version is frozen, for results that name its hash are kept for years; a
// correction is the next version, in a folder beside it.
//
// The package imports nothing else of ours and does no I/O beyond the file system it is given.
package instruments

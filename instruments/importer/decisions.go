package importer

import "github.com/mittari/mittari/instruments"

// DecisionKind names what a person must decide before a draft definition is one. Package lang words each of them.
type DecisionKind string

// Kinds of decisions. What they are about is in the fields of Decision, as noted.
const (
	DecideAbout       DecisionKind = "about"       // abbreviation, what it asks about, informants, ages, minutes
	DecideRights      DecisionKind = "rights"      // holder and terms; Text is what the file says of them
	DecideScales      DecisionKind = "scales"      // the file defines no scale
	DecideDirection   DecisionKind = "direction"   // Scale: which way it improves
	DecideMissing     DecisionKind = "missing"     // Scale: what happens when answers are missing
	DecideReversed    DecisionKind = "reversed"    // Scale: the file reverses no item; is that so?
	DecideBands       DecisionKind = "bands"       // Scale: bands and cut-offs, for whom, from where; Other is what the file names
	DecideKey         DecisionKind = "key"         // Scale: its items come from the calculation Other; do they agree with the manual?
	DecideCalculation DecisionKind = "calculation" // Text is computed in the file as Other, which was not made a scale
	DecideNumbers     DecisionKind = "numbers"     // the questions are numbered in the order of the file; are all of them items?
	DecideExtra       DecisionKind = "extra"       // Item is in no scale of the file, although its answers count
	DecideOptions     DecisionKind = "options"     // Item and the further items Other: the file offers no answers for them
	DecideScores      DecisionKind = "scores"      // Item and all with its answers: the file does not say what answers count; their codes were taken
	DecideCodes       DecisionKind = "codes"       // Item and all with its answers: these have no numbers; they are numbered from 0 in the order of the file
	DecideNoAnswer    DecisionKind = "no-answer"   // Item and all like it: the answers Other were taken for "no answer" and left out
	DecideUnscored    DecisionKind = "unscored"    // Item and all like it: the answers Other have no score beside others that do, and were left out
	DecideCondition   DecisionKind = "condition"   // Item is asked only when Other, which is more than one earlier answer
	DecideOtherwise   DecisionKind = "otherwise"   // Item: what it counts when an earlier answer rules it out; 0 was put down
	DecideLeftOut     DecisionKind = "left-out"    // the question Text is of type Other and was left out
	DecideList        DecisionKind = "list"        // Item: its answer list Other is not in the file
)

// Decision is one thing a person must decide, with what is needed to do so. Its texts are the file's own words: they
// are for the person, never for the definition.
type Decision struct {
	Kind   DecisionKind
	Item   int    // number; 0 when it is not about an item of the definition
	LinkID string // of the entry of the file
	Scale  instruments.ScaleID
	Text   string
	Other  string
}

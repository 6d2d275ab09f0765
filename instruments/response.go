package instruments

// ResponseState says whether an item was answered, and if not, why.
type ResponseState uint8

// States of a response. The zero value is Unanswered, so that a fresh sheet holds no answers.
const (
	Unanswered ResponseState = iota
	Answered
	Skipped  // the respondent passed over it, with or without a reason
	NotAsked // ruled out by an earlier answer
)

// SkipReason is why a respondent passed over an item. None is always allowed.
type SkipReason uint8

// Skip reasons.
const (
	NoReason SkipReason = iota
	DoesNotWant
	DoesNotUnderstand
	DoesNotFit
	DoesNotKnow
	// Unreadable is given by the worker who keys answers in from paper: something is marked, but not one clear answer.
	Unreadable
)

// Response is one answer to one item, or the reason it is missing.
type Response struct {
	State  ResponseState
	Reason SkipReason // only with Skipped
	Code   int16      // only with Answered: a code of the item's response set
}

// Answer is the response with a code.
func Answer(code int) Response { return Response{State: Answered, Code: int16(code)} }

// Skip is the response that passes over an item.
func Skip(reason SkipReason) Response { return Response{State: Skipped, Reason: reason} }

// Responses is one answer sheet: one Response for each item, in the order of Definition.Items.
type Responses []Response

package importer

import "context"

// isLimeSurvey reports whether a file is a LimeSurvey structure, as .lss or tab-separated.
func isLimeSurvey(*source) bool { return false }

// readLimeSurvey reads a LimeSurvey structure, as .lss or tab-separated.
func readLimeSurvey(context.Context, *source) (*Draft, error) {
	return nil, &Error{Problem: UnknownFormat}
}

package importer

import "context"

// isREDCap reports whether a file is a REDCap data dictionary, an instrument zip or metadata in JSON.
func isREDCap(*source) bool { return false }

// readREDCap reads a REDCap data dictionary, an instrument zip or metadata in JSON.
func readREDCap(context.Context, *source) (*Draft, error) {
	return nil, &Error{Problem: UnknownFormat}
}

package store

import (
	"encoding/hex"
	"fmt"
)

// Extract is everything that a file holds about one person, for that person to see. It is plain values: casework turns
// it into something to read. What the whole family shares, such as meetings, is in it too; what other members of the
// family answered about themselves is not.
type Extract struct {
	Person         Person
	Family         Family
	Episodes       []Episode
	Meetings       []Meeting
	Events         []Event
	Goals          []Goal
	Drafts         []Administration // that the person gives or that are about the person
	Results        []Scored         // every revision, given by the person or about the person
	Rivals         []Given          // contents that gave way to another one when files were merged
	Methods        []MethodUsed
	Notices        []Notice
	Participations []Participation
	Sharings       []Sharing
	Participants   []Participant
	Missed         []Missed
	Appointments   []Appointment // of the whole family
	Requests       []Request
	Versions       []Version  // what was recorded about the person and the family before and after each change
	Log            []LogEntry // who did what with the family's record, newest first
}

// LogHead is the length of the access log and its last chain value. Noted outside the file, it shows later whether the
// file has been put back to an earlier state.
type LogHead struct {
	Count int64
	MAC   []byte
}

// String is the count and the first ten bytes of the chain value in hexadecimal, for printing.
func (h LogHead) String() string {
	return fmt.Sprintf("%d:%s", h.Count, hex.EncodeToString(h.MAC[:min(len(h.MAC), 10)]))
}

// RolledBackError: the access log does not contain what was noted earlier. The file is an older copy, or another one.
type RolledBackError struct{ Noted, Have LogHead }

func (e *RolledBackError) Error() string {
	return fmt.Sprintf("the access log does not contain %s, it ends at %s", e.Noted, e.Have)
}

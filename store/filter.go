package store

// FamilyFilter limits a list of families. Zero fields do not limit.
type FamilyFilter struct {
	Text   string // part of a code, case ignored
	Open   bool   // only families in work
	Worker WorkerID
	Team   TeamID
	Limit  int
}

// FamilyRow is one line of the list of families.
type FamilyRow struct {
	Family
	Episode   Episode // the newest; zero ID: none
	Worker    string  // code of the main worker
	Team      string  // code
	Persons   int
	LastSeen  Date // newest answered date or meeting
	Drafts    int
	OpenRisks int // flagged answers not yet talked about
}

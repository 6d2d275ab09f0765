package store

import "time"

// Action is what was done with a record.
type Action string

// Actions in the access log.
const (
	ActView    Action = "view"
	ActAdd     Action = "add"
	ActChange  Action = "change"
	ActExport  Action = "export"
	ActDelete  Action = "delete"
	ActUnlock  Action = "unlock"
	ActLock    Action = "lock"
	ActDenied  Action = "denied"
	ActShown   Action = "risk-prompt-shown"
	ActImport  Action = "import"
	ActSetting Action = "setting"
)

// LogEntry is one line of the access log. Entries are chained: MAC is an HMAC-SHA256, under a key derived
// from the workspace's data key, over the previous MAC and this entry.
type LogEntry struct {
	Seq    int64
	At     time.Time
	Worker WorkerID
	Action Action
	Family FamilyID // zero: not about one family
	Object string   // kind and id or code of what was handled
	Why    string
	MAC    []byte
}

package powercut

import "github.com/mittari/mittari/store/internal/physical"

// Fault is what befalls a single operation while all others are done as told.
type Fault byte

// Faults of one write, and LostSync of one sync.
const (
	TornHead  Fault = iota // only the first half of the write's sectors is there
	TornTail               // only the last half
	Lost                   // nothing of it; with writes after it there, this is their order changed
	LostSync               // the disk said that it was done, and nothing since the file's sync before is there
	NumFaults = iota
)

// Window is how far after operation at a cut may come: it returns the number of steps that have happened at most. A
// write stands until the next sync of its file. A sync that was a lie is found out as long as nothing was built upon
// it: until the next sync, and until another file is touched. Where the log is emptied after a sync of the database
// that never was, what the log held is gone, and no program can help it.
func Window(steps []Step, at int) int {
	for i := at + 1; i < len(steps); i++ {
		s := steps[i]
		switch {
		case s.IsMark():
		case s.Kind == physical.Sync && s.Path == steps[at].Path:
			return i
		case steps[at].Kind == physical.Sync && s.Path != steps[at].Path:
			return i
		}
	}
	return len(steps)
}

// Only is what is left of base after the first cut of steps, all of them on the disk except for one fault at step at.
// That step is a write, or for LostSync a sync.
func Only(steps []Step, base Files, at, cut int, fault Fault) Files {
	files := base.clone()
	from := at // of a sync: nothing of the file since here
	if fault == LostSync {
		for from > 0 && (steps[from-1].Kind != physical.Sync || steps[from-1].Path != steps[at].Path) {
			from--
		}
	}
	for i, s := range steps[:cut] {
		if fault == LostSync && i >= from && s.Path == steps[at].Path && s.Kind != physical.Delete {
			continue
		}
		switch s.Kind {
		case physical.Write:
			files.write(s.Operation, keepOf(s, i == at, fault))
		case physical.Truncate:
			files.truncate(s.Operation)
		case physical.Delete:
			delete(files, s.Path)
		case physical.Read, physical.Sync:
		}
	}
	return files
}

func keepOf(s Step, struck bool, fault Fault) func(int64) bool {
	if !struck {
		return all
	}
	half := (int64(len(s.Data))/sector + 1) / 2
	switch fault {
	case TornHead:
		return func(n int64) bool { return n < half }
	case TornTail:
		return func(n int64) bool { return n >= half }
	default:
		return func(int64) bool { return false }
	}
}

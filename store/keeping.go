package store

import "time"

// DefaultBackupEvery is how many days may pass between backups before the program reminds of one, unless set
// otherwise.
const DefaultBackupEvery = 7

// Keeping is what a workspace remembers about its own care.
type Keeping struct {
	LastBackup  time.Time // when the newest backup was made from this file, UTC; zero: none that it knows of
	BackupEvery int       // days, 1–90
}

// BackupDue reports whether a backup is to be reminded of on a day: none was made, or the newest is older than
// BackupEvery days. A clock that went backwards asks for none.
func (k Keeping) BackupDue(day Date) bool {
	if k.LastBackup.IsZero() {
		return true
	}
	return day.DaysSince(DateOf(k.LastBackup)) > k.BackupEvery
}

// Validate checks the number of days.
func (k Keeping) Validate() error {
	if k.BackupEvery < 1 || k.BackupEvery > 90 {
		return &InvalidError{Noun: "keeping", Field: "BackupEvery", Problem: OutOfRange}
	}
	return nil
}

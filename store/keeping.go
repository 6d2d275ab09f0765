package store

import "time"

// What holds unless set otherwise.
const (
	DefaultBackupEvery = 7  // days that may pass between backups before the program reminds of one
	DefaultKeepMonths  = 24 // months that the evaluation copy of a family is kept after its last exit
)

// Keeping is what a workspace remembers about its own care.
type Keeping struct {
	LastBackup  time.Time // when the newest backup was made from this file, UTC; zero: none that it knows of
	BackupEvery int       // days, 1–90
	KeepMonths  int       // months after the last exit, 1–600
}

// BackupDue reports whether a backup is to be reminded of on a day: none was made, or the newest is older than
// BackupEvery days. A clock that went backwards asks for none.
func (k Keeping) BackupDue(day Date) bool {
	if k.LastBackup.IsZero() {
		return true
	}
	return day.DaysSince(DateOf(k.LastBackup)) > k.BackupEvery
}

// Validate checks the numbers.
func (k Keeping) Validate() error {
	if k.BackupEvery < 1 || k.BackupEvery > 90 {
		return &InvalidError{Noun: "keeping", Field: "BackupEvery", Problem: OutOfRange}
	}
	if k.KeepMonths < 1 || k.KeepMonths > 600 {
		return &InvalidError{Noun: "keeping", Field: "KeepMonths", Problem: OutOfRange}
	}
	return nil
}

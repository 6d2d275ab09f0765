// Package sqlite keeps the record of package store in one encrypted file. It is the only place with SQL.
//
// A [Workspace] is one open file. [Create] makes it, [Open] opens it with a key that package vault has
// unlocked; both bring the schema up to date. The encryption, the journal and the lock are package vault's
// work: here a file is a database/sql handle with exactly one connection.
//
// # What is promised
//
//   - A method that has returned without error is on disk. A method that returned an error has changed
//     nothing. Writes are therefore not interrupted half-way when their context ends; they are short.
//   - [Workspace.Batch] makes several writes into one: all of them, or none.
//   - A completed administration is never changed. Triggers refuse it even to SQL typed by hand; a correction
//     is a new row with who, when and why. Only the erasure of a whole family opens the guard.
//   - Everything that may be edited has a history: each save adds an immutable version, and the tables hold the
//     version in force. [Workspace.Changes] tells another file what came after a position, [Workspace.Absorb] takes
//     that in, again or in any order, and [Workspace.StateHash] shows that two files hold the same.
//   - The access log is only appended to. Each entry carries an HMAC-SHA256 over the one before it, under a
//     key derived from the data key; [Workspace.VerifyLog] walks the chain. Entries outlive an erased family:
//     they name it by id and by pseudonymous code, which its tombstone keeps as well.
//
// # One connection
//
// With one connection an open result set blocks every other statement. So every query here is collected
// before it is returned, and [Workspace.EachScored] reads page by page. Inside Batch use only the Workspace
// handed to the function: the outer one waits for the connection, which is taken.
//
// # Small rows
//
// An administration is one row with short numbers for its episode, its people and its manner (definition, wording,
// language, mode, wave and the like, which thousands share); a score is a value and a number for what else it says.
// With all indexes that is about 200 bytes for ten answers, two scales and a risk answer. Many are stored with one
// statement, and the rules that triggers check row by row are checked
// beforehand.
//
//	go test -run '^$' -bench Absorb -benchtime 1x ./store/sqlite
//
// Measured on 2 cores: 41 000 administrations a second at 200 000, 31 000 at a million while the machine was busy with
// other work (18 s of processor time for the million); 198 bytes each.
//
// # Migrations
//
// migrations/NNNN_name.sql are applied in order of number, each in one transaction together with its line in
// the table migration. Released files are never edited: their checksums are compared whenever a file is
// opened. Before an existing file is migrated a verified encrypted copy is put beside it. A file of a newer
// version is refused untouched.
//
// # Fault tests
//
// The tests named Fault and Kill play a scripted year of a family, or one meeting of it, and let everything happen to
// it that happens to a laptop: power cuts, torn, lost and refused writes, lost syncs, kills while answering, merging
// and migrating, a clock that goes backwards, a second process. A few of each run with the other tests, and the whole
// suite of all packages of the store, which prints a table, with
//
//	.ci/faults
//
// # Speed
//
// The cost of a durable answer beside a bare commit of the same driver on a plain file:
//
//	go test -run '^$' -bench SaveDraft ./store/sqlite
package sqlite

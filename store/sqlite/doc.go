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
// # Migrations
//
// migrations/NNNN_name.sql are applied in order of number, each in one transaction together with its line in
// the table migration. Released files are never edited: their checksums are compared whenever a file is
// opened. Before an existing file is migrated a verified encrypted copy is put beside it. A file of a newer
// version is refused untouched.
//
// # Fault tests
//
// The kill test starts the test binary again as a child that answers items, kills it at a random moment and
// looks for every acknowledged answer. A few rounds run with the other tests; two hundred with
//
//	MITTARI_FULL_FAULTS=1 go test -run TestKill -timeout 30m ./store/sqlite
//
// The cost of a durable answer beside a bare commit of the same driver on a plain file:
//
//	go test -run '^$' -bench SaveDraft ./store/sqlite
package sqlite

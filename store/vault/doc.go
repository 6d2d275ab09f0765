// Package vault keeps a SQLite database in one encrypted file.
//
// Every page is sealed with XChaCha20-Poly1305 under a random data key, by a VFS of our own that stands
// between SQLite and the operating system's. The data key lies in the file's header, wrapped once per
// secret under Argon2id: passphrase, printed recovery code, second person. Whatever of the file is
// altered, moved or missing is reported and never read as data; the write-ahead log is sealed too, and
// temporary files never touch the disk. FORMAT.md describes every byte, with test vectors, and lists
// the traps and what is not promised.
//
//	key, err := vault.Create(path, secrets)        // or Unlock(path, vault.SlotPassphrase, text)
//	v, err := vault.Open(ctx, path, key, vault.Options{})
//	key.Forget()
//	v.DB()                                         // an ordinary *sql.DB with one connection
//	v.Notices()                                    // anything a person should hear of
//	v.Close()
//
// # Durability
//
// A commit has reached the disk when it returns (WAL, synchronous FULL; full sync of the drive on macOS).
// After a crash the next Open recovers. If the disk is full, the commit fails with ErrDiskFull and
// everything before it stands.
//
// # One user at a time
//
// A vault is open in one process, once. A second attempt gets ErrInUse within a fraction of a second.
// Nothing in the process may open the file by other means meanwhile.
//
// # Errors
//
// Errors of DB are the driver's; Vault.Classify turns them into those of this package by result code. A
// wrong secret and damage are never mistaken for each other.
//
// # Tests
//
// An ordinary run draws a few samples of every fault. The full suite (400 simulated power cuts per
// journal mode, 1000 kills with signal 9 while saving and 100 each while backing up and putting under a
// new key, a full disk at every single write, 10,000 flipped bits, a file past 1 GiB) takes a quarter of
// an hour and must pass before the driver, the format or the VFS changes. .ci/faults runs it with those
// of the packages above, or by itself:
//
//	MITTARI_FULL_FAULTS=1 go test -count=1 -timeout 1h ./store/vault
//
// All unsafe code is in cabi.go, all package state in registry.go. go vet needs -unsafeptr=false here.
package vault

// Package bundle packs records into one sealed file and opens it again: what travels between laptops on a stick.
//
//	Writer ──versions, administrations, files, wordings──▶ blocks ▶ deflate ▶ age ▶ file
//	Check  ◀──────────── reads all of it, changes nothing ────────────────────────┘
//	Checked.Each ◀────── only then hands out what is inside, block by block ──────┘
//
// The seal is the age format (X25519 recipients, or one passphrase). Inside stand a manifest, the records in blocks of
// their own, and a trailer with a count, a SHA-256 and the Ed25519 signature of whoever packed. FORMAT.md describes
// every byte. Nothing is handed out before the whole file has been read and its trailer was right. Memory does not
// grow with the length of a bundle.
//
// The package knows nothing of databases: what is packed, for whom and what is done with it is decided by its caller.
package bundle

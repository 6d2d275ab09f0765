// Package vault keeps a SQLite database in one encrypted file.
package vault

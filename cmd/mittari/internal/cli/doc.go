// Package cli is the command line: one constructor a file for each command, everything wired in one place, and
// the one map from errors to exit codes.
//
// Results go to standard output, as text for people or with --json for machines; progress, questions and errors
// go to standard error. Errors are worded by package lang. The passphrase comes from a prompt without echo, from
// --passphrase-file or from --passphrase-fd; no argument and no environment variable can carry it, since both
// can be seen by others on the same machine and end up in histories.
package cli

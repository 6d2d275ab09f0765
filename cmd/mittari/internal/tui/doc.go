// Package tui is the terminal app: a root that holds a stack of screens, and what is common to all of them.
//
// The root draws header, messages and footer; a screen draws the rest and is opaque to the root. Screens ask for
// each other by routes (package screen); routes.go is the one list of them. What a screen's command returns comes
// back to that screen, whatever is on top by then, and only the screen on top can send the user elsewhere.
//
// Respondent mode: while the screen on top is Locked, the root draws nothing of its own and every key goes to that
// screen; interrupt, suspend and quit messages are dropped. The program locks itself after a time without keys:
// it closes the record, forgets every screen and asks for the passphrase.
package tui

// Package screen is the small kit that every screen builds on: what a screen is, what it is given, and the
// messages by which it asks the root for another screen. It knows no screen itself.
//
// The rules: Update decides, and neither computes scores, reads the clock nor touches files. Work is a
// tea.Cmd that calls casework and returns one message; a failure is a message too. Screens reach each other
// by sending a route, never by importing one another. Meaning is never carried by colour alone.
package screen

// Package meeting is one meeting with a family: who is here, what is due of them and how long it takes, and from there
// the forms one after the other. Where answers are kept apart only one guardian is here at a time, and nothing of the
// other's stands on the screen.
package meeting

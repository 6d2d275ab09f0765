// Package family is one family: its members, what is due, what has happened, and the keys to everything that is done
// with it. Results of guardians are opened one by one and never put beside each other here.
package family

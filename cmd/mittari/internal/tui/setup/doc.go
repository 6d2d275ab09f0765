// Package setup is the first run: language, passphrase, recovery code, team and PIN, in that order. Nothing is
// written before the last step, and until then one can always go back.
package setup

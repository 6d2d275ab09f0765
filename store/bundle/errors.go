package bundle

import "fmt"

// Fault is what is wrong with a bundle or with the keys it was tried with. Compare with errors.Is.
type Fault struct{ key string }

// Error implements error.
func (f *Fault) Error() string { return "bundle: " + f.key }

// MessageKey names the sentence for it in the catalogues.
func (f *Fault) MessageKey() (string, []any) { return "bundle-" + f.key, nil }

// Faults. After any of them nothing of the bundle has been handed out.
var (
	ErrNotBundle       = &Fault{"not"}              // another kind of file
	ErrCutShort        = &Fault{"cut"}              // the end is missing
	ErrAltered         = &Fault{"altered"}          // some byte is not what was packed
	ErrWrongRecipient  = &Fault{"recipient"}        // sealed for other keys
	ErrNeedsPassphrase = &Fault{"needs-passphrase"} // sealed with a passphrase; none was given
	ErrWrongPassphrase = &Fault{"passphrase"}
	ErrBadRecipient    = &Fault{"bad-recipient"}   // not a public key for bundles
	ErrTwoSeals        = &Fault{"two-seals"}       // age does not mix a passphrase with keys
	ErrNoSeal          = &Fault{"no-seal"}         // neither a recipient nor a passphrase
	ErrMalformed       = &Fault{"malformed"}       // signed, and yet against the rules of the format
	ErrBadFile         = &Fault{"file"}            // a file in it has a name or size that is not allowed
	ErrAnotherFile     = &Fault{"swapped-reading"} // the file changed between checking and reading
)

// NewerError: packed by a newer version of the program.
type NewerError struct{ Have, Know int }

// Error implements error.
func (e *NewerError) Error() string {
	return fmt.Sprintf("bundle of format %d, this program knows up to %d", e.Have, e.Know)
}

// MessageKey names the sentence for it in the catalogues.
func (e *NewerError) MessageKey() (string, []any) {
	return "bundle-newer", []any{"have", e.Have, "know", e.Know}
}

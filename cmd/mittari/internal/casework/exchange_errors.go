package casework

import (
	"crypto/ed25519"
	"strings"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

// Refusals of exchange.
var (
	ErrNothingNew      = &Refusal{"bundle-nothing-new"}    // the recipient has had everything
	ErrNothingBefore   = &Refusal{"bundle-nothing-before"} // there is no last bundle to repeat
	ErrNoRecipient     = &Refusal{"bundle-no-recipient"}   // no such name
	ErrNameTaken       = &Refusal{"bundle-name-taken"}     // the name stands for another key
	ErrBadName         = &Refusal{"bundle-bad-name"}       // empty, or a key itself
	ErrOwnBundle       = &Refusal{"bundle-own"}            // packed from this very file
	ErrDemoIntoReal    = &Refusal{"bundle-demo-into-real"} // invented data never mix with real ones
	ErrRealIntoDemo    = &Refusal{"bundle-real-into-demo"} //
	ErrErasedKeepsCode = &Refusal{"erased-keeps-code"}     // an erased family keeps its code: its side is to be chosen
	ErrWitness         = &Refusal{"bundle-witness"}        // a second person's code is needed
	ErrForEvaluator    = &Refusal{"bundle-for-evaluator"}  // pseudonymous, and this file holds codes
	ErrWithCodes       = &Refusal{"bundle-with-codes"}     // with codes, and this is an evaluator's file
	ErrDefinitionsIn   = &Refusal{"bundle-definitions"}    // instruments are installed, not merged
	ErrNoDefinitions   = &Refusal{"bundle-no-definitions"} // a record where instruments were expected
	ErrEmptyBundle     = &Refusal{"bundle-empty"}          // nothing was chosen to be packed
	ErrOtherContents   = &Refusal{"bundle-other-contents"} // a definition of that version is there and differs
	ErrNoConflict      = &Refusal{"bundle-no-conflict"}    // no conflict of that name
	ErrNoChoice        = &Refusal{"bundle-no-choice"}      // no side of that letter
	ErrNoBundles       = &Refusal{"bundle-none-found"}     // no file where they were looked for
)

func signerMark(key ed25519.PrivateKey) bundle.Mark {
	public, _ := key.Public().(ed25519.PublicKey)
	return bundle.MarkOf(public)
}

// SignerError: a bundle is signed with a key that nobody here has vouched for. It is taken once the person who opens it
// has compared the fingerprint with the sender and says so.
type SignerError struct {
	Sender  string
	Mark    bundle.Mark
	Known   bundle.Mark // the key the sender had before; empty: none
	Changed bool
}

// Error implements error.
func (e *SignerError) Error() string { return "signed with an unknown key " + e.Mark.Hex }

// MessageKey names the sentence for it in the catalogues.
func (e *SignerError) MessageKey() (string, []any) {
	facts := []any{"sender", e.Sender, "mark", e.Mark.String(), "known", e.Known.String(), "words", e.Mark.Words}
	if e.Changed {
		return "bundle-signer-changed", facts
	}
	return "bundle-signer-unknown", facts
}

// UnknownWitnessError: no worker here or in the bundles has the code of the second person.
type UnknownWitnessError struct{ Known []string } // codes that would do, in order; empty: the file knows nobody else

// Error implements error.
func (e *UnknownWitnessError) Error() string { return "the witness is not known" }

// MessageKey names the sentence for it in the catalogues.
func (e *UnknownWitnessError) MessageKey() (string, []any) {
	if len(e.Known) == 0 {
		return "bundle-no-witness", nil
	}
	return "bundle-unknown-witness", []any{"known", listed(e.Known)}
}

// listed is a list that fits into a sentence.
func listed(all []string) string {
	const most = 12
	if len(all) > most {
		return strings.Join(all[:most], ", ") + ", …"
	}
	return strings.Join(all, ", ")
}

// SmallGroupsError: some families stand so alone in what an evaluator would see that they could be known by it.
type SmallGroupsError struct{ Report GroupReport }

// Error implements error.
func (e *SmallGroupsError) Error() string { return "families in groups that are too small" }

// MessageKey names the sentence for it in the catalogues.
func (e *SmallGroupsError) MessageKey() (string, []any) {
	return "bundle-small-groups", []any{"small", e.Report.Small, "families", e.Report.Families, "least", LeastGroup}
}

// newerRecord: what a bundle holds was written by a newer program.
func newerRecord(m bundle.Manifest, schema int) error {
	if m.Schema > schema {
		return &store.NewerSchemaError{Have: m.Schema, Know: schema}
	}
	return nil
}

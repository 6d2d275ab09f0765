package cli

import (
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/store/bundle"
)

// TestEveryFaultOfABundleHasWords: what happened and what to do, in every language.
func TestEveryFaultOfABundleHasWords(t *testing.T) {
	faults := []error{
		bundle.ErrNotBundle, bundle.ErrCutShort, bundle.ErrAltered, bundle.ErrWrongRecipient, bundle.ErrNeedsPassphrase,
		bundle.ErrWrongPassphrase, bundle.ErrBadRecipient, bundle.ErrTwoSeals, bundle.ErrNoSeal, bundle.ErrMalformed, bundle.ErrBadFile,
		bundle.ErrAnotherFile, &bundle.NewerError{Have: 2, Know: 1},
		casework.ErrNothingNew, casework.ErrNothingBefore, casework.ErrNoRecipient, casework.ErrNameTaken, casework.ErrBadName,
		casework.ErrOwnBundle, casework.ErrDemoIntoReal, casework.ErrRealIntoDemo, casework.ErrWitness, &casework.UnknownWitnessError{}, &casework.UnknownWitnessError{Known: []string{"T1"}}, casework.ErrForEvaluator,
		casework.ErrWithCodes, casework.ErrDefinitionsIn, casework.ErrNoDefinitions, casework.ErrEmptyBundle, casework.ErrOtherContents,
		casework.ErrNoConflict, casework.ErrErasedKeepsCode, casework.ErrNoChoice, &casework.SignerError{Sender: "T1"}, &casework.SignerError{Sender: "T1", Changed: true},
		&casework.SmallGroupsError{},
	}
	for _, tag := range lang.Languages() {
		l, err := lang.New(tag)
		if err != nil {
			t.Fatal(err)
		}
		unknown := l.T("error.unknown.what")
		for _, fault := range faults {
			s := l.Err(fault)
			if s.What == "" || s.Do == "" || s.What == unknown || strings.ContainsAny(s.String(), "⟨") || strings.Contains(s.String(), "<no value>") {
				t.Errorf("%s: %v: %+v", tag, fault, s)
			}
		}
	}
}

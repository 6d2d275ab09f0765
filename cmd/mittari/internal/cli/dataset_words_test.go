package cli

import (
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/export/dataset"
)

// TestEveryRefusalOfADatasetHasWords: what happened and what to do, in every language.
func TestEveryRefusalOfADatasetHasWords(t *testing.T) {
	for _, tag := range lang.Languages() {
		l, err := lang.New(tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range []error{
			&dataset.SmallGroupsError{}, &dataset.SmallGroupsError{Enough: []dataset.Step{dataset.DropArea}},
			&dataset.ExistsError{Path: "x"}, &dataset.ExistsError{Path: "x", Dataset: true},
		} {
			s := l.Err(fault)
			if s.What == "" || s.Do == "" || s.What == l.T("error.unknown.what") || strings.Contains(s.String(), "<no value>") {
				t.Errorf("%s: %v: %+v", tag, fault, s)
			}
		}
	}
}

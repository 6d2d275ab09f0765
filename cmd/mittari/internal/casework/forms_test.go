package casework_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
)

// twoForms is a REDCap dictionary with two forms of one question each.
const twoForms = "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\"\n" +
	"a1,mood_diary,,radio,first,\"0, none | 1, some\"\nb1,phq_9,,radio,second,\"0, none | 1, some\"\n"

func TestAFormOfAFileIsChosenByNameNumberOrInstrument(t *testing.T) {
	for _, c := range []struct {
		name string
		file casework.WordingFile
		want string // name of the only item; empty: the error below
		fail *casework.FormsError
	}{
		{"nothing said", casework.WordingFile{}, "", &casework.FormsError{Names: []string{"mood_diary", "phq_9"}}},
		{"by name", casework.WordingFile{Form: "Mood diary"}, "a1", nil},
		{"by number", casework.WordingFile{Form: "2"}, "b1", nil},
		{"number too high", casework.WordingFile{Form: "3"}, "", &casework.FormsError{Names: []string{"mood_diary", "phq_9"}, Asked: "3"}},
		{"called as the instrument", casework.WordingFile{Instrument: "phq-9"}, "b1", nil},
		{"name wins over the instrument", casework.WordingFile{Instrument: "phq-9", Form: "mood_diary"}, "a1", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.file.Name, c.file.Content = "dictionary.csv", strings.NewReader(twoForms)
			draft, err := casework.ReadDraft(t.Context(), c.file)
			if c.fail != nil {
				var several *casework.FormsError
				if !errors.As(err, &several) {
					t.Fatalf("%v, want *FormsError", err)
				}
				if diff := cmp.Diff(c.fail, several); diff != "" {
					t.Error(diff)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(draft.Items) != 1 || draft.Items[0].LinkID != c.want {
				t.Errorf("items %+v, want %s", draft.Items, c.want)
			}
		})
	}
}

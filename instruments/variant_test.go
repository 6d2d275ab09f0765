package instruments_test

import (
	"testing"
	"testing/fstest"

	"github.com/mittari/mittari/instruments"
)

// TestEasyFinnish_is_another_wording_of_the_same_definition: the hash that results name is that of before, the words
// are other words, and every code has one.
func TestEasyFinnish_is_another_wording_of_the_same_definition(t *testing.T) {
	for _, id := range []instruments.ID{"goals", "meeting-feedback", "demo-checkin"} {
		d := get(t, id)
		easy, plain := d.Own[instruments.EasyFinnish], d.Own[instruments.Finnish]
		if err := easy.Validate(d); err != nil {
			t.Errorf("%s: %v", id, err)
		}
		if easy.Hash == "" || easy.Hash == plain.Hash || easy.Instruction == plain.Instruction {
			t.Errorf("%s: the easier words are those of before", id)
		}
	}
}

func TestVariant_that_is_broken_or_missing(t *testing.T) {
	d := get(t, "goals")
	files, err := instruments.Files(d, nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := fstest.MapFS{}
	for name, data := range files {
		dir[name] = &fstest.MapFile{Data: data}
	}
	const easy = "wording.fi-x-selko.yaml"
	if dir[easy] == nil {
		t.Fatal("the easier words are not written with the definition")
	}
	whole, err := instruments.Load(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	delete(dir, easy)
	without, err := instruments.Load(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	if whole.Hash != without.Hash || len(without.Own) != len(whole.Own)-1 {
		t.Errorf("hash %s and %s, %d and %d wordings", whole.Hash, without.Hash, len(whole.Own), len(without.Own))
	}
	dir[easy] = &fstest.MapFile{Data: []byte("titel: x\n")}
	if _, err := instruments.Load(dir, "."); err == nil {
		t.Error("an unknown key in the easier words went unseen")
	}
}

func TestBase(t *testing.T) {
	for tag, want := range map[instruments.Lang]instruments.Lang{"fi-x-selko": "fi", "fi": "fi", "sv": "sv", "ar": "ar"} {
		if got := tag.Base(); got != want {
			t.Errorf("base of %s is %s, want %s", tag, got, want)
		}
	}
	if got := (instruments.Text{"en": "e", "fi": "f", "sv": "s"}).In(instruments.EasyFinnish); got != "f" {
		t.Errorf("a short text in easy Finnish is %q", got)
	}
}

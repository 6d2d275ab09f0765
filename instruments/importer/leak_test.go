package importer_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/mittari/mittari/instruments/importer"
)

// sentence is how many words a text of a form must have to count as its wording; shorter ones are everybody's words.
const sentence = 4

// sentenceLetters is how many it must have besides: names of fields have words of one.
const sentenceLetters = 12

// TestRepository_holds_nobodys_wording compares every file of the project with every text of the third-party forms:
// titles apart, no question, instruction or answer of four words or more stands in any of them, in any language.
func TestRepository_holds_nobodys_wording(t *testing.T) {
	forms := os.Getenv("MITTARI_REFERENCE_DATA")
	if forms == "" {
		t.Skip("MITTARI_REFERENCE_DATA is not set: no third-party forms to compare with")
	}
	wording := newPhrases()
	files := 0
	each(t, filepath.Join(forms, "forms"), func(path string, data []byte) {
		draft, err := importer.Read(t.Context(), filepath.Base(path), strings.NewReader(string(data)), os.DirFS(filepath.Dir(path)), importer.DefaultLimits())
		if err != nil {
			return // what is damaged is another test's matter
		}
		files++
		wording.addDraft(draft)
	})
	if files < 40 || wording.n < 1000 {
		t.Fatalf("only %d texts of %d forms were read: the comparison proves little", wording.n, files)
	}
	if found := wording.in("Foo. " + wording.sample + "!"); found == "" {
		t.Fatal("a text of a form is not found again")
	}
	each(t, filepath.Join("..", ".."), func(path string, data []byte) {
		if found := wording.in(string(data)); found != "" {
			t.Errorf("%s holds a third party's wording: %q", path, found)
		}
	})
	t.Logf("%d texts of %d forms", wording.n, files)
}

// each calls f for every file below root, version control apart.
func each(t *testing.T, root string, f func(path string, data []byte)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == ".git" {
				return fs.SkipDir
			}
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f(path, data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// phrases finds texts again whatever their case and punctuation.
type phrases struct {
	byStart map[string][]string // normalised texts by their first words
	n       int
	sample  string
}

func newPhrases() *phrases { return &phrases{byStart: map[string][]string{}} }

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

func (p *phrases) add(text string) {
	w := words(text)
	if len(w) < sentence || len(strings.Join(w, "")) < sentenceLetters {
		return
	}
	start := strings.Join(w[:sentence], " ")
	p.byStart[start] = append(p.byStart[start], strings.Join(w, " "))
	p.n++
	p.sample = text
}

func (p *phrases) addDraft(d *importer.Draft) {
	all := append([]importer.Texts{}, d.Intro...)
	for _, s := range d.Sections {
		all = append(all, s.Text)
	}
	for i := range d.Items {
		all = append(all, d.Items[i].Text, d.Items[i].Help)
		for _, o := range d.Items[i].Options {
			all = append(all, o.Text)
		}
	}
	for _, l := range d.Lists {
		for _, o := range l.Options {
			all = append(all, o.Text)
		}
	}
	for _, texts := range all {
		for _, text := range texts {
			p.add(text)
		}
	}
}

// in gives the first text that stands in content, or "".
func (p *phrases) in(content string) string {
	w := words(content)
	for i := 0; i+sentence <= len(w); i++ {
		for _, text := range p.byStart[strings.Join(w[i:i+sentence], " ")] {
			n := strings.Count(text, " ") + 1
			if i+n <= len(w) && strings.Join(w[i:i+n], " ") == text {
				return text
			}
		}
	}
	return ""
}

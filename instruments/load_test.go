package instruments_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
)

func TestLoad_shows_the_line_with_its_neighbours(t *testing.T) {
	folder := edited(t, demo, with("minutes: 1", "minute: 1"))
	_, err := instruments.Load(folder, ".")
	var got *instruments.DefinitionError
	if !errors.As(err, &got) {
		t.Fatalf("got %v, want a *DefinitionError", err)
	}
	lines := strings.Split(strings.TrimRight(got.Excerpt, "\n"), "\n")
	if len(lines) != 3 || !strings.HasPrefix(lines[1], ">") || !strings.Contains(lines[1], "minute: 1") {
		t.Errorf("the excerpt is\n%s", got.Excerpt)
	}
	if want := "instrument.yaml:"; !strings.Contains(err.Error(), want) {
		t.Errorf("%q does not name the file", err)
	}
}

func TestLoad_lists_every_problem_at_once(t *testing.T) {
	folder := edited(t, demo, []edit{{main, "status: released", "status: final"}, {main, "kind: safety", "kind: fire"}})
	_, err := instruments.Load(folder, ".")
	var got instruments.DefinitionErrors
	if !errors.As(err, &got) || len(got) != 2 {
		t.Errorf("got %v, want two problems", err)
	}
}

func TestLoad_writes_out_what_a_file_leaves_unsaid(t *testing.T) {
	d, err := builtin(t).Get("sdq")
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Scale("emotional").Rule.Multiplier; got != 1 {
		t.Errorf("an absent multiplier is %v, want 1", got)
	}
	if got := d.Scale("total").Rule.Scales[0].Weight; got != 1 {
		t.Errorf("an absent weight is %v, want 1", got)
	}
	if got := d.Scale("total").BandsOn; got != instruments.BandsOnReported {
		t.Errorf("absent bands_on is %q", got)
	}
	for _, set := range d.BandSets {
		for _, band := range set.Bands {
			if band.Title["fi"] == "" {
				t.Fatalf("band %s of %s has no title", band.Code, set.Scale)
			}
		}
	}
}

func TestHash_changes_with_every_file_but_the_cases(t *testing.T) {
	load := func(edits ...edit) string {
		d, err := instruments.Load(edited(t, demo, edits), ".")
		if err != nil {
			t.Fatal(err)
		}
		return d.Hash
	}
	plain := load()
	for _, file := range []string{main, "cues.fi.yaml", "cues.sv.yaml", "cues.en.yaml", "wording.fi.yaml", "wording.sv.yaml", "wording.en.yaml"} {
		if load(edit{file, "", "# a remark\n"}) == plain {
			t.Errorf("a change of %s leaves the hash as it was", file)
		}
	}
	if load(edit{cases, "", "# a remark\n"}) != plain {
		t.Error("a change of the cases changes the hash")
	}
}

func TestCatalogue_finds_versions(t *testing.T) {
	second := edited(t, demo, with("version: 1", "version: 2"))
	extra := fstest.MapFS{"README.md": {Data: []byte("beside the folders")}, "demo-checkin/draft/instrument.yaml": {Data: []byte("ignored")}}
	for name, file := range second {
		extra["demo-checkin/2/"+name] = file
	}
	c, err := instruments.OpenCatalogue(extra)
	if err != nil {
		t.Fatal(err)
	}
	newest, err := c.Get("demo-checkin")
	if err != nil || newest.Version != 2 {
		t.Fatalf("the newest is %v, %v", newest, err)
	}
	first, err := c.At(instruments.Ref{ID: "demo-checkin", Version: 1})
	if err != nil || first.Version != 1 {
		t.Fatalf("version 1 is %v, %v", first, err)
	}
	if again, _ := c.At(first.Ref()); again != first {
		t.Error("a definition is loaded again each time it is asked for")
	}
	list, err := c.List()
	if err != nil || len(list) != len(c.Refs())-1 {
		t.Errorf("the list has %d of %d versions, %v", len(list), len(c.Refs()), err)
	}
	for _, missing := range []instruments.Ref{{ID: "demo-checkin", Version: 3}, {ID: "nobody", Version: 1}} {
		if _, err := c.At(missing); !errors.Is(err, instruments.ErrUnknownInstrument) {
			t.Errorf("%s gives %v", missing, err)
		}
	}
	if _, err := c.Get("nobody"); !errors.Is(err, instruments.ErrUnknownInstrument) {
		t.Errorf("an unknown id gives %v", err)
	}
}

func TestCatalogue_refuses_the_same_version_twice(t *testing.T) {
	sub, err := fs.Sub(os.DirFS("."), "library")
	if err != nil {
		t.Fatal(err)
	}
	_, err = instruments.OpenCatalogue(sub)
	var twice *instruments.DuplicateVersionError
	if !errors.As(err, &twice) {
		t.Errorf("got %v, want a *DuplicateVersionError", err)
	}
}

func TestCatalogue_names_a_definition_in_the_wrong_folder_and_lists_the_others(t *testing.T) {
	extra := fstest.MapFS{}
	for name, file := range edited(t, demo, nil) {
		extra["other/1/"+name] = file
	}
	c, err := instruments.OpenCatalogue(extra)
	if err != nil {
		t.Fatal(err)
	}
	list, err := c.List()
	var wrong *instruments.DefinitionError
	if !errors.As(err, &wrong) || wrong.Code != instruments.WrongFolder {
		t.Errorf("got %v, want a finding %s", err, instruments.WrongFolder)
	}
	if len(list) != len(c.Refs())-1 {
		t.Errorf("one broken definition hides others: %d of %d are listed", len(list), len(c.Refs()))
	}
}

// FuzzLoad gives the loader any text as a definition and as its cases: never anything but a finding or a definition that
// can be linted, and that is read back the same once it is written.
func FuzzLoad(f *testing.F) {
	for _, id := range []string{"demo-checkin", "phq-9", "yp-core"} {
		data, err := os.ReadFile("library/" + id + "/1/instrument.yaml")
		if err != nil {
			f.Fatal(err)
		}
		worked, err := os.ReadFile("library/" + id + "/1/cases.yaml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, worked)
	}
	for _, text := range []string{"a: &a [*a, *a]\n", "? - - -\n: [[{", strings.Repeat("\"", 9999), "\ufeffid: a", "id: \"\\e[2J\""} {
		f.Add([]byte(text), []byte(text))
	}
	f.Fuzz(func(t *testing.T, data, worked []byte) {
		if len(data) > 1<<16 || len(worked) > 1<<16 {
			return
		}
		folder := fstest.MapFS{main: {Data: data}, cases: {Data: worked}}
		d, err := instruments.Load(folder, ".")
		if !aboutDefinition(err) {
			t.Errorf("%v is not about the definition", err)
		}
		if err != nil {
			return
		}
		all, err := instruments.LoadCases(folder, ".", d)
		if !aboutDefinition(err) {
			t.Errorf("%v is not about the cases", err)
		}
		_ = instruments.Lint(d, all)
		if r := d.NewResponses(); len(r) != len(d.Items) {
			t.Error("a sheet has another number of items than its definition")
		}
		again, worked2 := written(t, d, all)
		if diff := cmp.Diff(d, again, same()) + cmp.Diff(all, worked2, same()); diff != "" {
			t.Errorf("written and read again it differs:\n%s", diff)
		}
	})
}

func aboutDefinition(err error) bool {
	var one *instruments.DefinitionError
	return err == nil || errors.As(err, &one)
}

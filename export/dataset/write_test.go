package dataset

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/instruments"
)

// contents is everything that can be read in a folder: files as they are, and the parts of those that are packed.
func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		out[path] = raw
		if z, no := zip.NewReader(bytes.NewReader(raw), int64(len(raw))); no == nil {
			for _, f := range z.File {
				r, err := f.Open()
				must(t, err)
				part, err := io.ReadAll(r)
				must(t, err)
				out[path+"!"+f.Name] = part
			}
		}
		for at := 0; strings.HasSuffix(path, ".parquet"); {
			i := bytes.Index(raw[at:], []byte{0x1f, 0x8b, 8})
			if i < 0 {
				break
			}
			at += i + 1
			if z, err := gzip.NewReader(bytes.NewReader(raw[at-1:])); err == nil {
				z.Multistream(false)
				part, _ := io.ReadAll(z)
				out[path] = append(out[path], part...)
			}
		}
		return err
	}))
	return out
}

// TestWrite_nothingOfAPersonIsInAnyFile looks in every part of every format for what the record calls its people.
func TestWrite_nothingOfAPersonIsInAnyFile(t *testing.T) {
	src := sample(t, 40, plainTraits(), 1)
	o := options(t)
	o.Drop = []Step{DropFamily}
	dir, m := written(t, src, o, Formats()...)
	var secret []string
	for _, f := range src.Data.Families {
		secret = append(secret, f.Code, f.ID.String(), string(f.ID[:]))
	}
	for _, p := range src.Data.Persons {
		secret = append(secret, p.Code, p.ID.String(), string(p.ID[:]))
	}
	secret = append(secret, src.Data.Episodes[0].Worker.String(), "2024-03-14", "14.3.2024", "2024-06-22", "A0-T", "Tiimi")
	found := contents(t, dir)
	for path, raw := range found {
		for _, s := range secret {
			if bytes.Contains(raw, []byte(s)) {
				t.Errorf("%s holds %q", path, s)
			}
		}
	}
	rows := map[string]bool{} // the search sees rows, in every format
	for path, raw := range found {
		if bytes.Contains(raw, []byte("young-person")) && bytes.Contains(raw, []byte("guardian")) {
			rows[filepath.Ext(strings.Split(path, "!")[0])] = true
		}
	}
	if !rows[".csv"] || !rows[".xlsx"] || !rows[".parquet"] || len(m.Files) < 20 || m.Hash == "" {
		t.Errorf("rows were looked for in %v, %d files", rows, len(m.Files))
	}
}

func records(t *testing.T, path string) (head map[string]int, rows [][]string) {
	t.Helper()
	f, err := os.Open(path)
	must(t, err)
	defer f.Close() //nolint:errcheck // only read
	all, err := csv.NewReader(f).ReadAll()
	must(t, err)
	head = map[string]int{}
	for i, name := range all[0] {
		head[name] = i
	}
	return head, all[1:]
}

// A missing answer is an empty cell with its reason beside it, and weeks stand for days.
func TestWrite_rows(t *testing.T) {
	src := sample(t, 20, plainTraits(), 1)
	each := src.Each
	src.Each = func(ctx context.Context, f func(a scored) error) error {
		return each(ctx, func(s scored) error {
			if s.ID == id[administrationID](7, 0) {
				s.Responses[2] = instruments.Skip(instruments.DoesNotWant)
				s.Scores[0].Scored, s.Scores[0].Reason = false, "missing"
			}
			return f(s)
		})
	}
	o := options(t)
	o.Drop = []Step{DropFamily, DropGender}
	dir, m := written(t, src, o)
	h, rows := records(t, filepath.Join(dir, "csv", "long.csv"))
	skipped, unscored, scoredRows := 0, 0, 0
	for _, r := range rows {
		switch status := r[h["status"]]; {
		case status == isSkipped && r[h["value"]] == "" && r[h["code"]] == "" && r[h["reason"]] == "does-not-want" && r[h["variable"]] == "3":
			skipped++
		case status == isNotScored && r[h["value"]] == "" && r[h["reported"]] == "":
			unscored++
		case status == isScored && r[h["kind"]] == kindScore && r[h["value"]] != "":
			scoredRows++
		}
		if w := r[h["week"]]; w != "0" && w != "14" {
			t.Errorf("week %q of a day 0 or 100 days after the start", w)
		}
	}
	if skipped != 1 || unscored != 1 || scoredRows != 79 || m.Forms != 80 {
		t.Errorf("%d skipped, %d without a score, %d with one, %d forms", skipped, unscored, scoredRows, m.Forms)
	}
	h, rows = records(t, filepath.Join(dir, "csv", "wide-phq-9-1.csv"))
	if len(rows) != 40 {
		t.Errorf("%d rows for 40 respondents", len(rows))
	}
	for _, r := range rows {
		if r[h["t1_week"]] != "14" || r[h["t1_i9"]] == "" || r[h["family"]] != "" || r[h["gender"]] != "" {
			t.Errorf("%v", r)
		}
	}
	o.WithoutDates = true
	dir, _ = written(t, src, o)
	h, rows = records(t, filepath.Join(dir, "csv", "long.csv"))
	if rows[0][h["week"]] != "" || rows[0][h["year"]] != "" {
		t.Errorf("without dates: %v", rows[0])
	}
}

// Two datasets of one record cannot be laid side by side, and the order of rows does not tell who came first.
func TestWrite_numbersFollowTheMask(t *testing.T) {
	src := sample(t, 30, plainTraits(), 1)
	d, err := Prepare(t.Context(), src, func() Options { o := options(t); o.Coarsen = true; return o }())
	must(t, err)
	inOrder := 0
	for i, p := range d.x.persons {
		if p.ID == src.Data.Persons[i].ID {
			inOrder++
		}
	}
	if inOrder > 10 {
		t.Errorf("%d of 60 persons have the number of their turn", inOrder)
	}
}

func TestWrite_wholeOrNotAtAll(t *testing.T) {
	src := sample(t, 30, plainTraits(), 1)
	o := options(t)
	o.Coarsen = true
	d, err := Prepare(t.Context(), src, o)
	must(t, err)
	parent := t.TempDir()
	dir := filepath.Join(parent, "d")
	atWork := runtime.NumGoroutine()
	for _, format := range Formats() {
		ctx, cancel := context.WithCancel(t.Context())
		order := Order{Path: dir, Formats: []Format{format}, Progress: func(int, int) { cancel() }}
		if _, err := d.Write(ctx, order); !errors.Is(err, context.Canceled) {
			t.Errorf("%s cancelled: %v", format, err)
		}
		cancel()
	}
	for wait := 0; runtime.NumGoroutine() > atWork; wait++ { // one that has told that it is over may take a moment
		if wait == 200 {
			t.Fatalf("%d goroutines before, %d after writing was cancelled", atWork, runtime.NumGoroutine())
		}
		time.Sleep(5 * time.Millisecond)
	}
	refused := errors.New("not logged")
	if _, err := d.Write(t.Context(), Order{Path: dir, Before: func(Manifest) error { return refused }}); !errors.Is(err, refused) {
		t.Errorf("%v", err)
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	first, err := d.Write(t.Context(), Order{Path: dir})
	must(t, err)
	var exists *ExistsError
	if _, err := d.Write(t.Context(), Order{Path: dir}); !errors.As(err, &exists) || !exists.Dataset {
		t.Errorf("%v", err)
	}
	again, err := d.Write(t.Context(), Order{Path: dir, Overwrite: true})
	if err != nil || again.Hash != first.Hash {
		t.Errorf("the same rows have another hash: %v", err)
	}
	other := filepath.Join(parent, "photos")
	must(t, os.Mkdir(other, 0o700))
	if _, err := d.Write(t.Context(), Order{Path: other, Overwrite: true}); !errors.As(err, &exists) || exists.Dataset {
		t.Errorf("another folder was replaced: %v", err)
	}
}

// TestWrite_fhirHoldsTogether checks the structure that the standard asks for: names are unique, every response refers to
// a form of the bundle and answers items that it has with answers that it offers.
func TestWrite_fhirHoldsTogether(t *testing.T) {
	o := options(t)
	o.Coarsen = true
	dir, m := written(t, sample(t, 20, plainTraits(), 1), o, FHIR)
	raw, err := os.ReadFile(filepath.Join(dir, "fhir", "bundle.json"))
	must(t, err)
	var b struct {
		ResourceType, Type string
		Entry              []struct {
			FullURL  string `json:"fullUrl"`
			Resource map[string]any
		}
	}
	must(t, json.Unmarshal(raw, &b))
	if b.ResourceType != "Bundle" || b.Type != "collection" {
		t.Errorf("%s %s", b.ResourceType, b.Type)
	}
	urls, forms, responses := map[string]bool{}, map[string]map[string]bool{}, 0
	for _, e := range b.Entry {
		if e.FullURL == "" || urls[e.FullURL] {
			t.Errorf("name %q is empty or twice", e.FullURL)
		}
		urls[e.FullURL] = true
		r := e.Resource
		if r["resourceType"] == "Questionnaire" {
			links := map[string]bool{}
			for _, item := range r["item"].([]any) {
				links[item.(map[string]any)["linkId"].(string)] = true
			}
			forms[r["url"].(string)+"|"+r["version"].(string)] = links
			continue
		}
		responses++
		links := forms[r["questionnaire"].(string)]
		if r["status"] != "completed" || r["id"] == "" || len(links) == 0 || r["authored"] != nil {
			t.Fatalf("%v", r)
		}
		for _, item := range r["item"].([]any) {
			one := item.(map[string]any)
			if answers := one["answer"].([]any); !links[one["linkId"].(string)] || len(answers) != 1 || len(answers[0].(map[string]any)) != 1 {
				t.Fatalf("%v", item)
			}
		}
	}
	if responses != m.Forms || len(forms) != 1 {
		t.Errorf("%d responses to %d forms, %d were given", responses, len(forms), m.Forms)
	}
}

package importer_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/mittari/mittari/instruments/importer"
)

// fuzzRead reads whatever there is: a draft that holds together, or an error about the file.
func fuzzRead(t *testing.T, data []byte, format importer.Format) {
	t.Helper()
	limits := importer.Limits{Bytes: 1 << 16, Depth: 16, Items: 60}
	draft, err := importer.Read(t.Context(), "form", bytes.NewReader(data), nil, limits)
	if err != nil {
		var problem *importer.Error
		if !errors.As(err, &problem) {
			t.Fatalf("an error that is not about the file: %v", err)
		}
		return
	}
	if draft.Format != format {
		return
	}
	if len(draft.Items) > limits.Items {
		t.Fatalf("%d items", len(draft.Items))
	}
	for i := range draft.Sections {
		if s := &draft.Sections[i]; s.Parent < 0 || s.Parent > i || s.First < 0 || s.First > len(draft.Items) {
			t.Fatalf("section %d lies in %d and begins at %d", i+1, s.Parent, s.First)
		}
	}
	for i := range draft.Items {
		if s := draft.Items[i].Section; s < 0 || s > len(draft.Sections) {
			t.Fatalf("item %d lies in section %d of %d", i, s, len(draft.Sections))
		}
	}
	total := 0
	for _, form := range draft.Forms() {
		total += len(draft.Form(form).Items)
	}
	if total > len(draft.Items) {
		t.Fatalf("the forms have %d items, the whole has %d", total, len(draft.Items))
	}
}

func FuzzREDCap(f *testing.F) {
	f.Add([]byte(ownDictionary))
	f.Add([]byte(dictionaryHead + "a,f,,radio,A,\"1, x|2, y\",,,,,,\"([a]='1') and [b(2)] <> \"\"\"\"\"\n"))
	f.Add([]byte(`[{"field_name":"a","form_name":"f","field_type":"radio","field_label":"A","select_choices_or_calculations":"0, x | 1, y"}]`))
	f.Add([]byte(zipped(f, map[string]string{"instrument.csv": ownDictionary})))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, data, importer.FormatREDCap) })
}

func FuzzLimeSurvey(f *testing.F) {
	for _, text := range limeTwins() {
		f.Add([]byte(text))
	}
	f.Add([]byte(lss(140, rows("questions", "qid=1|gid=7|type=1|title=a"), rows("conditions", "qid=1|cqid=1|cfieldname=X1"))))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, data, importer.FormatLimeSurvey) })
}

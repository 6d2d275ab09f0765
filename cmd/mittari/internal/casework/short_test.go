package casework_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// house is a catalogue with an instrument that the builtin one lacks: the trial form under another id.
func house(t *testing.T) *instruments.Catalogue {
	t.Helper()
	files, err := filepath.Glob("../../../../instruments/library/demo-checkin/1/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of the trial form: %v", err)
	}
	folder := fstest.MapFS{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(data), "id: demo-checkin\n", "id: house-form\n", 1)
		folder["house-form/1/"+filepath.Base(file)] = &fstest.MapFile{Data: []byte(text)}
	}
	cat, err := instruments.OpenCatalogue(folder)
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func TestShort_name_is_in_every_language(t *testing.T) {
	o := newOffice(t)
	var err error
	o.desk, err = casework.NewDesk(t.Context(), o.rec, house(t), o.clock)
	o.must(err)
	f, young, _ := o.family()
	o.complete(o.plan(young, "house-form", store.Start), 1, 1, 1, 1, 1)
	line := func() instruments.Text {
		t.Helper()
		v, err := o.desk.Family(t.Context(), f.ID)
		o.must(err)
		for _, row := range v.Timeline {
			if row.Kind == casework.LineAnswered {
				return row.Short
			}
		}
		t.Fatal("the answered form is not on the timeline")
		return nil
	}
	if diff := cmp.Diff(instruments.Text{"fi": "KOKEILU", "sv": "PROV", "en": "TRIAL"}, line()); diff != "" {
		t.Errorf("short name (-want +got):\n%s", diff)
	}
	o.sit(o.rec) // a program without the instrument
	if diff := cmp.Diff(instruments.Text{"fi": "house-form", "sv": "house-form", "en": "house-form"}, line()); diff != "" {
		t.Errorf("short name of an instrument that is not there (-want +got):\n%s", diff)
	}
}

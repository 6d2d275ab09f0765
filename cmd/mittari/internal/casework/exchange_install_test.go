package casework_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

var ownForm = []bundle.File{{Path: "our-form/1/instrument.yaml", Content: []byte("id: our-form\n")}}

// definitions is a bundle of one definition.
func definitions(t *testing.T, from, to *laptop) []byte {
	t.Helper()
	var out bytes.Buffer
	_, err := from.desk.PackDefinitions(t.Context(), casework.PackOrder{To: to.address(t)}, ownForm, true,
		func(write func(io.Writer) error) error { return write(&out) })
	must(t, err)
	return out.Bytes()
}

// Definitions are installed only when somebody has vouched for who signed them, and wording only where it may be used.
func TestInstall(t *testing.T) {
	evaluator, _ := seeded(t)
	worker := empty(t)
	must(t, evaluator.SaveWording(t.Context(), pack("rcads-25", "beef"), evaluator.desk.Date().Time()))
	must(t, evaluator.SaveWording(t.Context(), pack("demo-checkin", "cafe"), evaluator.desk.Date().Time()))
	raw := definitions(t, evaluator, worker)
	var put []bundle.File
	install := func(accept ...string) (casework.InstalledBundle, error) {
		put = nil
		return worker.desk.Install(t.Context(), casework.InstallOrder{
			File: casework.BundleFile{At: bytes.NewReader(raw), Size: int64(len(raw))}, Accept: accept,
		}, func(files []bundle.File) error { put = files; return nil })
	}
	var signer *casework.SignerError
	if _, err := install(); !errors.As(err, &signer) || put != nil {
		t.Fatalf("a stranger's definitions: %v", err)
	}
	done, err := install(signer.Mark.Hex)
	must(t, err)
	if diff := gocmp.Diff(ownForm, put); diff != "" {
		t.Error(diff)
	}
	if done.Manifest.Sender != "ES-1/T3" || len(done.Wordings) != 2 {
		t.Errorf("%+v", done)
	}
	for _, w := range done.Wordings {
		if refused := w.Err != nil; refused != (w.Instrument == "rcads-25") {
			t.Errorf("%s: %v", w.Instrument, w.Err)
		}
	}
	if _, err := install(); err != nil {
		t.Errorf("the signer is known now: %v", err)
	}
	entries, err := worker.Entries(t.Context(), store.FamilyID{}, 1)
	must(t, err)
	if entries[0].Action != store.ActImport {
		t.Errorf("%+v", entries[0])
	}
}

package main

import (
	"os"
	"slices"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest/deeds"
	"github.com/mittari/mittari/store/storetest"
)

// few are the deeds after which the program is killed in every run; the full suite kills it after each.
func few() []string { return []string{"answer", "goal", "talked about"} }

// TestFaultKillOnEveryScreen does every deed in the real program and kills it with signal 9 as soon as the window says
// that it is done. Opened again, the file is whole and holds it.
func TestFaultKillOnEveryScreen(t *testing.T) {
	all, killed := deeds.All(), 0
	for _, d := range all {
		if os.Getenv("MITTARI_FULL_FAULTS") == "" && !slices.Contains(few(), d.Name) {
			continue
		}
		t.Run(d.Name, func(t *testing.T) {
			killAfter(t, d)
			killed++
		})
	}
	t.Logf("fault: kill -9 on every screen that writes | %d | %d | 0", killed, killed) // a line of .ci/faults
	if killed < len(few()) {
		t.Errorf("killed after %d deeds only", killed)
	}
}

func killAfter(t *testing.T, d deeds.Deed) {
	t.Helper()
	p := deeds.Lay(t, d)
	p.Now = time.Now // as the program has it
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	ui := program(t, t.TempDir(), "--workspace", p.Path, "--lang", "en")
	ui.Sees("Passphrase")
	ui.Type(storetest.Passphrase)
	ui.Press("enter")
	ui.Sees("Mittari Today")
	d.Do(ui, p)
	ui.kill()

	w := reopen(t, p)
	defer func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := w.VerifyLog(t.Context()); err != nil {
		t.Error(err)
	}
	if err := w.Vault().Verify(t.Context()); err != nil {
		t.Error(err)
	}
	if kept, err := d.Kept(t.Context(), p.At(t, &storetest.Record{Workspace: w, Path: p.Path})); err != nil || !kept {
		t.Errorf("acknowledged, and not there, %v", err)
	}
}

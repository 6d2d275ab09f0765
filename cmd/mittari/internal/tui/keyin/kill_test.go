package keyin

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/vault"
)

// keyingChild names, in the environment, the file into which a started-again test binary keys a form.
const keyingChild = "MITTARI_TEST_KEYING"

// TestKeyingChild is the other process: it keys one form after the other in twice on the real screen, and says what stands
// there as taken. Outside of TestFault_killWhileKeying it has nothing to do.
func TestKeyingChild(t *testing.T) {
	path := os.Getenv(keyingChild)
	if path == "" {
		return
	}
	key, err := vault.Unlock(path, vault.SlotPassphrase, storetest.Passphrase)
	if err != nil {
		t.Fatal(err)
	}
	w, err := sqlite.Open(t.Context(), path, key, storetest.Options())
	if err != nil {
		t.Fatal(err)
	}
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	desk, err := casework.NewDesk(t.Context(), cabinet.Record{Workspace: w}, cat, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	env := uitest.Env(t, "en")
	env.Desk, env.Catalogue, env.Clock = desk, cat, storetest.Now
	seed := storetest.NewSeed(t)
	for {
		plan := casework.Plan{Episode: seed.Episode.ID, Respondent: seed.Girl.ID, Instrument: "rcads-47", Wave: store.ThreeMonths}
		ui, h := uitest.Show(t, New(env, screen.KeyIn{Begin: &plan}), 80, 20)
		ui.Type("20.3.2026").Press("enter")
		m, _ := h.Screen.(*Model)
		id := m.sitting.Administration().ID
		for _, keying := range []string{"first", "second"} {
			for i := range m.grid.cells {
				ui.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(strconv.Itoa(i % 4))})
				fmt.Printf("%x %s %d %s\n", id[:], keying, i, m.value(&m.grid.cells[i]))
			}
			ui.Press("t")
		}
	}
}

// TestFault_killWhileKeying kills a process that keys a form in. Whatever stood on its screen as taken is in the file.
func TestFault_killWhileKeying(t *testing.T) {
	kills := 3
	if os.Getenv("MITTARI_FULL_FAULTS") != "" {
		kills = 200
	}
	r := storetest.Open(t)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	taken := 0
	for i := range kills {
		said := killAfter(t, r.Path, 5+i*41%90)
		w, err := sqlite.Open(t.Context(), r.Path, storetest.Key(t, r.Path), storetest.Options())
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range said {
			taken++
			checkTaken(t, w, line)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("fault: kill -9 while keying in from paper | %d | %d | 0", kills, taken) // a line of .ci/faults
	if taken < 5*kills {
		t.Errorf("only %d answers were taken: the test has proved little", taken)
	}
}

// killAfter lets the child take a number of answers, kills it and gives every line that it had said by then.
func killAfter(t *testing.T, path string, answers int) []string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "-test.run=^TestKeyingChild$", "-test.timeout=120s")
	cmd.Env = append(os.Environ(), keyingChild+"="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var said []string
	in := bufio.NewReader(out)
	for {
		line, err := in.ReadString('\n')
		if err != nil { // killed; half a line at the end was not said
			if err != io.EOF {
				t.Fatal(err)
			}
			break
		}
		said = append(said, strings.TrimSpace(line))
		if len(said) == answers {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = cmd.Wait() // killed
	if len(said) < answers {
		t.Fatalf("the other process ended by itself after %q", said)
	}
	return said
}

func checkTaken(t *testing.T, w *sqlite.Workspace, line string) {
	t.Helper()
	f := strings.Fields(line)
	if len(f) != 4 {
		t.Fatalf("the other process said %q", line)
	}
	raw, err := hex.DecodeString(f[0])
	if err != nil {
		t.Fatal(err)
	}
	a, err := w.Administration(t.Context(), store.AdministrationID(raw))
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	at, err := strconv.Atoi(f[2])
	if err != nil {
		t.Fatal(err)
	}
	sheet := a.Responses
	if f[1] == "second" {
		sheet = a.Second
	}
	if len(sheet) <= at || sheet[at].State != instruments.Answered || strconv.Itoa(int(sheet[at].Code)) != f[3] {
		t.Errorf("%s keying: item %d stood as %s and is stored as %s", f[1], at+1, f[3], sheet.Encode())
	}
}

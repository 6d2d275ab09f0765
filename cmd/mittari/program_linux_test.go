package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest/deeds"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// asProgram, in the environment, makes the test binary the program.
const asProgram = "MITTARI_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		_ = os.Unsetenv(asProgram)
		main()
	}
	os.Exit(m.Run())
}

// program starts the program in a terminal, with an empty home of its own.
func program(t *testing.T, home string, args ...string) *terminal {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	env := []string{
		asProgram + "=1", "HOME=" + home, "PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.TempDir(), "TERM=xterm-256color", "LANG=C.UTF-8",
		"GORACE=" + os.Getenv("GORACE"),
	}
	return sit(t, env, self, args...)
}

// cursor is the line with the cursor.
func cursor(view string) string {
	for line := range strings.Lines(view) {
		if strings.Contains(line, "▸") {
			return line
		}
	}
	return ""
}

// Choose goes down until the line with the cursor holds a text. A key that was drawn late may have carried the cursor
// past it, so it begins at the top again when it goes no further.
func (t *terminal) Choose(text string) {
	t.tb.Helper()
	for range 200 {
		line := cursor(t.settled())
		if strings.Contains(strings.Join(strings.Fields(line), " "), text) {
			return
		}
		t.Press("down")
		if cursor(t.settled()) == line {
			t.Press("home")
		}
	}
	t.tb.Fatalf("%q cannot be chosen:\n%s", text, t.View())
}

// settled is what stands in the window when nothing has been drawn for a few frames.
func (t *terminal) settled() string {
	for {
		before := t.drawnBytes()
		time.Sleep(60 * time.Millisecond)
		if t.drawnBytes() == before {
			return t.View()
		}
	}
}

// reopen opens the record of a place when the program has let go of it.
func reopen(t *testing.T, p *deeds.Place) *sqlite.Workspace {
	t.Helper()
	w, err := sqlite.Open(t.Context(), p.Path, storetest.Key(t, p.Path), storetest.Options())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

package workbook_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/export/workbook"
)

// watch asks the system to note every file made or renamed in a folder; the function returned gives their names.
func watch(t *testing.T, dir string) func() []string {
	t.Helper()
	fd, err := syscall.InotifyInit1(syscall.IN_NONBLOCK | syscall.IN_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := syscall.InotifyAddWatch(fd, dir, syscall.IN_CREATE|syscall.IN_MOVED_TO); err != nil {
		t.Fatal(err)
	}
	return func() (names []string) {
		buf := make([]byte, 64<<10)
		n, err := syscall.Read(fd, buf)
		if err != nil && err != syscall.EAGAIN {
			t.Fatal(err)
		}
		for b := buf[:max(n, 0)]; len(b) >= syscall.SizeofInotifyEvent; {
			size := int(b[12]) | int(b[13])<<8 // how long the name is, with the zeros after it
			names = append(names, string(bytes.TrimRight(b[16:16+size], "\x00")))
			b = b[16+size:]
		}
		if err := syscall.Close(fd); err != nil {
			t.Error(err)
		}
		return names
	}
}

// elsewhere makes a folder of the test's own the one for temporary files.
func elsewhere(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, v := range []string{"TMPDIR", "TEMP", "TMP"} {
		t.Setenv(v, dir)
	}
	return dir
}

func TestWatchSeesWhatIsGoneAgain(t *testing.T) {
	dir := elsewhere(t)
	seen := watch(t, dir)
	f, err := os.Create(filepath.Join(os.TempDir(), "x"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(f.Name()); err != nil {
		t.Fatal(err)
	}
	if names := seen(); len(names) != 1 {
		t.Errorf("seen: %v", names)
	}
}

// A sheet of 40 MB is past the size from which the library's own stream writer goes to disk. Nothing is made but the
// file itself, and in that nothing can be read.
func TestLongSheetsSpillNothing(t *testing.T) {
	temp, out := elsewhere(t), t.TempDir()
	seenTemp, seenOut := watch(t, temp), watch(t, out)
	path := filepath.Join(out, "pitkä taulukko å ä ö.xlsx")
	const needle = "sanoja joita kukaan muu ei saa lukea"
	looked := 0
	o := dataOptions()
	o.Progress = func(done, all int) {
		if done*2 < all || looked > 0 {
			return
		}
		for _, e := range mustReadDir(t, out) {
			raw, err := os.ReadFile(filepath.Join(out, e.Name()))
			if err != nil {
				t.Error(err)
			}
			if looked = len(raw); bytes.Contains(raw, []byte(needle)) {
				t.Errorf("%s can be read", e.Name())
			}
		}
	}
	sheet := workbook.DataSheet{Name: "a", Columns: dataColumns[:1], Rows: 20_000}
	long := []workbook.DataValue{workbook.TextValue(strings.Repeat(needle+" ", 2000/len(needle)))}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	d := workbook.NewData(t.Context(), f, o)
	s, err := d.Sheet(sheet)
	for i := 0; err == nil && i < sheet.Rows; i++ {
		err = s.Append(long)
	}
	if err := errors.Join(err, d.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	if looked == 0 {
		t.Error("the file was not looked at while it was written")
	}
	onlyTheFile(t, seenTemp(), seenOut(), path)
}

func TestLongReportsSpillNothing(t *testing.T) {
	temp, out := elsewhere(t), t.TempDir()
	seenTemp, seenOut := watch(t, temp), watch(t, out)
	path := filepath.Join(out, "raportti.xlsx")
	r := everything()
	table := &r.Sections[0].Tables[0]
	long := strings.Repeat("pitkä ", 4000)
	for i := range 700 { // 20 MB, no text twice
		table.Rows = append(table.Rows, export.Row{Cells: []export.Cell{word(strconv.Itoa(i) + long), count(1), word("x"), {}}})
	}
	if err := workbook.Save(t.Context(), path, false, r, exporttest.NewWords(t, "fi"), workbook.Options{}); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := workbook.Rows(t.Context(), f, info.Size(), "", workbook.DefaultLimits()); err != nil {
		t.Fatal(err)
	}
	onlyTheFile(t, seenTemp(), seenOut(), path)
}

func onlyTheFile(t *testing.T, temp, out []string, path string) {
	t.Helper()
	if len(temp) > 0 {
		t.Errorf("made in the folder of temporary files: %q", temp)
	}
	name := filepath.Base(path)
	out = slices.DeleteFunc(out, func(s string) bool {
		return s == name || strings.HasPrefix(s, "."+name+".") && strings.HasSuffix(s, ".part")
	})
	if len(out) > 0 {
		t.Errorf("made beside the file: %q", out)
	}
	if left := mustReadDir(t, filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left: %v", left)
	}
}

func mustReadDir(t *testing.T, dir string) []os.DirEntry {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/viper"
)

// Taste is how one person at one computer likes the app: nothing that belongs to the record. Empty fields were not set.
type Taste struct {
	Theme  string `mapstructure:"theme"`  // one of Themes
	Charts string `mapstructure:"charts"` // one of Charts
	Mouse  *bool  `mapstructure:"mouse"`  // nil: not set
	Folder string `mapstructure:"folder"` // where a file was last read from or written to
}

// Themes are the values that theme may have. Empty: the terminal's own ground.
func Themes() []string { return []string{"", "light", "dark", "none"} }

// Charts are the values that charts may have. Empty: the finest that the terminal shows.
func Charts() []string { return []string{"", "braille", "boxes", "ascii"} }

// check finds a value that is not one of those allowed.
func (t Taste) check() error {
	switch {
	case !slices.Contains(Themes(), t.Theme):
		return fmt.Errorf("theme: %q is not one of light, dark, none", t.Theme)
	case !slices.Contains(Charts(), t.Charts):
		return fmt.Errorf("charts: %q is not one of braille, boxes, ascii", t.Charts)
	}
	return nil
}

// lines are the settings as they stand in the file, in the order in which new ones are added. An empty line takes the
// setting away.
func (t Taste) lines() [][2]string {
	text := func(name, value string) [2]string {
		if value == "" {
			return [2]string{name, ""}
		}
		// A text between single quotes means itself; only the quote is written twice.
		return [2]string{name, name + ": '" + strings.ReplaceAll(value, "'", "''") + "'"}
	}
	mouse := [2]string{"mouse", ""}
	if t.Mouse != nil {
		mouse[1] = fmt.Sprintf("mouse: %t", *t.Mouse)
	}
	return [][2]string{text("theme", t.Theme), text("charts", t.Charts), mouse, text("folder", t.Folder)}
}

// Remember writes a taste into the settings file, which is made when there is none. Everything else in the file stays as
// the user wrote it, comments too. A file that would not be understood afterwards is left alone, with a *FileError.
func Remember(path string, t Taste) error {
	// Where the user's own file is a link to another, that one is written.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &FileError{Path: path, Err: err}
	}
	text := old
	for _, l := range t.lines() {
		text = withLine(text, l[0], l[1])
	}
	if bytes.Equal(text, old) {
		return nil
	}
	v := viper.New()
	v.SetConfigType("yaml")
	if err := v.ReadConfig(bytes.NewReader(text)); err != nil {
		return &FileError{Path: path, Err: err}
	}
	if _, err := understood(v); err != nil {
		return &FileError{Path: path, Err: err}
	}
	return replace(path, text)
}

// withLine is a text with the line of one setting replaced, added at the end, or taken away.
func withLine(text []byte, name, line string) []byte {
	var out []string
	found := line == ""
	for l := range strings.Lines(string(text)) {
		if !strings.HasPrefix(l, name+":") {
			out = append(out, l)
			continue
		}
		if !found {
			out = append(out, line+"\n")
			found = true
		}
	}
	if !found {
		if n := len(out); n > 0 && !strings.HasSuffix(out[n-1], "\n") {
			out[n-1] += "\n"
		}
		out = append(out, line+"\n")
	}
	return []byte(strings.Join(out, ""))
}

// replace writes a file beside the old one and puts it in its place, so that there is always a whole one.
func replace(path string, text []byte) (err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the folder of the settings: %w", err)
	}
	f, err := os.CreateTemp(dir, "config-*.yaml")
	if err != nil {
		return fmt.Errorf("write the settings: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("write the settings: %w", err), os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

package config

import (
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/viper"
)

// Option is one entry of a file of options: a name and what stands there, a text, number, truth value or list.
type Option struct {
	Name  string
	Value any
}

// largestOptions is the largest file of options in bytes; a full one has less than one thousand.
const largestOptions = 1 << 14

// Options reads a YAML file of names and values, in the order of the names. Names are in lower case; one inside another
// has a dot between them. A file that cannot be read as such, or has a name twice, is a *FileError; one that cannot be
// opened is the error of that.
func Options(path string) ([]Option, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the options: %w", err)
	}
	defer func() { _ = f.Close() }() // opened for reading only
	v := viper.New()
	v.SetConfigType("yaml")
	limited := &io.LimitedReader{R: f, N: largestOptions + 1}
	if err := v.ReadConfig(limited); err != nil {
		return nil, &FileError{Path: path, Err: err}
	}
	if limited.N == 0 {
		return nil, &FileError{Path: path, Err: fmt.Errorf("more than %d bytes", largestOptions)}
	}
	var out []Option
	for _, name := range slices.Sorted(slices.Values(v.AllKeys())) {
		out = append(out, Option{Name: name, Value: v.Get(name)})
	}
	return out, nil
}

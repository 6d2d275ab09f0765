package cli

import (
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
)

// largestOptions is the largest file of options in bytes; a full one has less than one thousand.
const largestOptions = 1 << 14

// flagsFromFile reads a YAML file whose keys are names of flags, and sets those flags that the command line does
// not. A key that is no flag, or is there twice, or a value that is a list, is refused: a setting that silently does nothing
// would change what people are told.
func (a *app) flagsFromFile(cmd *cobra.Command, path string) error {
	flags := cmd.LocalFlags()
	values, err := readOptions(path)
	if err != nil {
		return err
	}
	for _, v := range values {
		name := fmt.Sprint(v.Key)
		f := flags.Lookup(name)
		if f == nil || name == "options" || name == "help" {
			return a.usage("cli.usage.options-key", "file", path, "key", printable(name))
		}
		text, ok := scalar(v.Value)
		if !ok {
			return a.usage("cli.usage.options-value", "file", path, "key", name)
		}
		if f.Changed {
			continue
		}
		if err := flags.Set(name, text); err != nil {
			return a.usage("cli.usage.options-value", "file", path, "key", name)
		}
	}
	return nil
}

// readOptions reads the file in its own order, so that the first thing wrong is the one that is told.
func readOptions(path string) (values yaml.MapSlice, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the options: %w", err)
	}
	raw, err := io.ReadAll(io.LimitReader(f, largestOptions+1))
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, fmt.Errorf("read the options: %w", err)
	}
	unreadable := &problem{key: "options-file", pairs: []any{"path", path}}
	if len(raw) > largestOptions {
		return nil, unreadable
	}
	// The parser is third-party code that meets input of any kind here: a panic in it is an unreadable file, not a crash.
	defer func() {
		if recover() != nil {
			values, err = nil, unreadable
		}
	}()
	if yaml.UnmarshalWithOptions(raw, &values, yaml.Strict()) != nil {
		return nil, unreadable
	}
	return values, nil
}

// scalar is the text of a single value.
func scalar(v any) (string, bool) {
	switch x := v.(type) {
	case string:
		return x, true
	case bool:
		return strconv.FormatBool(x), true
	case int, int64, uint64, float64:
		return fmt.Sprint(x), true
	default:
		return "", false
	}
}

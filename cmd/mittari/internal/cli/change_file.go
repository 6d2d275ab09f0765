package cli

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/config"
)

// flagsFromFile reads a YAML file whose keys are names of flags, and sets those flags that the command line does
// not. A key that is no flag, or is there twice, or a value that is a list, is refused: a setting that silently does nothing
// would change what people are told.
func (a *app) flagsFromFile(cmd *cobra.Command, path string) error {
	options, err := config.Options(path)
	var unreadable *config.FileError
	if errors.As(err, &unreadable) {
		return &problem{key: "options-file", pairs: []any{"path", path}}
	}
	if err != nil {
		return err
	}
	flags := cmd.LocalFlags()
	for _, o := range options {
		f := flags.Lookup(o.Name)
		if f == nil || o.Name == "options" || o.Name == "help" {
			return a.usage("cli.usage.options-key", "file", path, "key", printable(o.Name))
		}
		text, ok := scalar(o.Value)
		if !ok {
			return a.usage("cli.usage.options-value", "file", path, "key", o.Name)
		}
		if f.Changed {
			continue
		}
		if err := flags.Set(o.Name, text); err != nil {
			return a.usage("cli.usage.options-value", "file", path, "key", o.Name)
		}
	}
	return nil
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

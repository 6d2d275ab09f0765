package cli

import (
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"
)

// version of the program, that of the newest heading in CHANGELOG.md.
const version = "0.1.0"

// versions of everything that matters to whether a file can be read, for machines.
type versions struct {
	Program     string `json:"program"`
	Go          string `json:"go"`
	System      string `json:"system"`
	Instruments int    `json:"instruments"`
}

func newVersion(a *app) *cobra.Command {
	c := a.command("version", "version", "mittari version --json")
	c.RunE = func(*cobra.Command, []string) error {
		cat, err := a.definitions()
		if err != nil {
			return err
		}
		v := versions{
			Program: version, Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH,
			Instruments: len(cat.Refs()),
		}
		return a.show(v, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "mittari %s (%s, %s)\n", v.Program, v.System, v.Go)
			return err
		})
	}
	return c
}

package cli

import (
	"os"
	"strings"

	"github.com/spf13/cobra"
)

func filesIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

// forEachCommand calls f with the name and the help of every command, and whether it does something.
func forEachCommand(c *cobra.Command, f func(name, help string, runs bool)) {
	var out strings.Builder
	c.SetOut(&out)
	_ = c.Help()
	f(c.CommandPath(), out.String(), c.Runnable())
	for _, sub := range c.Commands() {
		forEachCommand(sub, f)
	}
}

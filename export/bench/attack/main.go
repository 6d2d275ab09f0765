// Command attack tries to tell what finished workbooks hide, from nothing but the files: go run ./export/bench/attack a.xlsx.
// It ends with status 1 and names the cells when a hidden count can be told too closely.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/mittari/mittari/export/bench/attack/attacker"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(files []string, out, errs io.Writer) int {
	if len(files) == 0 {
		fmt.Fprintln(errs, "usage: attack workbook.xlsx …") //nolint:errcheck // a terminal that is gone reads nothing
		return 2
	}
	status := 0
	for _, name := range files {
		r, err := attack(name)
		if err != nil {
			fmt.Fprintln(errs, err) //nolint:errcheck // as above
			return 2
		}
		fmt.Fprintf(out, "%s: %d counts, %d hidden, %d sums; %d programmes, %d not solved; %d hidden counts told, %d faults\n", //nolint:errcheck // as above
			name, r.Counts, r.Hidden, r.Sums, r.Programs, r.Unsolved, len(r.Found), len(r.Faults))
		for _, f := range r.Found {
			fmt.Fprintln(out, "  told:", f) //nolint:errcheck // as above
		}
		for _, f := range r.Faults {
			fmt.Fprintln(out, "  fault:", f) //nolint:errcheck // as above
		}
		if len(r.Found)+len(r.Faults) > 0 {
			status = 1
		}
	}
	return status
}

func attack(name string) (r attacker.Result, err error) {
	f, err := os.Open(name)
	if err != nil {
		return r, fmt.Errorf("open workbook: %w", err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	info, err := f.Stat()
	if err != nil {
		return r, fmt.Errorf("open workbook: %w", err)
	}
	b, err := attacker.Read(f, info.Size())
	if err != nil {
		return r, fmt.Errorf("read %s: %w", name, err)
	}
	return attacker.Attack(b), nil
}

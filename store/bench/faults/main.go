// Command faults makes a table of what the fault tests have survived. It reads what "go test -json" prints, shows each
// test as it ends, writes the table at the end and fails when a test failed, when something was lost or when none ran.
// See .ci/faults, which starts it.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/mittari/mittari/store/internal/faultlog"
)

func main() {
	log.SetFlags(0)
	if err := run(os.Stdin, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// event is a line of "go test -json".
type event struct {
	Action  string
	Package string
	Test    string
	Output  string
	Elapsed float64 // seconds
}

// row is a line of the table.
type row struct {
	test string // package and test
	faultlog.Line
	seconds float64
	result  string
}

// errFailed says that a test failed or that none ran.
var errFailed = errors.New("not everything was survived")

func run(in io.Reader, out io.Writer) error {
	var t table
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return fmt.Errorf("read what go test printed: %w: %s", err, lines.Text())
		}
		if err := t.take(e, out); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read what go test printed: %w", err)
	}
	return t.write(out)
}

// table collects the rows.
type table struct {
	rows   []row
	failed []string // tests and packages, a package when it did not even build
	passed int
}

func (t *table) take(e event, out io.Writer) error {
	name := e.Package[strings.LastIndex(e.Package, "/")+1:] + "." + e.Test
	switch e.Action {
	case "output", "build-output":
		if l, ok := faultlog.Parse(e.Output); ok {
			t.rows = append(t.rows, row{test: name, Line: l})
		} else if e.Action == "build-output" || worthShowing(e.Output) {
			_, err := io.WriteString(out, e.Output)
			return err
		}
	case "pass", "fail":
		t.end(e, name)
		if e.Test == "" || strings.Contains(e.Test, "/") {
			return nil
		}
		_, err := fmt.Fprintf(out, "%-4s %s in %.1f s\n", e.Action, name, e.Elapsed)
		return err
	}
	return nil
}

// worthShowing says that a line tells of a failure.
func worthShowing(s string) bool {
	s = strings.TrimSpace(s)
	return strings.Contains(s, "_test.go:") && !strings.Contains(s, faultlog.Mark) || strings.HasPrefix(s, "panic")
}

// end gives the rows of a test their result.
func (t *table) end(e event, name string) {
	result := "survived"
	if e.Action == "fail" {
		result = "FAILED"
		t.failed = append(t.failed, name)
	} else if e.Test != "" {
		t.passed++
	}
	for i := range t.rows {
		if r := &t.rows[i]; r.test == name {
			r.result, r.seconds = result, e.Elapsed
		}
	}
}

func (t *table) write(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "\nfault\truns\tacknowledged\tlost\tresult\tseconds")
	lost := 0
	for _, r := range t.rows {
		result := r.result
		if result == "" {
			result = "FAILED" // the test did not come to its end
		}
		_, _ = fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%s\t%.0f\n", r.Fault, r.Runs, r.Acknowledged, r.Lost, result, r.seconds)
		lost += r.Lost
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	if _, err := fmt.Fprintf(out, "\n%d tests passed, %d failed %s\n", t.passed, len(t.failed), strings.Join(t.failed, " ")); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	if len(t.failed) > 0 || lost > 0 || len(t.rows) == 0 {
		return errFailed
	}
	return nil
}

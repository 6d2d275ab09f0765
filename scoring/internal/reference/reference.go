// Package reference gives tests the third-party data sets and the numbers that R computed from them. They are not
// part of the project: MITTARI_REFERENCE_DATA names their folder, and without it the tests skip by name.
package reference

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"
)

// Env names the folder.
const Env = "MITTARI_REFERENCE_DATA"

// File is a file of the folder as it is.
func File(tb testing.TB, path ...string) []byte {
	tb.Helper()
	root := os.Getenv(Env)
	if root == "" {
		tb.Skip(Env + " is not set")
	}
	data, err := os.ReadFile(filepath.Join(append([]string{root}, path...)...))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// Table is a CSV file: its header and its rows.
func Table(tb testing.TB, path ...string) (head []string, rows [][]string) {
	tb.Helper()
	all, err := csv.NewReader(bytes.NewReader(File(tb, path...))).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	return all[0], all[1:]
}

// Rows is a CSV file, each row by the names of its columns.
func Rows(tb testing.TB, path ...string) []map[string]string {
	tb.Helper()
	head, cells := Table(tb, path...)
	rows := make([]map[string]string, len(cells))
	for i := range cells {
		rows[i] = make(map[string]string, len(head))
		for k, name := range head {
			rows[i][name] = cells[i][k]
		}
	}
	return rows
}

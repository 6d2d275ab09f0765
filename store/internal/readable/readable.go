// Package readable looks for what must not be readable in files: the one search that all tests of package store's
// folders use.
package readable

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"unicode/utf16"
)

// MinLength is the length in bytes from which on a text can be looked for: shorter ones stand in random bytes too.
const MinLength = 6

// Search is a set of texts to look for, each as it is and in UTF-16.
type Search struct{ texts map[string][][]byte }

// For makes a search for texts and for bytes such as ids; what is shorter than MinLength is left out.
func For(texts ...string) *Search {
	s := &Search{texts: map[string][][]byte{}}
	for _, t := range texts {
		if len(t) >= MinLength {
			s.texts[t] = [][]byte{[]byte(t), wide(t)}
		}
	}
	return s
}

// wide is a text in UTF-16, least significant byte first.
func wide(t string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(t)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

// Len is how many texts are looked for.
func (s *Search) Len() int { return len(s.texts) }

// In returns an error that names the first text found in b; where says what b is.
func (s *Search) In(where string, b []byte) error {
	for text, forms := range s.texts {
		for _, form := range forms {
			if bytes.Contains(b, form) {
				return fmt.Errorf("%s holds %q", where, text)
			}
		}
	}
	return nil
}

// InFiles looks in every file under the directories, and in their names. It returns how many files there were.
func (s *Search) InFiles(dirs ...string) (files int, err error) {
	for _, dir := range dirs {
		walk := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			files++
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			return errors.Join(s.In(path, b), s.In("the name of "+path, []byte(d.Name())))
		})
		err = errors.Join(err, walk)
	}
	return files, err
}

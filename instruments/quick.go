package instruments

import (
	"encoding/json"
	"io"
	"io/fs"
	"path"
)

// quickFile holds a definition of the built-in library as it was read from its YAML files: JSON that is read ten times
// as fast, for the screens that list every instrument. It is made from the YAML by a test and never the truth: one
// that is not there, or was made from other files, is passed over. Only the built-in library is read through it.
const quickFile = "quick.json"

// quick is what the quick file holds: the definition, and the worked examples, which the program does not carry
// otherwise.
type quick struct {
	Definition *Definition
	Cases      []Case
}

// Quick writes the content of a definition's quick file.
func (d *Definition) Quick(w io.Writer, cases []Case) error {
	return json.NewEncoder(w).Encode(quick{d, cases})
}

// readQuick reads the quick file of a folder.
func readQuick(fsys fs.FS, dir string) (q quick, err error) {
	f, err := fsys.Open(path.Join(dir, quickFile))
	if err != nil {
		return q, err
	}
	defer func() { _ = f.Close() }() // opened for reading only
	err = json.NewDecoder(f).Decode(&q)
	return q, err
}

// loadQuick is Load through the quick file, or false when the YAML files must be read.
func loadQuick(fsys fs.FS, dir string) (*Definition, bool) {
	q, err := readQuick(fsys, dir)
	if err != nil || q.Definition == nil {
		return nil, false
	}
	d := q.Definition
	t := newReading(fsys, dir)
	names := []string{instrumentFile}
	for _, lang := range Languages() {
		names = append(names, cuesFile(lang))
	}
	if d.Rights.Class == Own {
		for _, lang := range Languages() {
			names = append(names, wordingFile(lang))
		}
	}
	for _, name := range names {
		if _, err := t.read(name); err != nil && !isMissing(err) {
			return nil, false
		}
	}
	if t.hash() != d.Hash {
		return nil, false
	}
	d.files = t.files
	return d, true
}

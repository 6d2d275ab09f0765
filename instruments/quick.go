package instruments

import (
	"encoding/json"
	"io/fs"
	"path"
)

// quickFile holds a definition of the built-in library as it was read from its YAML files: JSON that is read ten times
// as fast, for the screens that list every instrument. It is made from the YAML by a test and never the truth: one
// that is not there, or was made from other files, is passed over. Only the built-in library is read through it.
const quickFile = "quick.json"

// Quick gives the content of a definition's quick file.
func (d *Definition) Quick() ([]byte, error) { return json.Marshal(d) }

// loadQuick is Load through the quick file, or false when the YAML files must be read.
func loadQuick(fsys fs.FS, dir string) (*Definition, bool) {
	data, err := fs.ReadFile(fsys, path.Join(dir, quickFile))
	if err != nil {
		return nil, false
	}
	d := &Definition{}
	if err := json.Unmarshal(data, d); err != nil {
		return nil, false
	}
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

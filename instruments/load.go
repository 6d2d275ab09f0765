package instruments

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"path"
)

// Names of the files of a definition.
const (
	instrumentFile = "instrument.yaml"
	casesFile      = "cases.yaml"
)

// maxFileSize is the largest file of a definition in bytes; the library's largest is a third of it.
const maxFileSize = 256 << 10

// Languages lists what every definition must have cues in, in the order of the hash.
func Languages() []Lang { return []Lang{Finnish, Swedish, English} }

func cuesFile(l Lang) string    { return "cues." + string(l) + ".yaml" }
func wordingFile(l Lang) string { return "wording." + string(l) + ".yaml" }

// Load reads the definition in folder dir of fsys: instrument.yaml, the cues, and for a form of class own
// its wording. Files that cannot be read, unknown or duplicate keys, and references to things that do not
// exist are *DefinitionError or DefinitionErrors; anything else is an error of the file system.
// A definition that loads can be scored; Lint says whether it is also fit to be released.
func Load(fsys fs.FS, dir string) (*Definition, error) {
	d := &Definition{}
	problems, err := d.read(fsys, dir)
	if err != nil {
		return nil, fmt.Errorf("load definition %s: %w", dir, err)
	}
	if problems = append(problems, d.refuse()...); len(problems) > 0 {
		return nil, fmt.Errorf("load definition %s: %w", dir, problems)
	}
	d.fillDefaults()
	return d, nil
}

// read fills the definition from its files. What is missing and not needed for reading on is listed.
func (d *Definition) read(fsys fs.FS, dir string) (missing DefinitionErrors, err error) {
	t := newReading(fsys, dir)
	d.Cues = map[Lang]Cues{}
	if err := t.decode(instrumentFile, d); err != nil {
		return nil, err
	}
	for _, lang := range Languages() {
		var cues Cues
		err := t.decode(cuesFile(lang), &cues)
		if isMissing(err) {
			continue // the linter's matter: a draft is scored before its cues are translated
		}
		if err != nil {
			return nil, err
		}
		d.Cues[lang] = cues
	}
	if d.Rights.Class == Own {
		d.Own = map[Lang]Wording{}
		for _, lang := range Languages() {
			wording := Wording{Instrument: d.ID, Lang: lang, Holder: d.Rights.Holder, Licence: d.Rights.Terms[lang], Source: wordingFile(lang)}
			err := t.decode(wordingFile(lang), &wording)
			var problem *DefinitionError
			if isMissing(err) && errors.As(err, &problem) {
				missing = append(missing, problem)
				continue
			}
			if err != nil {
				return nil, err
			}
			wording.Hash = wording.Sum()
			d.Own[lang] = wording
		}
	}
	d.files, d.Hash = t.files, t.hash()
	return missing, d.readVariants(fsys, dir)
}

func isMissing(err error) bool {
	var problem *DefinitionError
	return errors.As(err, &problem) && problem.Code == FileMissing
}

// reading holds the files of a definition as they are read, one after the other, and the hash over them.
type reading struct {
	fsys  fs.FS
	dir   string
	files map[string][]byte
	sum   hash.Hash
}

func newReading(fsys fs.FS, dir string) *reading {
	return &reading{fsys: fsys, dir: dir, files: map[string][]byte{}, sum: sha256.New()}
}

// read takes one file into the hash.
func (t *reading) read(name string) ([]byte, error) {
	data, err := readFile(t.fsys, t.dir, name)
	if err != nil {
		return nil, err
	}
	t.files[name] = data
	// The length keeps two files from sharing a hash by moving text between them.
	_, _ = fmt.Fprintf(t.sum, "%s %d\n", name, len(data))
	_, _ = t.sum.Write(data)
	return data, nil
}

func (t *reading) decode(name string, target any) error {
	data, err := t.read(name)
	if err != nil {
		return err
	}
	return decodeStrict(name, data, target)
}

func (t *reading) hash() string { return hex.EncodeToString(t.sum.Sum(nil)) }

// fillDefaults writes out what the file may leave unsaid, so that no reader needs to know the default.
func (d *Definition) fillDefaults() {
	for i := range d.Scales {
		s := &d.Scales[i]
		if s.Rule.Multiplier == 0 && (s.Rule.Kind == RuleSum || s.Rule.Kind == RuleMean) {
			s.Rule.Multiplier = 1
		}
		for j := range s.Rule.Scales {
			if s.Rule.Scales[j].Weight == 0 {
				s.Rule.Scales[j].Weight = 1
			}
		}
		if s.BandsOn == "" {
			s.BandsOn = BandsOnReported
		}
	}
	for i := range d.BandSets {
		bands := d.BandSets[i].Bands
		for j := range bands {
			if len(bands[j].Title) == 0 {
				bands[j].Title = d.BandTitles[bands[j].Code]
			}
		}
	}
}

// readFile reads one file of the folder, refusing what is too large before it is in memory.
func readFile(fsys fs.FS, dir, name string) ([]byte, error) {
	f, err := fsys.Open(path.Join(dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &DefinitionError{Finding: Finding{
			Code: FileMissing, File: name, Problem: "the file is not there", Mend: "Write it, or copy it from another definition and change it",
		}}
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	defer func() { _ = f.Close() }() // opened for reading only
	data, err := io.ReadAll(io.LimitReader(f, maxFileSize+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(data) > maxFileSize {
		return nil, tooLarge(name)
	}
	return bytes.TrimPrefix(data, []byte("\ufeff")), nil // some editors begin a file with it
}

func tooLarge(name string) *DefinitionError {
	return &DefinitionError{Finding: Finding{
		Code: FileTooLarge, File: name,
		Problem: fmt.Sprintf("the file is larger than %d bytes", maxFileSize), Mend: "A definition has no need of this; check that it is the right file",
	}}
}

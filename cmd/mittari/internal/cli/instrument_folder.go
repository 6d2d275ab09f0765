package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/mittari/mittari/instruments"
)

// writeDefinition writes a definition with its examples and further files into a folder of its own, <out>/<id>/<version>,
// and returns that. Nothing that is there is replaced.
func (a *app) writeDefinition(out string, d *instruments.Definition, cases []instruments.Case, more map[string][]byte) (string, error) {
	files, err := instruments.Files(d, cases)
	if err != nil {
		return "", err
	}
	maps.Copy(files, more)
	if out == "" {
		out, _ = a.ownFolder()
	}
	dir := filepath.Join(out, string(d.ID), strconv.Itoa(d.Version))
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		if err == nil {
			return "", &problem{key: "folder-exists", pairs: []any{"path", dir}}
		}
		return "", fmt.Errorf("make the folder of %s: %w", d.Ref(), err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return "", fmt.Errorf("make the folder of %s: %w", d.Ref(), err)
	}
	// All files or none: they are gathered beside the place and moved there together.
	part, err := os.MkdirTemp(filepath.Dir(dir), ".new-*")
	if err != nil {
		return "", fmt.Errorf("make the folder of %s: %w", d.Ref(), err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := os.WriteFile(filepath.Join(part, name), files[name], 0o600); err != nil {
			return "", errors.Join(fmt.Errorf("write %s: %w", name, err), os.RemoveAll(part))
		}
	}
	if err := os.Rename(part, dir); err != nil {
		return "", errors.Join(fmt.Errorf("write %s: %w", d.Ref(), err), os.RemoveAll(part))
	}
	return dir, nil
}

// freeID refuses an id that another instrument has: a version of it would have to come after the ones there are.
func (a *app) freeID(id instruments.ID) error {
	cat, err := a.definitions()
	if err != nil {
		return err
	}
	for _, ref := range cat.Refs() {
		if ref.ID == id {
			return &problem{key: "id-taken", pairs: []any{"id", string(id)}}
		}
	}
	return nil
}

// emptyTexts gives a definition a place for every text that is missing, so that a person sees what to fill in.
func emptyTexts(d *instruments.Definition) {
	all := []*instruments.Text{&d.Title, &d.Abbreviation, &d.Construct, &d.Recall.Text, &d.Rights.Terms}
	for i := range d.Scales {
		all = append(all, &d.Scales[i].Title, &d.Scales[i].Plain)
	}
	for _, text := range all {
		if *text == nil {
			*text = instruments.Text{}
		}
		for _, l := range instruments.Languages() {
			(*text)[l] += ""
		}
	}
	emptyCues(d)
}

// emptyCues is emptyTexts for the labels of items and answers.
func emptyCues(d *instruments.Definition) {
	if d.Cues == nil {
		d.Cues = map[instruments.Lang]instruments.Cues{}
	}
	for _, l := range instruments.Languages() {
		c := d.Cues[l]
		if c.Items == nil {
			c.Items = map[int]string{}
		}
		if c.Options == nil {
			c.Options = map[string]map[int]string{}
		}
		for _, item := range d.Items {
			c.Items[item.Number] += ""
		}
		for _, set := range d.ResponseSets {
			if c.Options[set.ID] == nil {
				c.Options[set.ID] = map[int]string{}
			}
			for _, o := range set.Options {
				c.Options[set.ID][o.Code] += ""
			}
		}
		d.Cues[l] = c
	}
}

package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// wordingBody is the part of a wording that is kept as JSON.
type wordingBody struct {
	Items   map[int]string            `json:"items"`
	Options map[string]map[int]string `json:"options"`
}

// SaveWording stores an imported wording under its hash. A wording that is there already is imported anew: it
// becomes the newest, with the holder, licence and source given now.
func (w *Workspace) SaveWording(ctx context.Context, v instruments.Wording, at time.Time) error {
	invalid := func(field string) error {
		return &store.InvalidError{Noun: "wording", Field: field, Problem: store.Missing}
	}
	switch {
	case v.Hash == "":
		return invalid("Hash")
	case v.Instrument == "":
		return invalid("Instrument")
	case v.Lang == "":
		return invalid("Lang")
	case at.IsZero():
		return invalid("Imported")
	}
	body, err := json.Marshal(wordingBody{Items: v.Items, Options: v.Options})
	if err != nil {
		return fmt.Errorf("save wording of %s: %w", v.Instrument, err)
	}
	_, err = w.exec(ctx, `
		INSERT INTO wording (hash, instrument, lang, informant, title, instruction, body, holder, licence, source,
			file_hash, imported)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (hash) DO UPDATE SET holder = excluded.holder, licence = excluded.licence,
			source = excluded.source, file_hash = excluded.file_hash, imported = excluded.imported`,
		v.Hash, string(v.Instrument), string(v.Lang), string(v.Informant), v.Title, v.Instruction, string(body),
		v.Holder, v.Licence, v.Source, v.FileHash, instantArg(at))
	if err != nil {
		return fmt.Errorf("save wording of %s: %w", v.Instrument, err)
	}
	return nil
}

// Wordings lists the imported wordings that are in use, in the order of import: of two for the same instrument, language and
// informant the later one is in force, the earlier ones stay for the administrations that showed them.
func (w *Workspace) Wordings(ctx context.Context) ([]instruments.Wording, error) {
	rows, err := collect(ctx, w, scanWording, `
		SELECT hash, instrument, lang, informant, title, instruction, body, holder, licence, source, file_hash
		FROM wording WHERE hash NOT IN (SELECT hash FROM wording_retired) ORDER BY imported, hash`)
	if err != nil {
		return nil, fmt.Errorf("list wordings: %w", err)
	}
	return rows, nil
}

func scanWording(s scanner) (instruments.Wording, error) {
	var v instruments.Wording
	var body []byte
	err := s.Scan(&v.Hash, intoText(&v.Instrument), intoText(&v.Lang), intoText(&v.Informant), &v.Title, &v.Instruction,
		&body, &v.Holder, &v.Licence, &v.Source, &v.FileHash)
	if err != nil {
		return v, err
	}
	var b wordingBody
	if err := json.Unmarshal(body, &b); err != nil {
		return v, err
	}
	v.Items, v.Options = b.Items, b.Options
	return v, nil
}

package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/mittari/mittari/store"
)

// ConflictSort is what somebody has to decide about.
type ConflictSort string

// Sorts of conflicts.
const (
	ChangedTwice ConflictSort = "changed-twice" // two files changed the same thing without knowing of each other
	SameCode     ConflictSort = "same-code"     // two files gave one code to different things
	AnswersDiff  ConflictSort = "answers"       // one revision of an administration with two contents
)

// Conflict is something that merging has left to a person. Until it is settled the first side is in force.
type Conflict struct {
	ID     string // short, the same as long as the conflict is
	Sort   ConflictSort
	About  store.Kind // of what; "administration" for answers
	Code   string     // family's or person's, where there is one
	Family store.FamilyID
	Sides  []Side
}

// Administration is what a conflict about answers is about.
const aboutAdministration store.Kind = "administration"

// Side is one of the things to choose from.
type Side struct {
	Letter string // A, B, …
	At     time.Time
	From   string // whose file it was made in, by code; empty: this one or not known
	Here   bool   // made in this file
	Fields []Field
	id     store.ID
	body   []byte
	given  store.Given
}

// Field is what a side says where the sides differ.
type Field struct{ Name, Value string }

// conflictID is a short name for what a conflict is about.
func conflictID(sort ConflictSort, kind store.Kind, key string) string {
	sum := sha256.Sum256([]byte(string(sort) + "\x00" + string(kind) + "\x00" + key))
	return hex.EncodeToString(sum[:4])
}

// Conflicts lists what merging has left to decide: changes first, then codes, then answers.
func (d *Desk) Conflicts(ctx context.Context) ([]Conflict, error) {
	all, err := d.rec.Conflicts(ctx)
	if err != nil {
		return nil, err
	}
	if all.None() {
		return nil, nil
	}
	n, err := d.namesOf(ctx, d.rec)
	if err != nil {
		return nil, err
	}
	var out []Conflict
	for _, f := range all.Forks {
		out = append(out, n.fork(f))
	}
	for _, c := range all.Clashes {
		out = append(out, n.clash(c))
	}
	for _, r := range all.Rivals {
		newest, err := d.rec.Administration(ctx, r.Won.ID)
		if err != nil {
			return nil, err
		}
		if newest.Revision == r.Won.Revision { // else somebody has decided since
			out = append(out, n.rival(r))
		}
	}
	return out, nil
}

// Conflict finds one by its ID.
func (d *Desk) Conflict(ctx context.Context, id string) (Conflict, error) {
	all, err := d.Conflicts(ctx)
	if err != nil {
		return Conflict{}, err
	}
	if i := slices.IndexFunc(all, func(c Conflict) bool { return c.ID == id }); i >= 0 {
		return all[i], nil
	}
	return Conflict{}, ErrNoConflict
}

// names gives ids their codes, for reading.
type names struct {
	codes  map[store.ID]string
	nouns  map[store.ID]any // what can have a code that is given twice
	files  map[store.DeviceID]string
	device store.DeviceID
}

func (d *Desk) namesOf(ctx context.Context, x Exchange) (*names, error) {
	n := &names{codes: map[store.ID]string{}, nouns: map[store.ID]any{}, files: map[store.DeviceID]string{}}
	var err error
	if n.device, err = x.Device(ctx); err != nil {
		return nil, err
	}
	s, err := readExchange(ctx, x)
	if err != nil {
		return nil, err
	}
	for _, f := range s.Senders {
		n.files[f.Device] = f.Name
	}
	families, err := d.rec.AllFamilies(ctx)
	if err != nil {
		return nil, err
	}
	for _, f := range families {
		n.codes[store.ID(f.ID)], n.nouns[store.ID(f.ID)] = f.Code, f
	}
	persons, err := d.rec.Persons(ctx, store.FamilyID{})
	if err != nil {
		return nil, err
	}
	for _, p := range persons {
		n.codes[store.ID(p.ID)], n.nouns[store.ID(p.ID)] = p.Code, p
	}
	return n, d.agencyNames(ctx, n)
}

func (d *Desk) agencyNames(ctx context.Context, n *names) error {
	a, err := d.Agency(ctx)
	if err != nil {
		return err
	}
	for _, r := range a.Regions {
		n.codes[store.ID(r.ID)], n.nouns[store.ID(r.ID)] = r.Code, r
	}
	for _, t := range a.Teams {
		n.codes[store.ID(t.ID)], n.nouns[store.ID(t.ID)] = t.Code, t
	}
	for _, w := range a.Workers {
		n.codes[store.ID(w.ID)] = w.Code
	}
	return nil
}

// letter of the n-th side; after Z come numbers.
func letter(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return fmt.Sprint(n + 1)
}

func (n *names) fork(f store.Fork) Conflict {
	c := Conflict{
		ID: conflictID(ChangedTwice, f.Kind, f.ID.String()), Sort: ChangedTwice, About: f.Kind, Family: f.Family, Code: n.codes[f.ID],
	}
	if c.Code == "" {
		c.Code = n.codes[store.ID(f.Family)]
	}
	bodies := make([]map[string]any, len(f.Leaves))
	for i, v := range f.Leaves {
		bodies[i] = objectOf(v.Body)
		c.Sides = append(c.Sides, Side{
			Letter: letter(i), At: time.UnixMicro(v.Stamp.Micros).UTC(), From: n.files[v.Stamp.Device], Here: v.Stamp.Device == n.device,
			id: v.ID, body: v.Body,
		})
	}
	n.differences(c.Sides, bodies)
	return c
}

func (n *names) clash(k store.Clash) Conflict {
	c := Conflict{ID: conflictID(SameCode, k.Kind, k.Code+k.IDs[0].String()), Sort: SameCode, About: k.Kind, Code: k.Code}
	var bodies []map[string]any
	for i, id := range k.IDs {
		c.Sides = append(c.Sides, Side{Letter: letter(i), id: id, Fields: []Field{{"ID", id.String()}}})
		body, _ := json.Marshal(n.nouns[id]) // what cannot be written shows no fields
		bodies = append(bodies, objectOf(body))
	}
	n.differences(c.Sides, bodies)
	return c
}

func (n *names) rival(r store.Rival) Conflict {
	key := fmt.Sprintf("%s %d", r.Won.ID, r.Won.Revision)
	if h, err := r.Lost.Hash(); err == nil {
		key += hex.EncodeToString(h[:])
	}
	c := Conflict{
		ID: conflictID(AnswersDiff, aboutAdministration, key), Sort: AnswersDiff, About: aboutAdministration, Family: r.Won.Family,
		Code: n.codes[store.ID(r.Won.Subject)],
	}
	var bodies []map[string]any
	for i, g := range []store.Given{r.Won, r.Lost} {
		c.Sides = append(c.Sides, Side{Letter: letter(i), At: g.Entered, id: store.ID(g.ID), given: g})
		body, _ := g.Encode() // a body that cannot be written shows no fields
		bodies = append(bodies, objectOf(body))
	}
	n.differences(c.Sides, bodies)
	return c
}

func objectOf(body []byte) map[string]any {
	var o map[string]any
	if json.Unmarshal(body, &o) != nil {
		return nil
	}
	return o
}

// differences fills in the fields that the sides do not agree about.
func (n *names) differences(sides []Side, bodies []map[string]any) {
	var keys []string
	for _, b := range bodies {
		for k := range b {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range slices.Compact(keys) {
		values := make([]string, len(bodies))
		for i, b := range bodies {
			values[i] = n.value(b[k])
		}
		if len(slices.Compact(slices.Clone(values))) == 1 {
			continue
		}
		for i := range sides {
			sides[i].Fields = append(sides[i].Fields, Field{k, values[i]})
		}
	}
}

// value is a value for reading: codes instead of ids.
func (n *names) value(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		if id, err := uuid.Parse(v); err == nil && n.codes[id] != "" {
			return n.codes[id]
		}
		return v
	}
	text, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(text)
}

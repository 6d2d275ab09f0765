package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/bits"

	"github.com/mittari/mittari/store"
)

const selectAside = "SELECT no, body FROM aside "

// asideRow is an administration that does not stand in the table.
type asideRow struct {
	no int64
	store.Given
}

func scanAside(s scanner) (asideRow, error) {
	var r asideRow
	var body []byte
	if err := s.Scan(&r.no, &body); err != nil {
		return r, err
	}
	var err error
	r.Given, err = store.DecodeGiven(body)
	return r, err
}

// selectGiven is the SELECT of a finalRow as it was stored, without the notes made later, and its family.
const selectGiven = `
	SELECT a.no, a.id, a.revision, e.id, r.id, s.id, k.informant, d.instrument, d.version, d.hash, u.hash, k.lang, k.mode,
		k.wave, k.also, k.state, k.decline, a.day, a.entered, a.duration, a.revised_by, a.revised_why, a.answers, a.discussed,
		a.risk_shown, x.family
	FROM administration a
	CROSS JOIN episode_no e ON e.no = a.episode
	CROSS JOIN episode x ON x.id = e.id
	CROSS JOIN person_no s ON s.no = a.subject
	CROSS JOIN person_no r ON r.no = coalesce(a.respondent, a.subject)
	CROSS JOIN manner k ON k.no = a.manner
	CROSS JOIN definition_used d ON d.no = k.definition
	LEFT JOIN wording_used u ON u.no = k.wording `

// givenRow is a finalRow with its family.
type givenRow struct {
	finalRow
	family store.FamilyID
}

// oneMore is a scanner that has one more column than the function it is given to asks for.
type oneMore struct {
	scanner
	last any
}

// Scan implements scanner.
func (o oneMore) Scan(dest ...any) error { return o.scanner.Scan(append(dest, o.last)...) }

func scanGiven(s scanner) (givenRow, error) {
	var r givenRow
	var err error
	r.finalRow, err = scanFinal(oneMore{s, intoID(&r.family)})
	return r, err
}

// givens runs a query made with selectGiven and adds the results.
func (w *Workspace) givens(ctx context.Context, query string, args ...any) ([]asideRow, error) {
	rows, err := collect(ctx, w, scanGiven, query, args...)
	if err != nil {
		return nil, err
	}
	finals := make([]finalRow, len(rows))
	for i, r := range rows {
		finals[i] = r.finalRow
	}
	scored, err := w.withResults(ctx, finals)
	if err != nil {
		return nil, err
	}
	out := make([]asideRow, len(rows))
	for i, r := range rows {
		out[i] = asideRow{no: r.no, Given: store.Given{Family: r.family, Scored: scored[i]}}
	}
	return out, nil
}

func (w *Workspace) givenAt(ctx context.Context, no int64) (store.Given, error) {
	found, err := w.givens(ctx, selectGiven+"WHERE a.no = ?", no)
	if err == nil && len(found) == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return store.Given{}, err
	}
	return found[0].Given, nil
}

// Position is the number of the newest change: Changes after it gives nothing yet.
func (w *Workspace) Position(ctx context.Context) (store.Cursor, error) {
	c, err := one(ctx, w, func(s scanner) (store.Cursor, error) {
		var c store.Cursor
		err := s.Scan(&c.Versions, &c.Administrations)
		return c, err
	}, "SELECT version, administration FROM sequence")
	if err != nil {
		return c, fmt.Errorf("read position: %w", err)
	}
	return c, nil
}

// Changes lists what came into this file after a position: at most limit versions and limit administrations, those that
// stand aside included, each in the order in which they came. The second result is the position after them. Nothing
// more is there when it gives an empty Delivery.
func (w *Workspace) Changes(ctx context.Context, after store.Cursor, limit int) (store.Delivery, store.Cursor, error) {
	var d store.Delivery
	rows, err := collect(ctx, w, scanVersion, selectVersion+"WHERE h.no > ? ORDER BY h.no LIMIT ?", after.Versions, limit)
	if err != nil {
		return d, after, fmt.Errorf("list versions: %w", err)
	}
	for _, r := range rows {
		d.Versions = append(d.Versions, r.Version)
		after.Versions = r.no
	}
	standing, err := w.givens(ctx, selectGiven+"WHERE a.no > ? ORDER BY a.no LIMIT ?", after.Administrations, limit)
	if err != nil {
		return d, after, fmt.Errorf("list administrations: %w", err)
	}
	aside, err := collect(ctx, w, scanAside, selectAside+"WHERE no > ? ORDER BY no LIMIT ?", after.Administrations, limit)
	if err != nil {
		return d, after, fmt.Errorf("list administrations: %w", err)
	}
	for len(d.Administrations) < limit && len(standing)+len(aside) > 0 {
		from := &standing
		if len(standing) == 0 || (len(aside) > 0 && aside[0].no < standing[0].no) {
			from = &aside
		}
		d.Administrations = append(d.Administrations, (*from)[0].Given)
		after.Administrations = (*from)[0].no
		*from = (*from)[1:]
	}
	return d, after, nil
}

// OfOneFamily is everything that has to travel with one family: all its versions and administrations, and those of the
// agency that they point at come with Changes. Of an erased family it is the tombstone.
func (w *Workspace) OfOneFamily(ctx context.Context, id store.FamilyID) (store.Delivery, error) {
	var d store.Delivery
	rows, err := collect(ctx, w, scanVersion, selectVersion+"WHERE h.family = ? ORDER BY h.no", idArg(id))
	if err != nil {
		return d, fmt.Errorf("list versions of family %s: %w", id, err)
	}
	d.Versions = versionsOf(rows)
	standing, err := w.givens(ctx, selectGiven+`
		WHERE a.episode IN (SELECT n.no FROM episode x CROSS JOIN episode_no n ON n.id = x.id WHERE x.family = ?)
		ORDER BY a.no`, idArg(id))
	if err != nil {
		return d, fmt.Errorf("list administrations of family %s: %w", id, err)
	}
	aside, err := collect(ctx, w, scanAside, selectAside+"WHERE family = ? ORDER BY no", idArg(id))
	if err != nil {
		return d, fmt.Errorf("list administrations of family %s: %w", id, err)
	}
	for _, r := range append(standing, aside...) {
		d.Administrations = append(d.Administrations, r.Given)
	}
	return d, nil
}

// statePage is how many changes StateHash reads at a time.
const statePage = 1000

// StateHash is a hash over everything that the file holds of the record: all versions and administrations, whatever the
// order in which they came and the numbers they have here. Two files with the same hash hold the same. It reads the
// whole record.
func (w *Workspace) StateHash(ctx context.Context) ([sha256.Size]byte, error) {
	var sum multiset
	var at store.Cursor
	for {
		d, next, err := w.Changes(ctx, at, statePage)
		if err != nil {
			return sum.hash(), fmt.Errorf("hash the record: %w", err)
		}
		for _, v := range d.Versions {
			sum.add(v.Hash())
		}
		for _, g := range d.Administrations {
			h, err := g.Hash()
			if err != nil {
				return sum.hash(), err
			}
			sum.add(h)
		}
		if len(d.Versions)+len(d.Administrations) == 0 {
			return sum.hash(), nil
		}
		at = next
	}
}

// multiset adds hashes up, modulo 2^256, so that their order does not matter.
type multiset struct {
	n   uint64
	sum [4]uint64 // least first
}

func (m *multiset) add(h [sha256.Size]byte) {
	var carry uint64
	for i := range m.sum {
		m.sum[i], carry = bits.Add64(m.sum[i], binary.BigEndian.Uint64(h[sha256.Size-8*(i+1):]), carry)
	}
	m.n++
}

func (m *multiset) hash() [sha256.Size]byte {
	b := binary.BigEndian.AppendUint64([]byte("mittari state 1"), m.n)
	for _, part := range m.sum {
		b = binary.BigEndian.AppendUint64(b, part)
	}
	return sha256.Sum256(b)
}

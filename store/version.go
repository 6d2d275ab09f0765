package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
)

// Kind is what a version is a version of.
type Kind string

// Kinds with a table of their own, in the order in which they need each other.
const (
	KindRegion     Kind = "region"
	KindTeam       Kind = "team"
	KindWorker     Kind = "worker"
	KindMembership Kind = "membership"
	KindFamily     Kind = "family"
	KindPerson     Kind = "person"
	KindEpisode    Kind = "episode"
	KindMeeting    Kind = "meeting"
	KindEvent      Kind = "event"
	KindGoal       Kind = "goal"
	KindMark       Kind = "mark"      // notes about an administration; the ID is the administration's
	KindTombstone  Kind = "tombstone" // of an erased family; the ID is the family's
)

// Version is one state of something that may be edited. Versions are never changed or taken away, but by the erasure
// of their family; saving adds one.
type Version struct {
	Kind    Kind
	ID      ID
	Family  FamilyID // zero: not about one family
	Stamp   Stamp
	Parents []Stamp // the versions it replaces; none: the first
	Body    []byte  // canonical JSON of the noun
}

// Compare orders the versions of one object: by stamp, then by body, so that two files always agree.
func (v Version) Compare(w Version) int {
	return cmp.Or(v.Stamp.Compare(w.Stamp), bytes.Compare(v.Body, w.Body), slices.CompareFunc(v.Parents, w.Parents, Stamp.Compare))
}

// Validate reports the first rule the version breaks, as an *InvalidError. The body is looked at when it is put to use.
func (v Version) Validate() error {
	c := check{noun: "version"}
	c.that(v.Kind != "", "Kind", Missing)
	c.that(v.ID != ID{}, "ID", Missing)
	c.that(len(v.Body) > 0, "Body", Missing)
	c.that(v.Stamp.Micros >= 0, "Stamp", OutOfRange)
	for _, p := range v.Parents {
		c.that(p.Compare(v.Stamp) < 0, "Parents", WrongOrder)
	}
	return c.err
}

// Hash is the SHA-256 over everything a version says, each part after its length.
func (v Version) Hash() [sha256.Size]byte {
	h := sha256.New()
	part := func(b []byte) {
		var n [4]byte
		binary.BigEndian.PutUint32(n[:], uint32(len(b)))
		h.Write(n[:])
		h.Write(b)
	}
	part([]byte(v.Kind))
	part(v.ID[:])
	part(v.Family[:])
	part(AppendStamp(nil, v.Stamp))
	var parents []byte
	for _, p := range v.Parents {
		parents = AppendStamp(parents, p)
	}
	part(parents)
	part(v.Body)
	return [sha256.Size]byte(h.Sum(nil))
}

// Leaves are the versions of one object that no other version replaces, newest first. More than one is a conflict.
// Versions that say the same thing after the same parents count once.
func Leaves(all []Version) []Version {
	replaced := map[Stamp]bool{}
	for _, v := range all {
		for _, p := range v.Parents {
			replaced[p] = true
		}
	}
	var out []Version
	for _, v := range all {
		if !replaced[v.Stamp] {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b Version) int { return b.Compare(a) })
	return slices.CompactFunc(out, func(a, b Version) bool { return a.Compare(b) == 0 })
}

// Head is the version in force: the greatest leaf. ok is false when there is none.
func Head(all []Version) (head Version, ok bool) {
	leaves := Leaves(all)
	if len(leaves) == 0 {
		return Version{}, false
	}
	return leaves[0], true
}

// Conflicting reports whether somebody has to choose between leaves: there are several and they say different things.
// Notes about an administration and tombstones never are in conflict: one of them always is as good as the other.
func Conflicting(leaves []Version) bool {
	if len(leaves) < 2 || leaves[0].Kind == KindMark || leaves[0].Kind == KindTombstone {
		return false
	}
	return slices.ContainsFunc(leaves[1:], func(v Version) bool { return !bytes.Equal(v.Body, leaves[0].Body) })
}

// Cursor is how far somebody has read a file's changes. The numbers are the file's own.
type Cursor struct {
	Versions        int64
	Administrations int64
}

// Clash is two objects that got the same code in different files.
type Clash struct {
	Kind Kind
	Code string
	IDs  []ID // in order
}

// Fork is an object with several newest versions.
type Fork struct {
	Kind   Kind
	ID     ID
	Family FamilyID
	Leaves []Version // newest first; the first is in force
}

// Rival is a content of an administration's revision that gave way to another one.
type Rival struct {
	Lost Given
	Won  Given
}

// Conflicts is everything in a file that a person has to decide.
type Conflicts struct {
	Forks   []Fork
	Clashes []Clash
	Rivals  []Rival
}

// None reports whether there is nothing to decide.
func (c Conflicts) None() bool { return len(c.Forks)+len(c.Clashes)+len(c.Rivals) == 0 }

// String names the object, for logs.
func (f Fork) String() string { return fmt.Sprintf("%s %s", f.Kind, f.ID) }

package export

import (
	"cmp"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Who came back to the work is one person in every count of persons. Two tables that differed by those who came back
// would tell how few they are.

// onceOnly are the occasions that count, and where that of a person, form and wave stands among them.
type onceOnly struct {
	kept []occasion
	at   map[onceKey]int32
}

type onceKey struct {
	person     store.PersonID
	instrument instruments.ID
	wave       store.Wave
}

// once takes in an occasion and keeps one for every person, form and wave: one that was done, else one that is still
// open, else one with a reason, and of equals the earliest. Of the forms of meetings, many per person, all are kept. Who
// was not in work in the period counts for follow-ups only, as in the counts of persons.
func (x *index) once(all *onceOnly, o occasion) {
	home, in := x.homes()[x.episodes[o.episode].Family]
	if o.group = home; !in {
		if o.group = x.groupOf[o.episode]; o.wave != store.FollowUp {
			return
		}
	}
	if o.wave == store.AtMeeting {
		all.kept = append(all.kept, o)
		return
	}
	if all.at == nil {
		all.at = map[onceKey]int32{}
	}
	k := onceKey{o.person, o.instrument, o.wave}
	i, again := all.at[k]
	switch {
	case !again:
		all.at[k] = int32(len(all.kept))
		all.kept = append(all.kept, o)
	case o.before(&all.kept[i]):
		all.kept[i] = o
	}
}

// before reports whether an occasion stands for the person rather than another.
func (o *occasion) before(other *occasion) bool {
	rank := func(s store.OccasionStatus) int {
		return slices.Index([]store.OccasionStatus{store.OccasionDone, store.OccasionDue, store.OccasionDeclined, store.OccasionOverdue}, s)
	}
	return cmp.Or(cmp.Compare(rank(o.status), rank(other.status)), o.date.Time().Compare(other.date.Time())) < 0
}

// homes are the groups that families count for: that of the first episode that was in work in the period.
func (x *index) homes() map[store.FamilyID]int {
	if x.home == nil {
		x.home = map[store.FamilyID]int{}
		for _, e := range x.inWork {
			if _, counted := x.home[e.Family]; !counted {
				x.home[e.Family] = x.groupOf[e.ID]
			}
		}
	}
	return x.home
}

// homeOf is the group of the family of an episode, or that of the episode when the family was not in work in the period.
func (x *index) homeOf(id store.EpisodeID) int {
	if g, in := x.homes()[x.episodes[id].Family]; in {
		return g
	}
	return x.groupOf[id]
}

// lastEpisodes are the last of every family that was in work in the period, in the order of the record.
func (x *index) lastEpisodes() []*store.Episode {
	last := map[store.FamilyID]*store.Episode{}
	for _, e := range x.inWork {
		if l := last[e.Family]; l == nil || !e.Start.Before(l.Start) {
			last[e.Family] = e
		}
	}
	return slices.DeleteFunc(slices.Clone(x.inWork), func(e *store.Episode) bool { return last[e.Family] != e })
}

// courses are the sittings with a start, those of one person with one form about one subject together in order of time.
func (x *index) courses(starts map[sitting]*store.Scored) [][]sitting {
	keys := make([]sitting, 0, len(starts))
	for k := range starts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b sitting) int {
		return cmp.Or(
			a.compareCourse(b), x.episodes[a.episode].Start.Time().Compare(x.episodes[b.episode].Start.Time()),
			slices.Compare(a.episode[:], b.episode[:]),
		)
	})
	var out [][]sitting
	for from := 0; from < len(keys); {
		to := from + 1
		for to < len(keys) && keys[to].compareCourse(keys[from]) == 0 {
			to++
		}
		out = append(out, keys[from:to])
		from = to
	}
	return out
}

func (k sitting) compareCourse(o sitting) int {
	return cmp.Or(
		slices.Compare(k.respondent[:], o.respondent[:]), slices.Compare(k.subject[:], o.subject[:]),
		cmp.Compare(k.ref.ID, o.ref.ID), cmp.Compare(k.ref.Version, o.ref.Version),
	)
}

package casework_test

import (
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Of sixty instruments a worker sees first what is due, then what the team's plan asks at other times, then our own.
func TestOffers_begin_with_the_plan_of_the_team(t *testing.T) {
	l := newLending(t)
	offers, err := l.desk.Offers(t.Context(), l.person)
	l.must(err)
	rank := 0
	for _, o := range offers {
		now := 3
		switch {
		case o.DueWave != "":
			now = 0
		case o.Planned:
			now = 1
		case o.Fits && o.Off == nil && o.Definition.Rights.Class == instruments.Own:
			now = 2
		}
		if now < rank {
			t.Errorf("%s comes after what is less near", o.Definition.ID)
		}
		rank = max(rank, now)
	}
	if rank != 3 || !offers[0].Planned {
		t.Errorf("the list begins with %s and has %d groups", offers[0].Definition.ID, rank+1)
	}
}

// Taking part is voluntary: nothing is due for somebody who does not.
func TestToday_asks_nothing_of_who_takes_no_part(t *testing.T) {
	l := newLending(t)
	before, err := l.desk.Today(t.Context())
	l.must(err)
	if len(before.Due) == 0 {
		t.Fatal("nothing is due, so that nothing is proved")
	}
	l.must(l.desk.DecideParticipation(t.Context(), store.Participation{Person: l.person, Date: store.DateOf(l.clock()), Decision: store.NoPart}))
	after, err := l.desk.Today(t.Context())
	l.must(err)
	if len(after.Due) != 0 {
		t.Errorf("%d forms are due after the young person said no", len(after.Due))
	}
}

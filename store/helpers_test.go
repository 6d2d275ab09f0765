package store_test

import (
	"fmt"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func day(tb testing.TB, s string) store.Date {
	tb.Helper()
	d, err := store.ParseDate(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// People of the stories: a girl of 15, a boy who is 11 until March 2026, one guardian.
func girl() store.Person {
	return store.Person{ID: store.PersonID{1}, Role: store.YoungPerson, BirthYear: 2010, BirthMonth: 5}
}

func littleBoy() store.Person {
	return store.Person{ID: store.PersonID{2}, Role: store.YoungPerson, BirthYear: 2014, BirthMonth: 3}
}

func guardian() store.Person { return store.Person{ID: store.PersonID{3}, Role: store.Guardian} }

func nameOf(id store.PersonID) string {
	return map[store.PersonID]string{{1}: "girl", {2}: "boy", {3}: "guardian"}[id]
}

// line is an occasion in one line: wave+also person instrument opens..closes status.
func line(o store.Occasion) string {
	wave := string(o.Wave)
	if o.Also != "" {
		wave += "+" + string(o.Also)
	}
	s := fmt.Sprintf("%s %s %s %s..%s %s", wave, nameOf(o.Person), o.Instrument, o.Opens, o.Closes, o.Status)
	if o.Decline != "" {
		s += " " + string(o.Decline)
	}
	if o.Postponed {
		s += " postponed"
	}
	return s
}

// ypLines keeps the lines of one instrument.
func linesOf(all []store.Occasion, id instruments.ID) []string {
	var out []string
	for _, o := range all {
		if o.Instrument == id {
			out = append(out, line(o))
		}
	}
	return out
}

// given is a completed administration of the girl's distress form.
func given(tb testing.TB, id byte, w store.Wave, on string) store.Administration {
	tb.Helper()
	return store.Administration{
		ID: store.AdministrationID{id}, Episode: store.EpisodeID{1}, Respondent: girl().ID, Subject: girl().ID,
		Instrument: instruments.Ref{ID: "yp-core", Version: 1}, Wave: w, State: store.Completed, Answered: day(tb, on),
	}
}

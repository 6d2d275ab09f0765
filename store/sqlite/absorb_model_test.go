package sqlite_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// The model is a few laptops that edit the same small agency and now and then tell each other what they know. What
// comes out is everything that was ever said.

// laptop is one of them: its clock and what it knows.
type laptop struct {
	clock    store.Clock
	versions []store.Version
	given    []store.Given
}

// subject is something that laptops edit.
type subject struct {
	kind   store.Kind
	id     store.ID
	family store.FamilyID
	body   func(n int) any // its state number n
}

const modelFamilies = 2

func familyAt(i int) store.FamilyID   { return storetest.ID[store.FamilyID](uint64(10 + 10*i)) }
func girlAt(i int) store.PersonID     { return storetest.ID[store.PersonID](uint64(11 + 10*i)) }
func episodeAt(i int) store.EpisodeID { return storetest.ID[store.EpisodeID](uint64(12 + 10*i)) }

// subjects of the model: an agency and two families, which in some states have the same code.
func subjects() []subject {
	region, team, worker := storetest.ID[store.RegionID](1), storetest.ID[store.TeamID](2), storetest.ID[store.WorkerID](3)
	day := store.Date{Year: 2026, Month: 1, Day: 7}
	all := []subject{
		{store.KindRegion, store.ID(region), store.FamilyID{}, func(n int) any {
			return store.Region{ID: region, Code: "ES", Name: fmt.Sprint("region ", n)}
		}},
		{store.KindTeam, store.ID(team), store.FamilyID{}, func(n int) any {
			return store.Team{ID: team, Region: region, Code: "ES-1", Name: fmt.Sprint("team ", n)}
		}},
		{store.KindWorker, store.ID(worker), store.FamilyID{}, func(n int) any {
			return store.Worker{ID: worker, Code: fmt.Sprint("T", n)}
		}},
		{store.KindMethod, store.ID(document(4)), store.FamilyID{}, func(n int) any {
			return store.Method{ID: document(4), Code: "PT", Name: fmt.Sprint("method ", n)}
		}},
	}
	for i := range modelFamilies {
		f, p, e := familyAt(i), girlAt(i), episodeAt(i)
		meeting := storetest.ID[store.MeetingID](uint64(13 + 10*i))
		all = append(all,
			subject{store.KindFamily, store.ID(f), f, func(n int) any {
				return store.Family{ID: f, Code: fmt.Sprintf("ES-%04d", 1+(n+i)%3), Region: region, Created: day}
			}},
			subject{store.KindPerson, store.ID(p), f, func(n int) any {
				return store.Person{ID: p, Family: f, Code: "ES-0001-N1", Role: store.YoungPerson, BirthYear: 2010 + n, Lang: "fi"}
			}},
			subject{store.KindEpisode, store.ID(e), f, func(n int) any {
				return store.Episode{ID: e, Family: f, Team: team, Worker: worker, Start: day.AddDays(n)}
			}},
			subject{store.KindMeeting, store.ID(meeting), f, func(n int) any {
				return store.Meeting{ID: meeting, Episode: e, Date: day.AddDays(n), Minutes: 60, Place: store.AtHome}
			}},
			subject{store.KindNotice, store.ID(document(uint64(15 + 10*i))), f, func(n int) any {
				return store.Notice{ID: document(uint64(15 + 10*i)), Person: p, Date: day.AddDays(n), Version: store.NoticeOlder, How: store.NoticePaper}
			}},
			subject{store.KindMark, store.ID(sheetAt(i)), f, func(n int) any {
				discussed := day.AddDays(n)
				if n%2 == 0 {
					discussed = store.Date{} // the note was taken back
				}
				return map[string]any{"Discussed": discussed, "RiskShown": storetest.Now().Add(time.Duration(n) * time.Hour)}
			}},
		)
	}
	return all
}

func sheetAt(i int) store.AdministrationID {
	return storetest.ID[store.AdministrationID](uint64(14 + 10*i))
}

// edit adds a version of a subject on top of the one that the laptop holds to be in force.
func (l *laptop) edit(s subject, n, wall int) {
	body, err := json.Marshal(s.body(n))
	if err != nil {
		panic(err)
	}
	v := store.Version{Kind: s.kind, ID: s.id, Family: s.family, Body: body}
	known := slices.DeleteFunc(slices.Clone(l.versions), func(v store.Version) bool { return v.Kind != s.kind || v.ID != s.id })
	if head, ok := store.Head(known); ok {
		v.Parents = []store.Stamp{head.Stamp}
	}
	v.Stamp = l.clock.Next(time.UnixMicro(int64(wall)))
	l.versions = append(l.versions, v)
}

// erase adds a tombstone.
func (l *laptop) erase(i, wall int) {
	body := fmt.Sprintf(`{"Code":"ES-%04d","On":"2026-03-%02d","Ground":"request"}`, i+1, 1+wall%28)
	l.versions = append(l.versions, store.Version{
		Kind: store.KindTombstone, ID: store.ID(familyAt(i)), Family: familyAt(i), Body: []byte(body),
		Stamp: l.clock.Next(time.UnixMicro(int64(wall))),
	})
}

// give adds a revision of the family's administration with one of several contents.
func (l *laptop) give(i, revision, n int) {
	on := store.Date{Year: 2026, Month: 2, Day: 1 + n}
	a := store.Administration{
		ID: sheetAt(i), Episode: episodeAt(i), Respondent: girlAt(i), Subject: girlAt(i), Informant: instruments.Self,
		Instrument: instruments.Ref{ID: "demo-checkin", Version: 1}, Lang: "fi", Mode: store.OwnScreen, Wave: store.Start,
		State: store.Completed, Answered: on, Entered: on.Time().Add(time.Duration(n/2) * time.Hour), Revision: revision,
		Responses: instruments.Responses{instruments.Answer(n)},
	}
	if revision > 1 {
		a.RevisedBy, a.RevisedWhy = storetest.ID[store.WorkerID](3), "keyed wrongly"
	}
	scores, risks := storetest.Result(a, float64(n), []string{"none", "flagged"}[n%2])
	l.given = append(l.given, store.Given{Family: familyAt(i), Scored: store.Scored{Administration: a, Scores: scores, Risks: risks}})
}

// learn takes over what another laptop knows.
func (l *laptop) learn(from *laptop) {
	for _, v := range from.versions {
		l.clock.See(v.Stamp)
		if !slices.ContainsFunc(l.versions, func(w store.Version) bool { return w.Kind == v.Kind && w.ID == v.ID && w.Compare(v) == 0 }) {
			l.versions = append(l.versions, v)
		}
	}
}

// said is everything that a few laptops have ever said, each subject at least once.
func said(t *rapid.T) store.Delivery {
	laptops := make([]*laptop, 3)
	for i := range laptops {
		laptops[i] = &laptop{clock: store.Clock{Device: store.DeviceID{byte(i + 1)}}}
	}
	all := subjects()
	for _, s := range all {
		laptops[0].edit(s, 0, 1)
	}
	small := rapid.IntRange(0, 4)
	for range rapid.IntRange(1, 25).Draw(t, "steps") {
		l := laptops[rapid.IntRange(0, 2).Draw(t, "laptop")]
		wall := rapid.IntRange(0, 20).Draw(t, "clock") // the wall clock may go backwards
		switch family := rapid.IntRange(0, modelFamilies-1).Draw(t, "family"); rapid.IntRange(0, 9).Draw(t, "what") {
		case 0, 1, 2, 3:
			l.edit(all[rapid.IntRange(0, len(all)-1).Draw(t, "subject")], small.Draw(t, "state"), wall)
		case 4, 5, 6:
			l.give(family, rapid.IntRange(1, 3).Draw(t, "revision"), small.Draw(t, "content"))
		case 7, 8:
			l.learn(laptops[rapid.IntRange(0, 2).Draw(t, "from")])
		case 9:
			l.erase(family, wall)
		}
	}
	var d store.Delivery
	for _, l := range laptops {
		d.Versions = append(d.Versions, l.versions...)
		d.Administrations = append(d.Administrations, l.given...)
	}
	return d
}

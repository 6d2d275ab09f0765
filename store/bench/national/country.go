package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// The country: areas with teams, and families that come one by one, stay seven months and answer at the waves of the
// plan. Everything comes in the order of days, from all areas mixed, as it would when laptops are merged month by month.
const (
	areas        = 21
	teamsPerArea = 6
	years        = 10
	perFamily    = 40.5 // administrations of one family, about
)

// form is an instrument as far as storing it goes: how many items and scales, who answers and when.
type form struct {
	id        instruments.ID
	items     int
	top       int // highest code of an item
	scales    []instruments.ScaleID
	guardian  bool
	young     bool
	waves     []store.Wave
	atMeeting int // how many meetings it is given at besides
}

func forms() []form {
	all := []store.Wave{store.Start, store.ThreeMonths, store.SixMonths, store.End, store.FollowUp}
	few := []store.Wave{store.Start, store.SixMonths, store.End}
	return []form{
		{id: "meeting-feedback", items: 4, top: 10, scales: []instruments.ScaleID{"total"}, young: true, atMeeting: 12},
		{id: "yp-core", items: 10, top: 4, scales: []instruments.ScaleID{"total"}, young: true, waves: all},
		{id: "gad-7", items: 7, top: 3, scales: []instruments.ScaleID{"total"}, young: true, guardian: true, waves: all},
		{id: "phq-9", items: 9, top: 3, scales: []instruments.ScaleID{"total"}, guardian: true, waves: all},
		{
			id: "sdq", items: 25, top: 2, young: true, guardian: true, waves: few,
			scales: []instruments.ScaleID{"total", "emotional", "conduct", "hyperactivity", "peer", "prosocial"},
		},
	}
}

// letters is a number as two letters.
func letters(n int) string { return string([]byte{byte('A' + n/26), byte('A' + n%26)}) }

// idOf is a UUID of version 7 with the day in front, so that ids of one day lie together as real ones do.
func idOf[T ~[16]byte](r *rand.Rand, at time.Time) T {
	var id T
	binary.BigEndian.PutUint64(id[:], uint64(at.UnixMilli())<<16)
	binary.BigEndian.PutUint64(id[8:], r.Uint64())
	id[6] = 0x70 | byte(r.UintN(16))
	id[8] = id[8]&0x3f | 0x80
	return id
}

// household is one family with what is still to come.
type household struct {
	family   store.FamilyID
	episode  store.EpisodeID
	start    int // day since the first
	young    store.PersonID
	guardian store.PersonID
	level    [2]float64 // trouble of the young person and the guardian, 0 to 1
	change   float64    // what the help changes until the end
}

// country is the source of all deliveries.
type country struct {
	r        *rand.Rand
	first    time.Time
	clock    store.Clock
	agency   []store.Version
	teams    []store.TeamID
	due      map[int][]occasion // by day
	families int
	given    int
}

// occasion is one family's wave, or meeting.
type occasion struct {
	home *household
	wave store.Wave
}

func newCountry(seed uint64) *country {
	c := &country{
		r: rand.New(rand.NewPCG(seed, 1)), first: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		clock: store.Clock{Device: store.DeviceID{1}}, due: map[int][]occasion{},
	}
	start := store.DateOf(c.first)
	for a := range areas {
		region := store.Region{ID: idOf[store.RegionID](c.r, c.first), Code: letters(a), Name: fmt.Sprintf("area %d", a+1), From: start}
		c.agency = append(c.agency, c.version(store.KindRegion, store.ID(region.ID), store.FamilyID{}, region))
		for n := range teamsPerArea {
			team := store.Team{ID: idOf[store.TeamID](c.r, c.first), Region: region.ID, Code: fmt.Sprintf("%s-%d", letters(a), n+1), Name: "team", From: start}
			c.agency = append(c.agency, c.version(store.KindTeam, store.ID(team.ID), store.FamilyID{}, team))
			c.teams = append(c.teams, team.ID)
		}
	}
	return c
}

func (c *country) version(kind store.Kind, id store.ID, family store.FamilyID, noun any) store.Version {
	body, err := json.Marshal(noun)
	if err != nil {
		panic(err) // nouns of our own always marshal
	}
	return store.Version{Kind: kind, ID: id, Family: family, Stamp: c.clock.Next(c.first), Body: body}
}

func (c *country) at(day int) time.Time { return c.first.AddDate(0, 0, day) }

// arrive is a new family on a day, with its persons, its episode and its plan.
func (c *country) arrive(day int) []store.Version {
	c.families++
	at := c.at(day)
	team := c.r.IntN(len(c.teams))
	h := &household{
		family: idOf[store.FamilyID](c.r, at), episode: idOf[store.EpisodeID](c.r, at), start: day,
		young: idOf[store.PersonID](c.r, at), guardian: idOf[store.PersonID](c.r, at),
		level: [2]float64{0.3 + 0.5*c.r.Float64(), 0.2 + 0.5*c.r.Float64()}, change: 0.5*c.r.Float64() - 0.1,
	}
	code := fmt.Sprintf("%s-%04d", letters(c.families/9999), c.families%9999+1)
	start := store.DateOf(at)
	region := c.regionOf(team)
	versions := []store.Version{
		c.version(store.KindFamily, store.ID(h.family), h.family, store.Family{ID: h.family, Code: code, Region: region, Created: start}),
		c.version(store.KindPerson, store.ID(h.young), h.family, store.Person{
			ID: h.young, Family: h.family, Code: code + "-N1", Role: store.YoungPerson, BirthYear: start.Year - 12 - c.r.IntN(6),
			BirthMonth: 1 + c.r.IntN(12), Gender: []store.Gender{store.Girl, store.Boy}[c.r.IntN(2)], Lang: instruments.Finnish,
		}),
		c.version(store.KindPerson, store.ID(h.guardian), h.family, store.Person{
			ID: h.guardian, Family: h.family, Code: code + "-H1", Role: store.Guardian, Lang: instruments.Finnish,
		}),
		c.version(store.KindEpisode, store.ID(h.episode), h.family, store.Episode{
			ID: h.episode, Family: h.family, Team: c.teams[team], Start: start,
		}),
	}
	for i, wave := range []store.Wave{store.Start, store.ThreeMonths, store.SixMonths, store.End, store.FollowUp} {
		on := day + []int{3, 91, 182, 213, 395}[i] + c.r.IntN(10)
		c.due[on] = append(c.due[on], occasion{h, wave})
	}
	for m := range 12 {
		on := day + 7 + 17*m + c.r.IntN(5)
		c.due[on] = append(c.due[on], occasion{h, store.AtMeeting})
	}
	return versions
}

func (c *country) regionOf(team int) store.RegionID {
	var r store.Region
	if err := json.Unmarshal(c.agency[team/teamsPerArea*(1+teamsPerArea)].Body, &r); err != nil {
		panic(err)
	}
	return r.ID
}

// day is what comes in on a day: arrivals families, and the answers of those who are due.
func (c *country) day(day, arrivals int) store.Delivery {
	var d store.Delivery
	if day == 0 {
		d.Versions = c.agency
	}
	for range arrivals {
		d.Versions = append(d.Versions, c.arrive(day)...)
	}
	for _, o := range c.due[day] {
		d.Administrations = c.answer(d.Administrations, o, day)
	}
	delete(c.due, day)
	return d
}

// answer appends what a family answers at one occasion. One in eight sheets is declined or not given.
func (c *country) answer(all []store.Given, o occasion, day int) []store.Given {
	for _, f := range forms() {
		if !f.givenAt(o.wave) {
			continue
		}
		for i, who := range []store.PersonID{o.home.young, o.home.guardian} {
			if i == 0 && !f.young || i == 1 && !f.guardian {
				continue
			}
			switch c.r.IntN(24) {
			case 0: // missed: there is no record of it
			case 1, 2:
				all = append(all, c.sheet(f, o, who, i, day, true))
			default:
				all = append(all, c.sheet(f, o, who, i, day, false))
			}
		}
	}
	return all
}

func (f form) givenAt(w store.Wave) bool {
	if w == store.AtMeeting {
		return f.atMeeting > 0
	}
	for _, have := range f.waves {
		if have == w {
			return true
		}
	}
	return false
}

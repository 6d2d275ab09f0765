package exporttest

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Today is the day of the invented reports.
var Today = store.Date{Year: 2026, Month: 11, Day: 21}

// sampler makes invented data.
type sampler struct {
	*rand.Rand
	export.Data
	last uint64
	defs map[instruments.ID]*instruments.Definition
}

func (s *sampler) id() (id store.ID) {
	s.last++
	binary.BigEndian.PutUint64(id[8:], s.last)
	return id
}

// Sample invents a project of three areas with a number of families. The same seed gives the same data. Codes of
// families are there on purpose: tests look for them in what leaves.
func Sample(tb testing.TB, seed uint64, families int) export.Data {
	tb.Helper()
	cat, err := instruments.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	s := &sampler{Rand: rand.New(rand.NewPCG(seed, 1)), defs: map[instruments.ID]*instruments.Definition{}}
	for _, id := range []instruments.ID{"yp-core", "core-10", "goals", "meeting-feedback", "sdq"} {
		def, err := cat.Get(id)
		if err != nil {
			tb.Fatal(err)
		}
		s.defs[id] = def
		s.Definitions = append(s.Definitions, def)
	}
	s.Demo = true
	s.Project = store.Project{
		Name: "Keksitty hanke", Code: "S00000", Programme: "Uudistuva ja osaava Suomi 2021–2027", Priority: "5.1",
		From: store.Date{Year: 2024, Month: 8, Day: 1}, To: store.Date{Year: 2026, Month: 12, Day: 31},
		Publicity: "Euroopan unionin osarahoittama",
		Organisations: []store.OrganisationRole{
			{Role: "lead", Name: "Vanha toteuttaja", From: store.Date{Year: 2024, Month: 8, Day: 1}, To: store.Date{Year: 2025, Month: 6, Day: 30}},
			{Role: "lead", Name: "Uusi toteuttaja", From: store.Date{Year: 2025, Month: 7, Day: 1}},
			{Role: "funder", Name: "Keksitty rahoittaja", From: store.Date{Year: 2024, Month: 8, Day: 1}},
		},
	}
	shares := []int{33, 26, 41}
	for i, a := range []struct{ code, name string }{{"ES", "Etelä-Savo"}, {"KA", "Kainuu"}, {"PS", "Pohjois-Savo"}} {
		region := store.Region{ID: store.RegionID(s.id()), Code: a.code, Name: a.name}
		team := store.Team{ID: store.TeamID(s.id()), Region: region.ID, Code: a.code + "1", Name: a.name}
		s.Regions, s.Teams = append(s.Regions, region), append(s.Teams, team)
		for range families * shares[i] / 100 {
			s.family(region, team)
		}
	}
	return s.Data
}

func (s *sampler) family(region store.Region, team store.Team) {
	f := store.Family{ID: store.FamilyID(s.id()), Code: fmt.Sprintf("%s-%04d", region.Code, 1+s.IntN(9999)), Region: region.ID}
	e := store.Episode{
		ID: store.EpisodeID(s.id()), Family: f.ID, Team: team.ID,
		Start: store.Date{Year: 2024, Month: 10, Day: 1}.AddDays(s.IntN(715)),
	}
	end := e.Start.AddDays(max(28, int(195+75*s.NormFloat64())))
	if end.Before(Today) {
		e.End, e.ExitReason = end, []store.ExitReason{store.ExitGoalsMet, store.ExitGoalsMet, store.ExitLighter, store.ExitStopped, store.ExitPlaced}[s.IntN(5)]
	}
	s.Families, s.Episodes = append(s.Families, f), append(s.Episodes, e)
	var members []store.Person
	add := func(role store.Role, n, year int) {
		g := []store.Gender{store.Girl, store.Boy}[s.IntN(2)]
		p := store.Person{
			ID: store.PersonID(s.id()), Family: f.ID, Code: fmt.Sprintf("%s-%s%d", f.Code, role.Letter(), n), Role: role,
			BirthYear: year, BirthMonth: 1 + s.IntN(12), Gender: g,
		}
		members = append(members, p)
	}
	for i := range 1 + s.IntN(6)/5 {
		add(store.YoungPerson, i+1, e.Start.Year-16+s.IntN(4))
	}
	for i := range 1 + s.IntN(2) {
		add(store.Guardian, i+1, 1975+s.IntN(15))
	}
	s.Persons = append(s.Persons, members...)
	last := e.End
	if last.IsZero() {
		last = Today
	}
	for d := e.Start; !d.After(last); d = d.AddDays(7 + s.IntN(5)) {
		s.Meetings = append(s.Meetings, store.Meeting{
			ID: store.MeetingID(s.id()), Episode: e.ID, Date: d, Minutes: 60 + s.IntN(60),
			Place: []store.Place{store.AtHome, store.AtHome, store.AtOffice, store.Remote}[s.IntN(4)],
		})
		for _, p := range members {
			if s.Float64() < 0.7 {
				s.answer(e, p, "meeting-feedback", store.AtMeeting, d, 30+5*s.NormFloat64())
			}
		}
	}
	for _, p := range members {
		s.person(e, p)
	}
}

func (s *sampler) person(e store.Episode, p store.Person) {
	id, mean := instruments.ID("yp-core"), 17.0
	if p.Role == store.Guardian {
		id, mean = "core-10", 14.5
	}
	level := mean + 6.5*s.NormFloat64()
	for _, w := range []struct {
		wave  store.Wave
		day   store.Date
		share float64
	}{
		{store.Start, e.Start.AddDays(5), 0},
		{store.ThreeMonths, e.Start.AddDays(91), 0.55},
		{store.End, e.End, 1},
	} {
		over := w.day.IsZero() || w.day.After(Today) || !e.End.IsZero() && w.day.After(e.End)
		if over {
			continue
		}
		if s.Float64() < 0.25 {
			s.decline(e, p, id, w.wave, w.day)
			continue
		}
		change := w.share * (-2.7 + 5*s.NormFloat64())
		s.answer(e, p, id, w.wave, w.day, level+change+2.5*s.NormFloat64())
		if p.Role == store.YoungPerson {
			s.answer(e, p, "goals", w.wave, w.day, 3+4*w.share+1.5*s.NormFloat64())
			s.answer(e, p, "sdq", w.wave, w.day, 16+change+4*s.NormFloat64())
		}
	}
	if p.Role != store.YoungPerson {
		return
	}
	for kind, chance := range map[store.EventKind]float64{store.EmergencyPlacement: 0.09} {
		if s.Float64() < chance {
			s.Events = append(s.Events, store.Event{ID: store.EventID(s.id()), Person: p.ID, Kind: kind, Date: e.Start.AddDays(20 + s.IntN(60))})
		}
	}
}

func (s *sampler) base(e store.Episode, p store.Person, id instruments.ID, w store.Wave, day store.Date) store.Administration {
	def := s.defs[id]
	return store.Administration{
		ID: store.AdministrationID(s.id()), Episode: e.ID, Respondent: p.ID, Subject: p.ID, Informant: instruments.Self,
		Instrument: def.Ref(), Definition: def.Hash, Wave: w, Answered: day, Entered: day.Time(), Revision: 1,
	}
}

func (s *sampler) answer(e store.Episode, p store.Person, id instruments.ID, w store.Wave, day store.Date, level float64) {
	a := store.Scored{Administration: s.base(e, p, id, w, day)}
	a.State = store.Completed
	if s.Float64() < 0.7 {
		a.Discussed = day
	}
	for i := range s.defs[id].Scales {
		scale := &s.defs[id].Scales[i]
		span := level
		if id == "sdq" && scale.Range.Max <= 10 {
			span = level / 4
		}
		v := math.Round(min(max(span, scale.Range.Min), scale.Range.Max))
		a.Scores = append(a.Scores, store.ScaleScore{
			Administration: a.ID, Scale: scale.ID, Scored: s.Float64() < 0.97, Value: v, Reported: v,
		})
	}
	s.Scored = append(s.Scored, a)
}

func (s *sampler) decline(e store.Episode, p store.Person, id instruments.ID, w store.Wave, day store.Date) {
	if s.Float64() < 0.5 {
		return // nobody wrote down why
	}
	a := store.Scored{Administration: s.base(e, p, id, w, day)}
	a.State = store.Declined
	a.Decline = []store.DeclineReason{store.Refused, store.NotReached, store.Crisis, store.NotOffered}[s.IntN(4)]
	s.Scored = append(s.Scored, a)
}

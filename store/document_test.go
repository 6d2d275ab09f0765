package store_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func decision(tb testing.TB, id byte, on string, d store.Decision) store.Participation {
	tb.Helper()
	return store.Participation{ID: store.DocumentID{id}, Person: girl().ID, Date: day(tb, on), Decision: d}
}

func TestParticipationOn_newestDecisionCounts(t *testing.T) {
	all := []store.Participation{
		decision(t, 2, "2026-02-01", store.Restricted), decision(t, 1, "2026-01-01", store.TakesPart),
		decision(t, 4, "2026-03-01", store.TakesPart), decision(t, 3, "2026-03-01", store.Objects),
		{ID: store.DocumentID{9}, Person: guardian().ID, Date: day(t, "2026-01-01"), Decision: store.NoPart},
	}
	for _, tt := range []struct {
		on           string
		want         store.Decision
		inEvaluation bool
	}{
		{"2025-12-31", "", true},
		{"2026-01-01", store.TakesPart, true},
		{"2026-02-28", store.Restricted, false},
		{"2026-03-01", store.TakesPart, true}, // two on one day: the later id
	} {
		p, ok := store.ParticipationOn(all, girl().ID, day(t, tt.on))
		same(t, tt.want, p.Decision)
		same(t, tt.want != "", ok)
		same(t, tt.inEvaluation, store.InEvaluation(all, girl().ID, day(t, tt.on)))
	}
}

// Nobody sees a young person's answers unless they said so; a later choice overrules an earlier one, whether it was
// about one guardian or all.
func TestMaySee_onlyWhatWasShared(t *testing.T) {
	other := store.PersonID{4}
	choice := func(id byte, on string, topic store.Topic, who store.PersonID, allowed bool) store.Sharing {
		return store.Sharing{ID: store.DocumentID{id}, Person: girl().ID, Date: day(t, on), Topic: topic, Guardian: who, Allowed: allowed}
	}
	all := []store.Sharing{
		choice(1, "2026-01-01", store.TopicGoals, store.PersonID{}, true),
		choice(2, "2026-02-01", store.TopicGoals, other, false),
		choice(3, "2026-03-01", store.TopicGoals, store.PersonID{}, false),
		choice(4, "2026-03-01", store.TopicWellbeing, other, true),
	}
	for _, tt := range []struct {
		on    string
		topic store.Topic
		who   store.PersonID
		want  bool
	}{
		{"2025-12-31", store.TopicGoals, guardian().ID, false},
		{"2026-01-01", store.TopicGoals, guardian().ID, true},
		{"2026-01-01", store.TopicWellbeing, guardian().ID, false},
		{"2026-02-01", store.TopicGoals, other, false},
		{"2026-02-01", store.TopicGoals, guardian().ID, true},
		{"2026-03-01", store.TopicGoals, guardian().ID, false},
		{"2026-03-01", store.TopicWellbeing, other, true},
		{"2026-03-01", store.TopicWellbeing, guardian().ID, false},
		{"2026-03-01", store.TopicRisk, other, false},
	} {
		if got := store.MaySee(all, girl().ID, tt.who, tt.topic, day(t, tt.on)); got != tt.want {
			t.Errorf("%+v: %v", tt, got)
		}
	}
}

func TestNoticeFor(t *testing.T) {
	on := day(t, "2026-06-01") // the girl, born in May 2010, is 16
	same(t, store.NoticeOlder, store.NoticeFor(girl(), on))
	same(t, store.NoticeYounger, store.NoticeFor(littleBoy(), on)) // 12
	same(t, store.NoticeAdult, store.NoticeFor(guardian(), on))
	same(t, store.NoticeAdult, store.NoticeFor(girl(), day(t, "2028-05-01")))
	same(t, store.NoticeOlder, store.NoticeFor(girl(), day(t, "2025-05-01"))) // 15 this month
	same(t, store.NoticeYounger, store.NoticeFor(girl(), day(t, "2025-04-30")))
	same(t, store.NoticeYounger, store.NoticeFor(store.Person{Role: store.YoungPerson}, on))
}

func TestDosageOf(t *testing.T) {
	e := store.EpisodeID{1}
	meetings := []store.Meeting{
		{Episode: e, Date: day(t, "2026-02-10"), Minutes: 90, Place: store.AtHome},
		{Episode: e, Date: day(t, "2026-01-07"), Minutes: 60, Place: store.AtHome},
		{Episode: e, Date: day(t, "2026-01-20"), Place: store.Remote},
		{Episode: store.EpisodeID{2}, Date: day(t, "2026-01-01"), Minutes: 45, Place: store.AtHome},
	}
	same(t, store.Dosage{Meetings: 3, Minutes: 150, Untimed: 1, Days: 35, ByPlace: map[store.Place]int{store.AtHome: 2, store.Remote: 1}},
		store.DosageOf(e, meetings, store.Date{})) // 7 January to 10 February: 25 + 10 days
	same(t, 2, store.DosageOf(e, meetings, day(t, "2026-01-20")).Meetings)
	same(t, 0, store.DosageOf(store.EpisodeID{3}, meetings, store.Date{}).Days)
}

// Somebody who comes back counts once: first entry as it was then, last exit with its results.
func TestOnce(t *testing.T) {
	project, girl := store.ProjectID{1}, girl().ID
	first := store.Participant{
		ID: store.DocumentID{1}, Project: project, Person: girl, Type: store.YoungParticipant, Age: store.Under18,
		Labour: store.Inactive, Entry: day(t, "2025-01-01"), Exit: day(t, "2025-06-01"), Employed: store.Yes,
	}
	second, third := first, first
	second.ID, second.Entry, second.Exit, second.Employed = store.DocumentID{2}, day(t, "2025-09-01"), day(t, "2025-12-01"), store.No
	third.ID, third.Entry, third.Exit, third.Age, third.Labour = store.DocumentID{3}, day(t, "2026-02-01"), day(t, "2026-05-01"), store.Age18, store.Unemployed
	third.Employed, third.InTraining = store.NotAskedYet, store.Yes
	colleague := store.Participant{ID: store.DocumentID{4}, Project: project, Type: store.Professional, Entry: day(t, "2025-03-01")}
	want := first
	want.Exit, want.Employed, want.InTraining = third.Exit, store.NotAskedYet, store.Yes
	for _, all := range [][]store.Participant{
		{first, second, third, colleague, colleague}, {third, colleague, first, colleague, second}, {second, colleague, colleague, third, first},
	} {
		same(t, []store.Participant{want, colleague, colleague}, store.Once(all))
	}
}

func TestAgeClassOf(t *testing.T) {
	for age, want := range map[int]store.AgeClass{
		-1: "", 0: store.Under18, 17: store.Under18, 18: store.Age18, 29: store.Age18, 30: store.Age30, 54: store.Age30, 55: store.Age55,
	} {
		same(t, want, store.AgeClassOf(age))
	}
}

// Kept until 24 months after the last exit, to the day; a short month ends on its last day.
func TestRetentionDue(t *testing.T) {
	family := func(id byte) store.Family {
		return store.Family{ID: store.FamilyID{id}, Created: day(t, "2020-01-01")}
	}
	episode := func(id byte, from, to string) store.Episode {
		return store.Episode{Family: store.FamilyID{id}, Start: day(t, from), End: day(t, to)}
	}
	gone := family(5)
	gone.Erased = day(t, "2021-01-01")
	families := []store.Family{family(1), family(2), family(3), family(4), gone}
	episodes := []store.Episode{
		episode(1, "2021-01-01", "2022-02-28"), episode(1, "2020-01-01", "2020-06-01"), // last exit counts
		episode(2, "2020-01-01", "2020-06-01"), episode(2, "2023-01-01", ""), // in work again
		episode(3, "2020-01-01", "2024-02-28"),
	}
	same(t, []store.Due{
		{Family: family(4), Exit: day(t, "2020-01-01"), KeepTo: day(t, "2022-01-01"), Overdue: 789}, // 364 + 365 + 60
		{Family: family(1), Exit: day(t, "2022-02-28"), KeepTo: day(t, "2024-02-28"), Overdue: 1},
	}, store.RetentionDue(families, episodes, 24, day(t, "2024-02-29")))
	same(t, day(t, "2026-02-28"), day(t, "2025-12-31").AddMonths(2))
	same(t, day(t, "2024-02-29"), day(t, "2023-11-30").AddMonths(3))
}

func TestDocuments_validate(t *testing.T) {
	from, to := day(t, "2026-01-01"), day(t, "2026-12-31")
	id, person := store.DocumentID{1}, girl().ID
	project, team := store.ProjectID{1}, store.TeamID{1}
	participant := store.Participant{ID: id, Project: project, Team: team, Person: person, Type: store.YoungParticipant, Labour: store.Inactive, Entry: from}
	changed := func(f func(*store.Participant)) store.Participant { p := participant; f(&p); return p }
	request := store.Request{ID: id, Family: store.FamilyID{1}, Kind: store.AskErasure, Received: from}
	ruled := func(r store.Ruling, ground, done string) store.Request {
		q := request
		q.Ruling, q.Decided, q.Ground, q.Done = r, to, ground, done
		return q
	}
	told := func(v float64) *float64 { return &v }
	block := func(key, text string) store.NarrativeBlock {
		return store.NarrativeBlock{ID: id, Project: project, Key: key, Lang: instruments.Finnish, Text: text, Written: from}
	}
	agreed := func(on, agreed store.Date) store.Appointment {
		a := store.AppointmentOf(store.EpisodeID{9})
		a.Date, a.Agreed = on, agreed
		return a
	}
	withdrawn := agreed(from, to)
	withdrawn.Withdrawn = true
	for field, docs := range map[string][]store.Document{
		"": {
			agreed(from, from), agreed(to, from), withdrawn,
			block("aim-1", "x"), block("suggestions", strings.Repeat("ä", 4000)),
			store.Target{ID: id, Project: project, Indicator: "experts", Value: 12, From: from, To: to, Told: told(14), Comment: "x"},
			participant, request, ruled(store.Refusal, "703/2023", ""), ruled(store.Granted, "their wish", ""), ruled(store.Partly, "law", "goals removed"),
			store.Estimate{ID: id, Project: project, Team: team, Indicator: "EECO12", From: from, To: to, Basis: "survey"},
			store.Participant{ID: id, Project: project, Team: team, Type: store.Professional, Entry: from},
			store.ProtocolInForce{ID: id, From: from, Protocol: store.DefaultProtocol()},
		},
		"Person": {
			changed(func(p *store.Participant) { p.Person = store.PersonID{} }), changed(func(p *store.Participant) { p.Type = store.Professional }),
			store.Notice{ID: id, Date: from},
		},
		"Employed":      {changed(func(p *store.Participant) { p.Employed = store.Yes })},                                        // has not left
		"JobSearch":     {changed(func(p *store.Participant) { p.Labour, p.Exit, p.JobSearch = store.Employed, to, store.Yes })}, // was not inactive
		"LaterAsked":    {changed(func(p *store.Participant) { p.Exit, p.LaterEmployed = to, store.No })},                        // when?
		"LaterBetter":   {changed(func(p *store.Participant) { p.Exit, p.LaterAsked, p.LaterBetter = from, to, store.Yes })},     // was not in work
		"EndEntered":    {changed(func(p *store.Participant) { p.EndEntered = to })},                                             // has not left
		"StartEntered":  {changed(func(p *store.Participant) { p.StartEntered = day(t, "2025-12-31") })},                         // before entry
		"To":            {store.Organisation{ID: store.OrganisationID{1}, Name: "x", From: to, To: from}, store.Method{ID: id, Code: "a", Name: "b", From: to, To: from}},
		"Indicator":     {store.Estimate{ID: id, Project: project, Team: team, Indicator: "EECO01", From: from, To: to, Basis: "x"}}, // asked of everybody
		"Part":          {store.Partnership{ID: id, Project: project, Organisation: store.OrganisationID{1}, Part: "friend", From: from}},
		"Organisations": {store.Project{ID: project, Name: "x", Organisations: []store.OrganisationRole{{Role: "lead"}}}},
		"Ground":        {ruled(store.Granted, "", ""), ruled(store.Refusal, " ", ""), ruled(store.Partly, "", "x")},
		"Done":          {ruled(store.Partly, "law", "")},
		"Decided":       {store.Request{ID: id, Family: store.FamilyID{1}, Kind: store.AskErasure, Received: from, Ruling: store.Granted}},
		"Value":         {store.Target{ID: id, Project: project, Indicator: "EECO01", Value: -1, From: from, To: to}},
		"Told":          {store.Target{ID: id, Project: project, Indicator: "experts", From: from, To: to, Told: told(-1)}},
		"Comment":       {store.Target{ID: id, Project: project, Indicator: "experts", From: from, To: to, Comment: strings.Repeat("a", 501)}},
		"Key":           {block("colour", "x"), block("aim-10", "x"), block("", "x")},
		"Text":          {block("aim-1", ""), block("wp-9", strings.Repeat("a", 4001))},
		"Meeting":       {store.Missed{ID: id, Episode: store.EpisodeID{1}, Person: person, Instrument: "x", Wave: store.AtMeeting, Reason: store.Crisis, Noted: from}},
		"ID":            {store.Appointment{ID: id, Episode: store.EpisodeID{9}, Date: to, Agreed: from}},
		"Date":          {agreed(from, to), agreed(store.Date{}, from)},
		"Agreed":        {agreed(to, store.Date{})},
		"Guardian":      {store.Sharing{ID: id, Person: person, Guardian: person, Date: from, Topic: store.TopicGoals}},
		"Topic":         {store.Sharing{ID: id, Person: person, Date: from, Topic: "everything"}},
		"Decision":      {store.Participation{ID: id, Person: person, Date: from, Decision: "maybe"}},
		"Wave":          {store.ProtocolInForce{ID: id, From: from, Protocol: store.Protocol{Phases: []store.Phase{{Wave: store.Start}, {Wave: store.Start}}}}},
	} {
		for _, d := range docs {
			err := d.Validate()
			var invalid *store.InvalidError
			if field == "" && err != nil || field != "" && (!errors.As(err, &invalid) || invalid.Field != field) {
				t.Errorf("%s of %T: %v", field, d, err)
			}
		}
	}
}

func TestAppointment_isUsedUpByItsMeeting(t *testing.T) {
	a := store.AppointmentOf(store.EpisodeID{9})
	a.Date, a.Agreed = day(t, "2026-03-24"), day(t, "2026-03-10")
	held := func(e byte, on string) store.Meeting {
		return store.Meeting{Episode: store.EpisodeID{e}, Date: day(t, on)}
	}
	for _, tt := range []struct {
		what string
		held []store.Meeting
		open bool
	}{
		{"none", nil, true},
		{"the one at which it was agreed", []store.Meeting{held(9, "2026-03-10")}, true},
		{"another one before the day", []store.Meeting{held(9, "2026-03-23")}, true},
		{"on the day", []store.Meeting{held(9, "2026-03-10"), held(9, "2026-03-24")}, false},
		{"some days late", []store.Meeting{held(9, "2026-03-27")}, false},
		{"of another episode", []store.Meeting{held(8, "2026-03-24")}, true},
	} {
		same(t, tt.open, a.Open(tt.held))
	}
	a.Withdrawn = true
	same(t, false, a.Open(nil))
}

// What is decoded from a version is what was encoded, for every kind of document.
func TestDecodeDocument_everyKind(t *testing.T) {
	for _, d := range []store.Document{
		store.Organisation{},
		store.Project{},
		store.Partnership{},
		store.SubProject{},
		store.Target{},
		store.Estimate{},
		store.ProtocolInForce{},
		store.Method{},
		store.MethodUsed{},
		store.Notice{},
		store.Participation{},
		store.Sharing{},
		store.Participant{},
		store.Missed{},
		store.Appointment{},
		store.Request{},
		store.NarrativeBlock{},
	} {
		body, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		back, err := store.DecodeDocument(d.Place().Kind, body)
		if err != nil {
			t.Fatal(err)
		}
		same(t, d, back)
	}
	for _, kind := range []store.Kind{"", store.KindFamily, "from-the-future"} {
		if _, err := store.DecodeDocument(kind, []byte("{}")); !errors.Is(err, store.ErrRefused) {
			t.Errorf("%q: %v", kind, err)
		}
	}
}

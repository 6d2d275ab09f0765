package store_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func goodAdministration() store.Administration {
	return store.Administration{
		ID: store.AdministrationID{1}, Episode: store.EpisodeID{1}, Respondent: store.PersonID{1}, Subject: store.PersonID{1},
		Instrument: instruments.Ref{ID: "core-10", Version: 1}, Wave: store.Start, Mode: store.OwnScreen,
		State: store.Completed, Answered: store.Date{Year: 2026, Month: 1, Day: 2},
		Entered: time.Date(2026, 1, 2, 10, 0, 0, 0, time.UTC),
	}
}

func goodPerson() store.Person {
	return store.Person{
		ID: store.PersonID{1}, Family: store.FamilyID{1}, Code: "ES-0042-N1", Role: store.YoungPerson,
		BirthYear: 2010, BirthMonth: 5, Gender: store.Girl,
	}
}

// changed applies a change to a good noun and validates it.
func changed[T interface{ Validate() error }](good T, change func(*T)) error {
	change(&good)
	return good.Validate()
}

func TestValidate(t *testing.T) {
	d := store.Date{Year: 2026, Month: 1, Day: 2}
	region := store.Region{ID: store.RegionID{1}, Code: "ES"}
	team := store.Team{ID: store.TeamID{1}, Region: region.ID, Code: "ES-1"}
	member := store.Membership{Worker: store.WorkerID{1}, Team: team.ID, From: d}
	settings := store.Settings{Lang: instruments.Finnish, AutoLockMinutes: 5}
	family := store.Family{ID: store.FamilyID{1}, Code: "ES-0042", Region: region.ID, Created: d}
	episode := store.Episode{ID: store.EpisodeID{1}, Family: family.ID, Team: team.ID, Start: d}
	meeting := store.Meeting{ID: store.MeetingID{1}, Episode: episode.ID, Date: d, Minutes: 60, Place: store.AtHome}
	event := store.Event{ID: store.EventID{1}, Person: store.PersonID{1}, Kind: store.ReturnHome, Date: d}
	goal := store.Goal{ID: store.GoalID{1}, Person: store.PersonID{1}, Number: 1, Text: "nukun yöni", Set: d}

	tests := []struct {
		name    string
		err     error
		field   string
		problem store.Problem
	}{
		{"good region", region.Validate(), "", ""},
		{"region code", changed(region, func(r *store.Region) { r.Code = "Es" }), "Code", store.BadFormat},
		{"region period", changed(region, func(r *store.Region) { r.From, r.To = d, d.AddDays(-1) }), "To", store.WrongOrder},
		{"good team", team.Validate(), "", ""},
		{"team without region", changed(team, func(v *store.Team) { v.Region = store.RegionID{} }), "Region", store.Missing},
		{"worker without code", store.Worker{ID: store.WorkerID{1}}.Validate(), "Code", store.Missing},
		{"good membership", member.Validate(), "", ""},
		{"membership without start", changed(member, func(v *store.Membership) { v.From = store.Date{} }), "From", store.Missing},
		{"good settings", settings.Validate(), "", ""},
		{"auto-lock off", changed(settings, func(v *store.Settings) { v.AutoLockMinutes = 0 }), "AutoLockMinutes", store.OutOfRange},
		{"auto-lock too late", changed(settings, func(v *store.Settings) { v.AutoLockMinutes = 16 }), "AutoLockMinutes", store.OutOfRange},
		{"language", changed(settings, func(v *store.Settings) { v.Lang = "xx" }), "Lang", store.UnknownValue},
		{"good family", family.Validate(), "", ""},
		{"family code", changed(family, func(v *store.Family) { v.Code = "Virtanen" }), "Code", store.BadFormat},
		{"tombstone by hand", changed(family, func(v *store.Family) { v.Erased = d }), "Erased", store.NotPermitted},
		{"good person", goodPerson().Validate(), "", ""},
		{"guardian with an N", changed(goodPerson(), func(v *store.Person) { v.Role = store.Guardian }), "Code", store.NotFitting},
		{"month without year", changed(goodPerson(), func(v *store.Person) { v.BirthYear = 0 }), "BirthYear", store.Missing},
		{"month 13", changed(goodPerson(), func(v *store.Person) { v.BirthMonth = 13 }), "BirthMonth", store.OutOfRange},
		{"unknown age", changed(goodPerson(), func(v *store.Person) { v.BirthYear, v.BirthMonth = 0, 0 }), "", ""},
		{"gender", changed(goodPerson(), func(v *store.Person) { v.Gender = "x" }), "Gender", store.UnknownValue},
		{"good episode", episode.Validate(), "", ""},
		{"end before start", changed(episode, func(v *store.Episode) { v.End = d.AddDays(-1) }), "End", store.WrongOrder},
		{"exit while in work", changed(episode, func(v *store.Episode) { v.ExitReason = store.ExitMoved }), "ExitReason", store.NotFitting},
		{"30 February", changed(episode, func(v *store.Episode) { v.Start.Month, v.Start.Day = 2, 30 }), "Start", store.OutOfRange},
		{"good meeting", meeting.Validate(), "", ""},
		{"minutes", changed(meeting, func(v *store.Meeting) { v.Minutes = 1441 }), "Minutes", store.OutOfRange},
		{"place", changed(meeting, func(v *store.Meeting) { v.Place = "" }), "Place", store.UnknownValue},
		{"good event", event.Validate(), "", ""},
		{"event kind", changed(event, func(v *store.Event) { v.Kind = "other" }), "Kind", store.UnknownValue},
		{"good goal", goal.Validate(), "", ""},
		{"goal 4", changed(goal, func(v *store.Goal) { v.Number = 4 }), "Number", store.OutOfRange},
		{"blank goal", changed(goal, func(v *store.Goal) { v.Text = " \t" }), "Text", store.Missing},
		{"broken text", changed(goal, func(v *store.Goal) { v.Text = "a\xff" }), "Text", store.BadFormat},
		{"good administration", goodAdministration().Validate(), "", ""},
		{"no day", changed(goodAdministration(), func(v *store.Administration) { v.Answered = store.Date{} }), "Answered", store.Missing},
		{"no instant", changed(goodAdministration(), func(v *store.Administration) { v.Entered = time.Time{} }), "Entered", store.Missing},
		{
			"a draft needs neither",
			changed(goodAdministration(), func(v *store.Administration) {
				v.State, v.Answered, v.Entered = store.DraftState, store.Date{}, time.Time{}
			}), "", "",
		},
		{"declined without reason", changed(goodAdministration(), func(v *store.Administration) { v.State = store.Declined }), "Decline", store.NotFitting},
		{"reason without declining", changed(goodAdministration(), func(v *store.Administration) { v.Decline = store.Crisis }), "Decline", store.NotFitting},
		{
			"declined needs no mode",
			changed(goodAdministration(), func(v *store.Administration) { v.State, v.Decline, v.Mode = store.Declined, store.Crisis, "" }), "", "",
		},
		{"answered needs a mode", changed(goodAdministration(), func(v *store.Administration) { v.Mode = "" }), "Mode", store.UnknownValue},
		{"same wave twice", changed(goodAdministration(), func(v *store.Administration) { v.Also = store.Start }), "Also", store.NotFitting},
		{"wave", changed(goodAdministration(), func(v *store.Administration) { v.Wave = "later" }), "Wave", store.UnknownValue},
		{"revision without why", changed(goodAdministration(), func(v *store.Administration) { v.Revision = 2 }), "RevisedWhy", store.Missing},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { wantInvalid(t, tt.err, tt.field, tt.problem) })
	}
}

func wantInvalid(t *testing.T, err error, field string, problem store.Problem) {
	t.Helper()
	var invalid *store.InvalidError
	switch {
	case field == "" && err != nil:
		t.Errorf("refused: %v", err)
	case field == "":
	case !errors.As(err, &invalid):
		t.Errorf("got %v, want %s %s", err, field, problem)
	case invalid.Field != field || invalid.Problem != problem:
		t.Errorf("got %v, want %s %s", err, field, problem)
	}
}

func TestValidateResult(t *testing.T) {
	good := store.ScaleScore{Scale: "total", Scored: true, Value: 3, Reported: 3}
	nan := good
	nan.Value = math.NaN()
	flag := store.RiskFlag{Item: 6, State: "flagged"}
	for name, tt := range map[string]struct {
		scores  []store.ScaleScore
		risks   []store.RiskFlag
		field   string
		problem store.Problem
	}{
		"good":              {[]store.ScaleScore{good}, []store.RiskFlag{flag}, "", ""},
		"nothing":           {nil, nil, "", ""},
		"scale twice":       {[]store.ScaleScore{good, good}, nil, "Scale", store.Duplicate},
		"not a number":      {[]store.ScaleScore{nan}, nil, "Value", store.OutOfRange},
		"no reason":         {[]store.ScaleScore{{Scale: "total"}}, nil, "Reason", store.Missing},
		"risk item twice":   {nil, []store.RiskFlag{flag, flag}, "Item", store.Duplicate},
		"unknown risk word": {nil, []store.RiskFlag{{Item: 6, State: "yes"}}, "State", store.UnknownValue},
	} {
		t.Run(name, func(t *testing.T) { wantInvalid(t, store.ValidateResult(tt.scores, tt.risks), tt.field, tt.problem) })
	}
}

package casework_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func (o *office) refuses(err, want error) {
	o.t.Helper()
	if !errors.Is(err, want) {
		o.t.Errorf("%v, want %v", err, want)
	}
}

// The demo check-in has five items of codes 0–3; its total is their sum.
func TestCorrectionKeepsTheOldAnswersAndScoresTheNew(t *testing.T) {
	o := newOffice(t)
	_, girl, _ := o.family()
	id := o.complete(o.plan(girl, "demo-checkin", store.Start), 0, 1, 2, 1, 0)
	v, err := o.desk.Correction(t.Context(), id)
	o.must(err)
	if len(v.Items) != 5 || v.Items[2].Response != instruments.Answer(2) {
		t.Errorf("to correct: %+v", v.Items)
	}
	fix := func(why string, answers map[int]instruments.Response) error {
		_, err := o.desk.Correct(t.Context(), casework.Correction{ID: id, Answers: answers, Why: why})
		return err
	}
	answers := map[int]instruments.Response{3: instruments.Answer(1)}
	o.refuses(fix(" ", answers), casework.ErrNoReason)
	o.refuses(fix("oikein", map[int]instruments.Response{3: instruments.Answer(2)}), casework.ErrNoChange)
	o.refuses(fix("oikein", map[int]instruments.Response{9: instruments.Answer(1)}), store.ErrNotFound)
	var free *store.FreeTextError
	if err := fix("soita 040 123 4567", answers); !errors.As(err, &free) {
		t.Errorf("%v, want a refusal of the text", err)
	}
	var code *instruments.CodeNotOfferedError
	if err := fix("oikein", map[int]instruments.Response{3: instruments.Answer(9)}); !errors.As(err, &code) {
		t.Errorf("%v, want a refusal of the code", err)
	}
	before, err := o.rec.Administration(t.Context(), id)
	o.must(err)
	o.must(fix("väärin näppäilty", answers))
	after, err := o.rec.Administration(t.Context(), id)
	o.must(err)
	if after.Revision != 2 || after.RevisedWhy != "väärin näppäilty" || after.Scores[0].Value == before.Scores[0].Value {
		t.Errorf("after: %+v", after)
	}
	x, err := o.rec.Extract(t.Context(), girl.ID)
	o.must(err)
	if len(x.Results) != 2 || x.Results[0].Responses[2] != instruments.Answer(2) {
		t.Errorf("the old answers are not kept: %+v", x.Results)
	}
	p, err := casework.Prove(t.Context(), o.rec, o.desk.Catalogue())
	o.must(errors.Join(err, p.Err()))
	_, err = o.desk.Begin(t.Context(), o.plan(girl, "demo-checkin", store.ThreeMonths))
	o.must(err)
	drafts, err := o.rec.Drafts(t.Context())
	o.must(err)
	_, err = o.desk.Correction(t.Context(), drafts[0].ID)
	o.refuses(err, casework.ErrNotCompleted)
}

func TestARestrictionTakesTheFamilyOutOfReportsAndCountsIt(t *testing.T) {
	o := newOffice(t)
	f, girl, mother := o.family()
	_, other, _ := o.family()
	o.complete(o.plan(girl, "demo-checkin", store.Start), 0, 1, 2, 1, 0)
	o.complete(o.plan(other, "demo-checkin", store.Start), 0, 1, 2, 1, 0)
	decide := func(d store.Decision) {
		t.Helper()
		o.must(o.desk.DecideParticipation(t.Context(), store.Participation{Person: mother.ID, Decision: d}))
	}
	said := func() string {
		t.Helper()
		rep, err := o.desk.Report(t.Context(), casework.ReportRequest{})
		o.must(err)
		var all []string
		for _, l := range rep.Section("cover").Closing {
			all = append(all, l.Key)
		}
		return strings.Join(all, " ")
	}
	if strings.Contains(said(), "leftout") {
		t.Error("a family is left out before anybody asked")
	}
	for _, d := range []store.Decision{store.Restricted, store.Objects} {
		decide(d)
		if !strings.Contains(said(), "report.cover.leftout.few") {
			t.Errorf("%s: nobody is left out: %s", d, said())
		}
		v, err := o.desk.Choices(t.Context(), f.ID)
		o.must(err)
		if !v.Out || v.Members[1].Decision != d {
			t.Errorf("%s: %+v", d, v)
		}
	}
	decide(store.NoPart) // does not answer, but what was answered counts
	if strings.Contains(said(), "leftout") {
		t.Error("left out without a restriction")
	}
}

func TestNoticesFollowTheAge(t *testing.T) {
	o := newOffice(t)
	f, girl, mother := o.family() // she is 14 until May 2026
	o.must(o.desk.GiveNotice(t.Context(), store.Notice{Person: girl.ID, How: store.NoticeSpoken}))
	o.refuses(o.desk.DecideSharing(t.Context(), store.Sharing{Person: mother.ID, Topic: store.TopicGoals, Allowed: true}), casework.ErrNotOffered)
	o.must(o.desk.DecideSharing(t.Context(), store.Sharing{Person: girl.ID, Topic: store.TopicGoals, Allowed: true}))
	look := func() casework.Choices {
		t.Helper()
		v, err := o.desk.Choices(t.Context(), f.ID)
		o.must(err)
		return v.Members[0]
	}
	c := look()
	if c.Told == nil || c.Told.Version != store.NoticeYounger || c.Outgrown || !c.Sharing[store.TopicGoals] || len(c.Sharing) != 1 {
		t.Errorf("%+v", c)
	}
	o.now = o.now.AddDate(0, 3, 0)
	if c := look(); !c.Outgrown || c.Due != store.NoticeOlder {
		t.Errorf("after her birthday: %+v", c)
	}
}

func TestErasureNeedsAGroundAndLeavesATombstone(t *testing.T) {
	o := newOffice(t)
	f, girl, _ := o.family()
	o.complete(o.plan(girl, "demo-checkin", store.Start), 0, 1, 2, 1, 0)
	_, err := o.desk.AskedFor(t.Context(), store.Request{Family: f.ID, Kind: store.AskErasure})
	o.must(err)
	e, err := o.desk.Erasable(t.Context(), f.ID)
	o.must(err)
	if e.Persons != 2 || e.Administration != 1 || len(e.Open) != 1 || e.Due != nil {
		t.Errorf("%+v", e)
	}
	rule := func(r store.Ruling, ground string) error {
		return o.desk.DecideErasure(t.Context(), casework.Ruling{Family: f.ID, Ruling: r, Ground: ground})
	}
	o.refuses(rule(store.Granted, ""), casework.ErrNoReason)
	o.must(rule(store.Refusal, "17(3)(b)"))
	e, err = o.desk.Erasable(t.Context(), f.ID)
	o.must(err)
	if len(e.Open) != 0 || e.Administration != 1 {
		t.Errorf("after a refusal: %+v", e)
	}
	o.refuses(o.desk.EraseOld(t.Context(), f.ID), casework.ErrNotDue)
	o.must(rule(store.Granted, "17(1)(b)"))
	_, err = o.desk.Erasable(t.Context(), f.ID)
	o.refuses(err, store.ErrErased)
	gone, err := o.rec.Family(t.Context(), f.ID)
	o.must(err)
	if gone.Code != f.Code || gone.ErasedGround != "17(1)(b)" {
		t.Errorf("tombstone: %+v", gone)
	}
}

func TestWhatIsKeptTooLongIsListedAndErasedOneByOne(t *testing.T) {
	o := newOffice(t)
	f, girl, _ := o.family()
	v, err := o.desk.Family(t.Context(), f.ID)
	o.must(err)
	o.must(o.desk.EndEpisode(t.Context(), v.Episode().ID, o.desk.Date(), store.ExitGoalsMet))
	o.now = o.now.AddDate(0, 12, 1)
	due, err := o.desk.RetentionDue(t.Context())
	o.must(err)
	if len(due) != 0 {
		t.Errorf("due after a year: %+v", due)
	}
	o.must(o.desk.KeepFor(t.Context(), 12))
	due, err = o.desk.RetentionDue(t.Context())
	o.must(err)
	if len(due) != 1 || due[0].Family.ID != f.ID || due[0].Overdue != 1 {
		t.Errorf("due: %+v", due)
	}
	o.must(o.desk.EraseOld(t.Context(), f.ID))
	_, err = o.rec.Person(t.Context(), girl.ID)
	o.refuses(err, store.ErrNotFound)
}

func TestAnExtractHoldsWhatIsAboutThePersonOnly(t *testing.T) {
	o := newOffice(t)
	_, girl, mother := o.family()
	o.complete(o.plan(girl, "demo-checkin", store.Start), 0, 1, 2, 1, 0)
	o.complete(o.plan(mother, "demo-checkin", store.Start), 1, 1, 1, 1, 1)
	o.must(o.desk.SetGoal(t.Context(), girl.ID, 1, "nukun paremmin"))
	_, err := o.desk.Extract(t.Context(), girl.ID, "")
	o.refuses(err, casework.ErrNoReason)
	rep, err := o.desk.Extract(t.Context(), girl.ID, "pyysi itse")
	o.must(err)
	forms := 0
	for _, table := range rep.Section("answers").Tables {
		if strings.HasPrefix(table.Key, "form-") && !strings.HasSuffix(table.Key, "result") {
			forms++
		}
	}
	if forms != 1 {
		t.Errorf("%d forms, want her own", forms)
	}
	if rep.Section("service").Table("goals") == nil || rep.Section("log").Table("log") == nil {
		t.Error("goals or log are missing")
	}
	entries, err := o.desk.Log(t.Context(), girl.Family, 1)
	o.must(err)
	if entries[0].Action != store.ActExport || entries[0].Why != "pyysi itse" {
		t.Errorf("the log says %+v", entries[0])
	}
}

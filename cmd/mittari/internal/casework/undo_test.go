package casework_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// newest is the reason of the newest line of the log.
func (o *office) newest() string {
	o.t.Helper()
	log, err := o.desk.Log(o.t.Context(), store.FamilyID{}, 1)
	o.must(err)
	return log[0].Why
}

func TestRestore_brings_back_a_form_that_was_discarded(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	_, err := o.desk.Begin(t.Context(), o.plan(young, "yp-core", store.Start))
	o.must(err)
	today, err := o.desk.Today(t.Context())
	o.must(err)
	draft := today.Unfinished[0].Draft
	o.must(o.desk.Discard(t.Context(), draft.ID))
	o.must(o.desk.Restore(t.Context(), draft))
	if why := o.newest(); why != "taken back" {
		t.Errorf("logged as %q", why)
	}
	o.reopen()
	s, err := o.desk.Resume(t.Context(), draft.ID)
	o.must(err)
	if diff := cmp.Diff(draft, s.Administration()); diff != "" {
		t.Error(diff)
	}
	if err := o.desk.Restore(t.Context(), draft); err == nil {
		t.Error("restored twice")
	}
	draft.Responses[0] = instruments.Answer(1)
	if err := o.desk.Restore(t.Context(), draft); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a form with an answer: %v", err)
	}
}

func TestReopenEpisode_takes_an_ending_back_and_keeps_it_in_the_history(t *testing.T) {
	o := newOffice(t)
	f, young, _ := o.family()
	episode := o.plan(young, "yp-core", store.Start).Episode
	o.must(o.desk.EndEpisode(t.Context(), episode, o.desk.Date(), store.ExitMoved))
	o.must(o.desk.ReopenEpisode(t.Context(), episode))
	if why := o.newest(); why != "taken back" {
		t.Errorf("logged as %q", why)
	}
	v, err := o.desk.Family(t.Context(), f.ID)
	o.must(err)
	if e := v.Episode(); !e.End.IsZero() || e.ExitReason != "" {
		t.Errorf("still ended: %+v", e)
	}
	versions, err := o.rec.Versions(t.Context(), store.KindEpisode, store.ID(episode))
	o.must(err)
	if len(versions) != 3 {
		t.Errorf("%d versions: opened, ended and reopened are three", len(versions))
	}
	if err := o.desk.ReopenEpisode(t.Context(), store.EpisodeID{1}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an episode that is not there: %v", err)
	}
	later := *v.Episode()
	later.ID[15]++
	later.Start = later.Start.AddDays(40)
	o.must(o.rec.SaveEpisode(t.Context(), later))
	if err := o.desk.ReopenEpisode(t.Context(), episode); !errors.Is(err, store.ErrConflict) {
		t.Errorf("an episode that another one follows: %v", err)
	}
}

func TestTakeBackGoal(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	open := func() (texts []string, first store.GoalID) {
		all, err := o.desk.Goals(t.Context(), young.ID)
		o.must(err)
		for _, g := range all {
			if g.Closed.IsZero() {
				texts, first = append(texts, g.Text), g.ID
			}
		}
		return texts, first
	}
	o.must(o.desk.SetGoal(t.Context(), young.ID, 1, "uni"))
	_, sleep := open()
	o.must(o.desk.SetGoal(t.Context(), young.ID, 1, "koulu"))
	o.must(o.desk.TakeBackGoal(t.Context(), young.ID, 1, sleep))
	if texts, id := open(); len(texts) != 1 || id != sleep {
		t.Errorf("after a change was taken back: %v", texts)
	}
	o.must(o.desk.SetGoal(t.Context(), young.ID, 1, ""))
	o.must(o.desk.TakeBackGoal(t.Context(), young.ID, 1, sleep))
	if texts, id := open(); len(texts) != 1 || id != sleep {
		t.Errorf("after an ending was taken back: %v", texts)
	}
	o.must(o.desk.TakeBackGoal(t.Context(), young.ID, 1, store.GoalID{}))
	if texts, _ := open(); len(texts) != 0 {
		t.Errorf("after the first goal was taken back: %v", texts)
	}
	if why := o.newest(); why != "taken back" {
		t.Errorf("logged as %q", why)
	}
}

func TestTakeBackNeeds_asks_again_what_was_asked(t *testing.T) {
	o := newOffice(t)
	at := func(w store.Wave) (out []store.Need) {
		v, err := o.desk.TeamProtocol(t.Context())
		o.must(err)
		for _, r := range v.Rows {
			if r.Wave == w {
				out = append(out, r.Need)
			}
		}
		return out
	}
	for _, w := range []store.Wave{store.Start, store.AtMeeting} {
		before := at(w)
		o.must(o.desk.RemoveNeed(t.Context(), w, before[0].Role, before[0].Instrument))
		o.must(o.desk.TakeBackNeeds(t.Context(), w, before))
		if diff := cmp.Diff(before, at(w)); diff != "" {
			t.Errorf("%s: %s", w, diff)
		}
	}
}

func TestUnmarkDiscussed_lets_a_result_wait_again(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	id := o.complete(o.plan(young, "who-5", store.Start), 3, 3, 3, 3, 3)
	o.must(o.desk.MarkDiscussed(t.Context(), id))
	o.must(o.desk.UnmarkDiscussed(t.Context(), id))
	if why := o.newest(); why != "discussed, taken back" {
		t.Errorf("logged as %q", why)
	}
	v, err := o.desk.Result(t.Context(), id)
	o.must(err)
	if !v.Administration.Discussed.IsZero() {
		t.Errorf("still talked about on %v", v.Administration.Discussed)
	}
}

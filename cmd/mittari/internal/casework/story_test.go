package casework_test

import (
	"errors"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

func TestMeeting_from_start_to_change(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	// YP-CORE: items 3, 5 and 10 are reversed, so 16 = 2+1+(4−2)+0+(4−3)+2+1+3+2+(4−2): a worked vector of the form.
	o.complete(o.plan(young, "yp-core", store.Start), 2, 1, 2, 0, 3, 2, 1, 3, 2, 2)
	o.now = o.now.AddDate(0, 3, 0)
	id := o.complete(o.plan(young, "yp-core", store.ThreeMonths), 1, 0, 3, 0, 4, 1, 0, 1, 1, 3)

	v, err := o.desk.Result(t.Context(), id)
	o.must(err)
	main := v.Scales[0]
	if main.Now.Status != scoring.Scored || main.Now.Value != 6 || main.Before == nil || main.Before.Value != 16 {
		t.Fatalf("now %+v, before %+v", main.Now, main.Before)
	}
	// Ten points down for a girl of 15; the published figure for girls 14–16 is 7.4, the cut-off 15.9.
	if main.Change == nil || main.Change.Class != change.Recovered || main.Change.Better != 10 {
		t.Errorf("change %+v", main.Change)
	}
	if main.Basis == nil || main.Basis.Evidence.Confidence.Sure() {
		t.Errorf("the figure is recalled and must carry its tag: %+v", main.Basis)
	}
	if len(v.Items) == 0 || v.Items[0].Better <= 0 {
		t.Errorf("items that moved: %+v", v.Items)
	}
	o.must(o.desk.MarkDiscussed(t.Context(), id))
	v, err = o.desk.Result(t.Context(), id)
	o.must(err)
	if v.Administration.Discussed != o.desk.Date() {
		t.Errorf("discussed %v", v.Administration.Discussed)
	}
}

func TestDraft_goes_on_at_the_same_item_after_a_break(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	s, err := o.desk.Begin(t.Context(), o.plan(young, "yp-core", store.Start))
	o.must(err)
	o.answer(s, 2, -1, 2)
	o.reopen()
	today, err := o.desk.Today(t.Context())
	o.must(err)
	if len(today.Unfinished) != 1 || today.Unfinished[0].Answered != 3 {
		t.Fatalf("unfinished %+v", today.Unfinished)
	}
	s, err = o.desk.Resume(t.Context(), today.Unfinished[0].Draft.ID)
	o.must(err)
	item, ok := s.Item()
	if !ok || item.Number != 4 || item.Position != 4 || item.Left != 7 {
		t.Fatalf("resumed at %+v", item)
	}
	o.must(s.Back(t.Context()))
	if item, _ = s.Item(); item.Number != 3 || item.Response != instruments.Answer(2) {
		t.Errorf("one back: %+v", item)
	}
	if _, err := s.Complete(t.Context()); !errors.Is(err, casework.ErrNotDone) {
		t.Errorf("complete with unanswered items: %v", err)
	}
}

func TestDiscard_takes_only_what_holds_no_answer(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	s, err := o.desk.Begin(t.Context(), o.plan(young, "yp-core", store.Start))
	o.must(err)
	o.answer(s, -1)
	if err := o.desk.Discard(t.Context(), s.ID()); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a form with a skip: %v", err)
	}
	empty, err := o.desk.Begin(t.Context(), o.plan(young, "who-5", store.Start))
	o.must(err)
	o.must(o.desk.Discard(t.Context(), empty.ID()))
	today, err := o.desk.Today(t.Context())
	o.must(err)
	if len(today.Unfinished) != 1 || today.Unfinished[0].Draft.ID != s.ID() {
		t.Errorf("unfinished %+v", today.Unfinished)
	}
}

func TestSkipped_answers_past_the_limit_cannot_be_scored(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	id := o.complete(o.plan(young, "yp-core", store.Start), 2, -1, -1, 1, 3, 2, 1, 3, 2, 2)
	v, err := o.desk.Result(t.Context(), id)
	o.must(err)
	got := v.Scales[0].Now
	if got.Status != scoring.CannotBeScored || got.Reason.Missing != 2 || got.Reason.Limit != 1 {
		t.Errorf("%+v", got)
	}
	if len(v.Missing) != 2 || v.Missing[0] != 2 {
		t.Errorf("missing %v", v.Missing)
	}
	if len(v.Risks) != 1 || v.Risks[0].State != scoring.RiskFlagged {
		t.Errorf("risk on item 4 stands although the scale does not: %+v", v.Risks)
	}
	today, err := o.desk.Today(t.Context())
	o.must(err)
	if len(today.Alerts) != 1 || today.Alerts[0].Kind != casework.AlertRisk {
		t.Errorf("alerts %+v", today.Alerts)
	}
}

func TestPaperOnly_is_never_shown_to_a_respondent(t *testing.T) {
	o := newOffice(t)
	_, young, guardian := o.family()
	p := o.plan(guardian, "sdq", store.Start)
	p.Subject, p.Informant = young.ID, instruments.Parent
	for _, m := range []store.Mode{store.OwnScreen, store.Together, store.Interpreter} {
		p.Mode = m
		if _, err := o.desk.Begin(t.Context(), p); !errors.Is(err, store.ErrPaperOnly) {
			t.Errorf("%s: %v", m, err)
		}
	}
	p.Mode = store.FromPaper
	s, err := o.desk.Begin(t.Context(), p)
	o.must(err)
	if s.Official() {
		t.Error("wording of a paper-only form on the screen")
	}
}

func TestCompleted_is_never_changed(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	id := o.complete(o.plan(young, "who-5", store.Start), 3, 2, 2, 3, 2)
	if _, err := o.desk.Resume(t.Context(), id); !errors.Is(err, store.ErrCompleted) {
		t.Errorf("resume a completed form: %v", err)
	}
}

func TestPIN_slows_down_wrong_tries(t *testing.T) {
	o := newOffice(t)
	for range 2 {
		if err := o.desk.CheckPIN(t.Context(), "0000"); !errors.Is(err, casework.ErrWrongPIN) {
			t.Fatal(err)
		}
	}
	var wait *casework.PINWaitError
	if err := o.desk.CheckPIN(t.Context(), "0000"); !errors.As(err, &wait) || wait.After != 2*time.Second {
		t.Fatalf("third wrong try: %v", err)
	}
	if err := o.desk.CheckPIN(t.Context(), pin); !errors.As(err, &wait) {
		t.Errorf("the right PIN during the wait: %v", err)
	}
	o.now = o.now.Add(2 * time.Second)
	if err := o.desk.CheckPIN(t.Context(), "1111"); !errors.As(err, &wait) || wait.After != 4*time.Second {
		t.Errorf("the wait doubles: %v", err)
	}
	o.now = o.now.Add(4 * time.Second)
	o.must(o.desk.CheckPIN(t.Context(), pin))
}

func TestHandingOver_needs_a_PIN(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	p := o.plan(young, "who-5", store.Start)
	o.must(o.desk.SetPIN(t.Context(), pin))
	_, err := o.desk.Begin(t.Context(), p)
	o.must(err)

	bare := newOffice(t)
	bare.pinless()
	_, young, _ = bare.family()
	p = bare.plan(young, "who-5", store.Start)
	if _, err := bare.desk.Begin(t.Context(), p); !errors.Is(err, casework.ErrNoPIN) {
		t.Errorf("a locked screen that nothing opens: %v", err)
	}
	p.Mode = store.Together
	_, err = bare.desk.Begin(t.Context(), p)
	bare.must(err)
}

func TestGoals_are_shown_in_the_persons_own_words(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	o.must(o.desk.SetGoal(t.Context(), young.ID, 1, "Nukun yöni ilman puhelinta"))
	var free *store.FreeTextError
	if err := o.desk.SetGoal(t.Context(), young.ID, 2, "Soitan numeroon 040 123 4567"); !errors.As(err, &free) {
		t.Errorf("a phone number in a goal: %v", err)
	}
	s, err := o.desk.Begin(t.Context(), o.plan(young, casework.GoalsForm, store.Start))
	o.must(err)
	item, ok := s.Item()
	if !ok || item.Text != "Nukun yöni ilman puhelinta" || item.Asked != 1 {
		t.Fatalf("%+v", item)
	}
	o.answer(s, 7)
	id, err := s.Complete(t.Context())
	o.must(err)
	v, err := o.desk.Result(t.Context(), id)
	o.must(err)
	if got := v.Scales[0].Now; got.Status != scoring.Scored || got.Value != 7 {
		t.Errorf("one goal rated 7: %+v", got)
	}
}

func TestToday_names_what_is_due(t *testing.T) {
	o := newOffice(t)
	_, young, guardian := o.family()
	today, err := o.desk.Today(t.Context())
	o.must(err)
	due := map[store.PersonID][]instruments.ID{}
	for _, r := range today.Due {
		due[r.Person.ID] = append(due[r.Person.ID], r.Ref.ID)
	}
	if len(due[young.ID]) == 0 || due[young.ID][0] != "yp-core" || len(due[guardian.ID]) != 1 || due[guardian.ID][0] != "core-10" {
		t.Errorf("due on day 0: %v", due)
	}
	o.now = o.now.AddDate(0, 0, 30) // the window of 21 days closed nine days ago
	today, err = o.desk.Today(t.Context())
	o.must(err)
	if len(today.Due) != 0 || len(today.Overdue) == 0 {
		t.Errorf("day 30: due %v, overdue %v", today.Due, today.Overdue)
	}
}

func TestEverything_leaves_a_line_in_the_log(t *testing.T) {
	o := newOffice(t)
	f, young, _ := o.family()
	o.complete(o.plan(young, "who-5", store.Start), 3, 2, 2, 3, 2)
	lines, err := o.desk.Log(t.Context(), f.ID, 100)
	o.must(err)
	seen := map[store.Action]int{}
	for _, l := range lines {
		seen[l.Action]++
	}
	if seen[store.ActAdd] < 2 || seen[store.ActView] == 0 || seen[store.ActChange] == 0 {
		t.Errorf("%v", seen)
	}
}

package casework_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// begun begins a form of a person.
func (o *office) begun(p store.Person, id instruments.ID, m store.Mode) *casework.Sitting {
	o.t.Helper()
	plan := o.plan(p, id, store.Start)
	plan.Mode, plan.Offer = m, true
	s, err := o.desk.Begin(o.t.Context(), plan)
	o.must(err)
	return s
}

// TestNotice_comes_before_the_first_form_once: in the version for the age, dated, and again when that age is passed.
func TestNotice_comes_before_the_first_form_once(t *testing.T) {
	o := newOffice(t)
	f, young, guardian := o.family()
	for p, want := range map[store.Person]store.NoticeVersion{young: store.NoticeYounger, guardian: store.NoticeAdult} {
		s := o.begun(p, "meeting-feedback", store.OwnScreen)
		if n := s.Notice(); n == nil || n.Version != want || n.Months != 24 {
			t.Errorf("%s is told %+v, want %s", p.Code, n, want)
		}
	}
	s := o.begun(young, "meeting-feedback", store.OwnScreen)
	o.must(s.Acknowledge(t.Context()))
	o.must(s.Acknowledge(t.Context()))
	if s.Notice() != nil || o.begun(young, "yp-core", store.Together).Notice() != nil {
		t.Error("told twice")
	}
	v, err := o.desk.Choices(t.Context(), f.ID)
	o.must(err)
	told := v.Members[0].Told
	if told == nil || told.Date != o.desk.Date() || told.How != store.NoticeScreen || told.Version != store.NoticeYounger ||
		told.Edition != casework.NoticeEdition || told.Lang != "fi" {
		t.Errorf("recorded %+v", told)
	}
	o.reopen()
	if o.begun(young, "yp-core", store.OwnScreen).Notice() != nil {
		t.Error("forgotten after a restart")
	}
	o.now = o.now.AddDate(0, 3, 0) // she has her birthday in May and turns 15
	if n := o.begun(young, "yp-core", store.OwnScreen).Notice(); n == nil || n.Version != store.NoticeOlder {
		t.Errorf("at 15 she is told %+v", n)
	}
}

func TestNotice_is_spoken_with_an_interpreter_and_never_for_paper(t *testing.T) {
	o := newOffice(t)
	f, _, guardian := o.family()
	if n := o.begun(guardian, "core-10", store.FromPaper).Notice(); n != nil {
		t.Errorf("keying in tells %+v", n)
	}
	s := o.begun(guardian, "core-10", store.Interpreter)
	o.must(s.Acknowledge(t.Context()))
	v, err := o.desk.Choices(t.Context(), f.ID)
	o.must(err)
	if told := v.Members[1].Told; told == nil || told.How != store.NoticeSpoken {
		t.Errorf("recorded %+v", told)
	}
}

// TestLanguage_is_changed_before_the_first_answer: the draft shows other words, and the person is remembered by them.
func TestLanguage_is_changed_before_the_first_answer(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	s := o.begun(young, "meeting-feedback", store.OwnScreen)
	finnish, _ := s.Item()
	o.must(s.Speak(t.Context(), instruments.EasyFinnish))
	easy, _ := s.Item()
	o.must(s.Speak(t.Context(), "sv"))
	swedish, _ := s.Item()
	if finnish.Text == easy.Text || easy.Text == swedish.Text || !s.Official() {
		t.Errorf("%q, %q, %q", finnish.Text, easy.Text, swedish.Text)
	}
	hash := s.Administration().Wording
	o.reopen()
	s, err := o.desk.Resume(t.Context(), s.ID())
	o.must(err)
	if a := s.Administration(); a.Lang != "sv" || a.Wording != hash {
		t.Errorf("resumed in %s with wording %s", a.Lang, a.Wording)
	}
	o.answer(s, 5)
	if err := s.Speak(t.Context(), "fi"); !errors.Is(err, store.ErrConflict) {
		t.Errorf("with an answer given: %v", err)
	}
	if item, _ := s.Item(); s.Administration().Lang != "sv" || item.Number != 2 {
		t.Errorf("now in %s at %d", s.Administration().Lang, item.Number)
	}
	if again := o.begun(young, "meeting-feedback", store.OwnScreen); again.Administration().Lang != "sv" {
		t.Errorf("the next form is in %s", again.Administration().Lang)
	}
	today, err := o.desk.Today(t.Context())
	o.must(err)
	if len(today.Unfinished) != 2 {
		t.Errorf("%d drafts, want the first and the next", len(today.Unfinished))
	}
}

func TestSpeeches_stand_with_their_easier_forms(t *testing.T) {
	full := func(l instruments.Lang) casework.Speech { return casework.Speech{Lang: l, Full: true} }
	for name, c := range map[string]struct {
		full []instruments.Lang
		want []casework.Speech
	}{
		"cues only":   {nil, []casework.Speech{{Lang: "fi"}, {Lang: "fi-x-selko"}, {Lang: "sv"}, {Lang: "en"}}},
		"one, others": {[]instruments.Lang{"ar", "sv"}, []casework.Speech{full("sv"), full("ar"), {Lang: "fi"}, {Lang: "fi-x-selko"}, {Lang: "en"}}},
		"Finnish":     {[]instruments.Lang{"fi"}, []casework.Speech{full("fi"), full("fi-x-selko"), {Lang: "sv"}, {Lang: "en"}}},
	} {
		if diff := cmp.Diff(c.want, casework.Speeches(c.full)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestOwnCurve_is_of_the_young_person_alone(t *testing.T) {
	o := newOffice(t)
	_, young, guardian := o.family()
	o.complete(o.plan(young, "yp-core", store.Start), 2, 1, 2, 0, 3, 2, 1, 3, 2, 2)
	o.complete(o.plan(young, "who-5", store.Start), 3, 2, 2, 3, 2)
	o.now = o.now.AddDate(0, 3, 0)
	s := o.begun(young, "yp-core", store.OwnScreen)
	o.answer(s, 1, 0, 3, 0, 4, 1, 0, 1, 1, 3)
	_, err := s.Complete(t.Context())
	o.must(err)
	curves, err := s.OwnCurves(t.Context())
	o.must(err)
	if len(curves) != 1 || len(curves[0].Points) != 2 || curves[0].Points[0].Value != 16 || curves[0].Points[1].Value != 6 {
		t.Errorf("%+v", curves)
	}
	for name, other := range map[string]*casework.Sitting{
		"an adult": o.begun(guardian, "core-10", store.OwnScreen), "beside the worker": o.begun(young, "who-5", store.Together),
	} {
		if _, err := other.OwnCurves(t.Context()); !errors.Is(err, casework.ErrNotOffered) || other.MayOffer() {
			t.Errorf("%s: %v", name, err)
		}
		if err := other.Share(t.Context(), nil); !errors.Is(err, casework.ErrNotOffered) {
			t.Errorf("%s chooses: %v", name, err)
		}
	}
}

// TestOffer_outlasts_a_restart: what the worker allowed is part of the draft, and nothing is offered without it.
func TestOffer_outlasts_a_restart(t *testing.T) {
	o := newOffice(t)
	_, young, _ := o.family()
	for _, allowed := range []bool{true, false} {
		plan := o.plan(young, "who-5", store.Start)
		plan.Mode, plan.Offer = store.OwnScreen, allowed
		s, err := o.desk.Begin(t.Context(), plan)
		o.must(err)
		o.must(s.Answer(t.Context(), 3))
		o.reopen()
		s, err = o.desk.Resume(t.Context(), s.ID())
		o.must(err)
		o.answer(s, 2, 2, 3, 2)
		_, err = s.Complete(t.Context())
		o.must(err)
		if _, err := s.OwnCurves(t.Context()); s.MayOffer() != allowed || errors.Is(err, casework.ErrNotOffered) == allowed {
			t.Errorf("allowed %v: offered %v, %v", allowed, s.MayOffer(), err)
		}
	}
}

// TestShare_records_each_topic_with_its_day: at first all of them, later what has changed.
func TestShare_records_each_topic_with_its_day(t *testing.T) {
	o := newOffice(t)
	f, young, guardian := o.family()
	s := o.begun(young, "yp-core", store.OwnScreen)
	before, err := s.Shares(t.Context())
	o.must(err)
	for topic, allowed := range before {
		if allowed {
			t.Errorf("%s is shown without anybody having allowed it", topic)
		}
	}
	o.must(s.Share(t.Context(), map[store.Topic]bool{store.TopicGoals: true}))
	all, err := o.rec.Sharings(t.Context(), f.ID)
	o.must(err)
	if len(all) != len(store.Topics()) {
		t.Errorf("%d choices recorded, want one for each topic", len(all))
	}
	o.now = o.now.AddDate(0, 0, 1)
	o.must(s.Share(t.Context(), map[store.Topic]bool{store.TopicGoals: true, store.TopicFeedback: true}))
	more, err := o.rec.Sharings(t.Context(), f.ID)
	o.must(err)
	if len(more) != len(all)+1 {
		t.Errorf("%d choices more, want the one that changed", len(more)-len(all))
	}
	if !store.MaySee(more, young.ID, guardian.ID, store.TopicFeedback, o.desk.Date()) ||
		store.MaySee(more, young.ID, guardian.ID, store.TopicFeedback, o.desk.Date().AddDays(-1)) ||
		store.MaySee(more, young.ID, guardian.ID, store.TopicWellbeing, o.desk.Date()) {
		t.Error("guardians see something else than was chosen, or from another day on")
	}
}

// TestPIN_wait_outlasts_a_restart: starting the program again neither ends a wait nor begins the count anew.
func TestPIN_wait_outlasts_a_restart(t *testing.T) {
	o := newOffice(t)
	wrong := func() (wait *casework.PINWaitError) {
		err := o.desk.CheckPIN(t.Context(), "0000")
		if !errors.As(err, &wait) && !errors.Is(err, casework.ErrWrongPIN) {
			t.Fatal(err)
		}
		return wait
	}
	for range 2 {
		_ = wrong()
	}
	o.reopen()
	if w := wrong(); w == nil || w.After != 2*time.Second {
		t.Fatalf("the third wrong try waits %v", w)
	}
	o.now = o.now.Add(time.Second)
	o.reopen()
	var wait *casework.PINWaitError
	if err := o.desk.CheckPIN(t.Context(), pin); !errors.As(err, &wait) || wait.After != time.Second {
		t.Fatalf("the right PIN in the second that is left: %v", err)
	}
	o.now = o.now.AddDate(-1, 0, 0) // a clock set back must not lock the worker out for a year
	if err := o.desk.CheckPIN(t.Context(), pin); !errors.As(err, &wait) || wait.After != 2*time.Second {
		t.Errorf("with the clock set back: %v", err)
	}
	o.now = o.now.AddDate(1, 0, 0).Add(time.Second)
	o.must(o.desk.CheckPIN(t.Context(), pin))
	o.reopen()
	if w := wrong(); w != nil {
		t.Errorf("after the right PIN one wrong try waits %v", w)
	}
	if n, err := o.desk.PINLength(t.Context()); err != nil || n != len(pin) {
		t.Errorf("length %d, %v", n, err)
	}
}

// TestPIN_of_an_older_program still opens; its length is not known.
func TestPIN_of_an_older_program(t *testing.T) {
	o := newOffice(t)
	raw, err := o.rec.PIN(t.Context())
	o.must(err)
	const saltAndKey = 48
	o.must(o.rec.SavePIN(t.Context(), raw[:saltAndKey]))
	if n, err := o.desk.PINLength(t.Context()); err != nil || n != 0 {
		t.Errorf("length %d, %v", n, err)
	}
	if err := o.desk.CheckPIN(t.Context(), "1"); !errors.Is(err, casework.ErrWrongPIN) {
		t.Error(err)
	}
	o.must(o.desk.CheckPIN(t.Context(), pin))
	o.must(o.rec.SavePIN(t.Context(), raw[:7]))
	if err := o.desk.CheckPIN(t.Context(), pin); !errors.Is(err, casework.ErrNoPIN) {
		t.Errorf("what is no PIN: %v", err)
	}
}

// TestLanguage_without_wording_gives_the_use_back: a permission counts administrations that show wording, each once.
func TestLanguage_without_wording_gives_the_use_back(t *testing.T) {
	l, ctx := newLending(t), t.Context()
	_, err := l.desk.RecordPermission(ctx, casework.NewPermission{Instrument: "lent", Reference: "letter 1", Uses: 1})
	l.must(err)
	l.must(l.desk.ImportWording(ctx, pack("lent", "a")))
	used := func() int {
		all, err := l.desk.Permissions(ctx, "lent")
		l.must(err)
		return all[0].Used
	}
	s, err := l.begin(l.plan("lent", store.OwnScreen))
	l.must(err)
	for _, c := range []struct {
		to   instruments.Lang
		full bool
		used int
	}{{"sv", false, 0}, {"fi", true, 1}, {instruments.EasyFinnish, true, 1}, {"en", false, 0}, {"fi", true, 1}} {
		l.must(s.Speak(ctx, c.to))
		if s.Official() != c.full || used() != c.used {
			t.Errorf("in %s: full wording %v, %d uses", c.to, s.Official(), used())
		}
	}
	_, err = l.begin(l.plan("lent", store.OwnScreen))
	if p := l.problem(err); p != casework.PermissionUsedUp {
		t.Errorf("a second form: %s", p)
	}
}

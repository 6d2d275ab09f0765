package casework_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// lending is an office with the invented instruments of testdata, and one young person in it.
type lending struct {
	*office
	person  store.PersonID
	episode store.EpisodeID
}

func newLending(t *testing.T) *lending {
	t.Helper()
	l := &lending{office: newOffice(t)}
	cat, err := instruments.OpenCatalogue(os.DirFS(filepath.Join("..", "..", "..", "..", "testdata", "instruments")))
	l.must(err)
	l.desk, err = casework.NewDesk(t.Context(), l.rec, cat, l.clock)
	l.must(err)
	f, err := l.desk.AddFamily(t.Context(), casework.NewFamily{Persons: []casework.NewPerson{
		{Role: store.YoungPerson, BirthYear: 2012, BirthMonth: 1, Gender: store.Girl, Lang: "fi"},
	}})
	l.must(err)
	v, err := l.desk.Family(t.Context(), f.ID)
	l.must(err)
	l.person, l.episode = v.Persons[0].ID, v.Episode().ID
	return l
}

func (l *lending) plan(id instruments.ID, mode store.Mode) casework.Plan {
	return casework.Plan{Episode: l.episode, Respondent: l.person, Instrument: id, Wave: store.Extra, Mode: mode}
}

func (l *lending) begin(p casework.Plan) (*casework.Sitting, error) {
	return l.desk.Begin(l.t.Context(), p)
}

func (l *lending) offer(id instruments.ID) casework.Offer {
	l.t.Helper()
	offers, err := l.desk.Offers(l.t.Context(), l.person)
	l.must(err)
	for _, o := range offers {
		if o.Definition.ID == id {
			return o
		}
	}
	l.t.Fatalf("%s is not offered", id)
	return casework.Offer{}
}

func (l *lending) problem(err error) casework.PermissionProblem {
	l.t.Helper()
	var p *casework.PermissionError
	if !errors.As(err, &p) {
		l.t.Fatalf("got %v, want a permission error", err)
	}
	return p.Problem
}

func pack(id instruments.ID, hash string) instruments.Wording {
	return instruments.Wording{
		Instrument: id, Lang: "fi", Title: "Otsikko", Items: map[int]string{1: "yksi " + hash, 2: "kaksi", 3: "kolme"},
		Options: map[string]map[int]string{"often": {0: "nolla", 1: "ykkönen", 2: "kakkonen"}},
		Holder:  "Invented Holder", Licence: "Invented terms.", Source: "file", Hash: hash,
	}
}

func TestWordingNeedsTheHoldersPermission(t *testing.T) {
	l, ctx := newLending(t), t.Context()
	if p := l.problem(l.desk.ImportWording(ctx, pack("lent", "a"))); p != casework.PermissionNone {
		t.Errorf("without a permission: %s", p)
	}
	s, err := l.begin(l.plan("lent", store.OwnScreen)) // no wording installed: cues, as ever
	l.must(err)
	if s.Official() {
		t.Error("wording without a permission")
	}
	rec, err := l.desk.RecordPermission(ctx, casework.NewPermission{
		Instrument: "lent", Reference: "letter 1", Uses: 2, Expires: l.desk.Date().AddDays(30),
	})
	l.must(err)
	if rec.Holder != "Invented Holder" || rec.Given != l.desk.Date() {
		t.Errorf("recorded %+v", rec)
	}
	l.must(l.desk.ImportWording(ctx, pack("lent", "a")))
	if o := l.offer("lent"); o.WordingOff != nil || len(o.Langs) != 1 {
		t.Errorf("with a permission: %v, %v", o.Langs, o.WordingOff)
	}
	if _, err := l.begin(l.plan("lent", store.OwnScreen)); err != nil {
		t.Fatal(err)
	}
	second, err := l.begin(l.plan("lent", store.FromPaper)) // keyed from paper with the words on the screen: a use
	l.must(err)
	if !second.Official() {
		t.Error("no wording under a permission")
	}
	_, err = l.begin(l.plan("lent", store.OwnScreen))
	if p := l.problem(err); p != casework.PermissionUsedUp {
		t.Errorf("after both uses: %s", p)
	}
	// What was begun goes on with its wording although nothing is left, and a form begun by mistake gives its use back.
	again, err := l.desk.Resume(ctx, second.ID())
	l.must(err)
	if !again.Official() {
		t.Error("an unfinished form lost its wording")
	}
	l.must(l.desk.Discard(ctx, second.ID()))
	if _, err := l.begin(l.plan("lent", store.OwnScreen)); err != nil {
		t.Errorf("after a use was given back: %v", err)
	}
}

func TestWithoutAPermissionThePaperFormIsLeft(t *testing.T) {
	l, ctx := newLending(t), t.Context()
	_, err := l.desk.RecordPermission(ctx, casework.NewPermission{Instrument: "lent", Reference: "letter 1", Expires: l.desk.Date()})
	l.must(err)
	l.must(l.desk.ImportWording(ctx, pack("lent", "a")))
	begun, err := l.begin(l.plan("lent", store.OwnScreen))
	l.must(err)
	l.now = l.now.Add(24 * time.Hour)

	_, err = l.begin(l.plan("lent", store.OwnScreen))
	if p := l.problem(err); p != casework.PermissionExpired {
		t.Errorf("on the day after: %s", p)
	}
	if o := l.offer("lent"); len(o.Langs) != 0 || l.problem(o.WordingOff) != casework.PermissionExpired {
		t.Errorf("offered in %v, %v", o.Langs, o.WordingOff)
	}
	cues := l.plan("lent", store.OwnScreen)
	cues.Cues = true
	for _, p := range []casework.Plan{cues, l.plan("lent", store.FromPaper)} {
		s, err := l.begin(p)
		l.must(err)
		if s.Official() {
			t.Errorf("%s shows wording", p.Mode)
		}
	}
	again, err := l.desk.Resume(ctx, begun.ID())
	l.must(err)
	if again.Official() {
		t.Error("wording is shown after the permission has expired")
	}
}

func TestPermissionIsWithdrawnAndKeptInTheHistory(t *testing.T) {
	l, ctx := newLending(t), t.Context()
	p, err := l.desk.RecordPermission(ctx, casework.NewPermission{Instrument: "lent", Reference: "letter 1"})
	l.must(err)
	l.must(l.desk.WithdrawPermission(ctx, p.ID, "the holder asked"))
	all, err := l.desk.Permissions(ctx, "lent")
	l.must(err)
	if len(all) != 1 || all[0].Problem != casework.PermissionWithdrawn || len(all[0].Earlier) != 1 || all[0].Why != "the holder asked" {
		t.Errorf("got %+v", all)
	}
	if _, err := l.desk.RecordPermission(ctx, casework.NewPermission{Instrument: "sheet", Reference: "x"}); !errors.Is(err, casework.ErrNoPermissionNeeded) {
		t.Errorf("a permission for a paper-only form: %v", err)
	}
	later := l.desk.Date().AddDays(3)
	_, err = l.desk.RecordPermission(ctx, casework.NewPermission{Instrument: "lent", Reference: "letter 2", Given: later})
	l.must(err)
	def, err := l.desk.Catalogue().Get("lent")
	l.must(err)
	if p := l.problem(l.desk.MayShow(ctx, def)); p != casework.PermissionEarly {
		t.Errorf("before its first day: %s", p)
	}
	log, err := l.desk.Log(ctx, store.FamilyID{}, 3)
	l.must(err)
	if log[0].Object != "permission lent" || log[1].Action != store.ActChange {
		t.Errorf("the log has %+v", log)
	}
}

func TestOfSeveralPermissionsTheOneThatEndsFirstIsUsed(t *testing.T) {
	l, ctx := newLending(t), t.Context()
	var ids []store.PermissionID
	for _, days := range []int{0, 60, 30} { // 0: no end
		n := casework.NewPermission{Instrument: "lent", Reference: "letter"}
		if days > 0 {
			n.Expires = l.desk.Date().AddDays(days)
		}
		p, err := l.desk.RecordPermission(ctx, n)
		l.must(err)
		ids = append(ids, p.ID)
		l.now = l.now.Add(time.Second)
	}
	l.must(l.desk.ImportWording(ctx, pack("lent", "a")))
	_, err := l.begin(l.plan("lent", store.OwnScreen))
	l.must(err)
	all, err := l.desk.Permissions(ctx, "lent")
	l.must(err)
	for _, p := range all {
		if want := p.ID == ids[2]; (p.Used == 1) != want {
			t.Errorf("%s, to %s: used %d", p.Reference, p.Expires, p.Used)
		}
	}
}

func TestADefinitionFromMemoryIsOffUntilItsKeyIsChecked(t *testing.T) {
	l, ctx := newLending(t), t.Context()
	var off *casework.NeedsCheckError
	for _, mode := range []store.Mode{store.OwnScreen, store.FromPaper} {
		if _, err := l.begin(l.plan("hearsay", mode)); !errors.As(err, &off) {
			t.Errorf("%s: %v", mode, err)
		}
	}
	if o := l.offer("hearsay"); !errors.As(o.Off, &off) {
		t.Errorf("offered, off: %v", o.Off)
	}
	offers, err := l.desk.Offers(ctx, l.person)
	l.must(err)
	if offers[len(offers)-1].Off == nil {
		t.Error("what is switched off does not stand last")
	}
	ref := instruments.Ref{ID: "hearsay", Version: 1}
	check, err := l.desk.ApproveKey(ctx, casework.NewKeyCheck{Definition: ref, Checker: "Evaluator E", Against: "the printed form of 2019"})
	l.must(err)
	if _, err := l.begin(l.plan("hearsay", store.OwnScreen)); err != nil {
		t.Errorf("after the check: %v", err)
	}
	l.must(l.desk.WithdrawKeyCheck(ctx, check.ID, "another edition"))
	if _, err := l.begin(l.plan("hearsay", store.OwnScreen)); !errors.As(err, &off) {
		t.Errorf("after it was taken back: %v", err)
	}
	// A check of another text of the definition does not count.
	check.ID, check.Hash, check.Recorded = store.KeyCheckID{1}, "another", check.Recorded.Add(time.Minute)
	l.must(l.rec.SaveKeyCheck(ctx, check))
	if _, err := l.begin(l.plan("hearsay", store.OwnScreen)); !errors.As(err, &off) {
		t.Errorf("with a check of something else: %v", err)
	}
	if _, err := l.desk.ApproveKey(ctx, casework.NewKeyCheck{Definition: instruments.Ref{ID: "lent", Version: 1}, Checker: "E", Against: "F"}); !errors.Is(err, casework.ErrNoCheckNeeded) {
		t.Errorf("a check that is not needed: %v", err)
	}
	checks, err := l.desk.KeyChecks(ctx, "hearsay")
	l.must(err)
	if len(checks) != 2 || checks[0].Fits || checks[1].Fits || len(checks[0].Earlier) != 1 || len(checks[1].Earlier) != 0 {
		t.Errorf("got %+v", checks)
	}
}

func TestPaperOnlyIsNeverShown(t *testing.T) {
	l, ctx := newLending(t), t.Context()
	if err := l.desk.ImportWording(ctx, pack("sheet", "a")); !errors.Is(err, store.ErrPaperOnly) {
		t.Errorf("import: %v", err)
	}
	l.must(l.rec.SaveWording(ctx, pack("sheet", "a"), l.now)) // as if another program had put it there
	for _, mode := range []store.Mode{store.OwnScreen, store.Together, store.Interpreter} {
		if _, err := l.begin(l.plan("sheet", mode)); !errors.Is(err, store.ErrPaperOnly) {
			t.Errorf("%s: %v", mode, err)
		}
	}
	s, err := l.begin(l.plan("sheet", store.FromPaper))
	l.must(err)
	if s.Official() {
		t.Error("wording is shown while keying from paper")
	}
	if s, err = l.desk.Resume(ctx, s.ID()); err != nil || s.Official() {
		t.Errorf("wording is shown after a break: %v", err)
	}
	if o := l.offer("sheet"); len(o.Langs) != 0 || !errors.Is(o.WordingOff, store.ErrPaperOnly) {
		t.Errorf("offered in %v, %v", o.Langs, o.WordingOff)
	}
}

func TestOfTwoWordingsTheLaterIsUsedAndARemovedOneIsNot(t *testing.T) {
	l, ctx := newLending(t), t.Context()
	_, err := l.desk.RecordPermission(ctx, casework.NewPermission{Instrument: "lent", Reference: "letter"})
	l.must(err)
	for _, hash := range []string{"a", "b"} {
		l.must(l.desk.ImportWording(ctx, pack("lent", hash)))
		l.now = l.now.Add(time.Minute)
	}
	s, err := l.begin(l.plan("lent", store.OwnScreen))
	l.must(err)
	if item, _ := s.Item(); item.Text != "yksi b" {
		t.Errorf("shows %q", item.Text)
	}
	kept, err := l.desk.RemoveWording(ctx, "a")
	if err != nil || kept {
		t.Errorf("an unused one: kept %v, %v", kept, err)
	}
	if kept, err = l.desk.RemoveWording(ctx, "b"); err != nil || !kept {
		t.Errorf("one that a form shows: kept %v, %v", kept, err)
	}
	if _, err = l.desk.RemoveWording(ctx, "b"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("twice: %v", err)
	}
	if langs, err := l.desk.Installed(ctx, "lent"); err != nil || len(langs) != 0 {
		t.Errorf("still in %v, %v", langs, err)
	}
}

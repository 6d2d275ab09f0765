package casework_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

func forEvaluator(o *casework.PackOrder) { o.Evaluator, o.LeaveOut = true, true }

// evaluated is what an evaluator has got of a lead's record.
func evaluated(t *testing.T, lead *laptop) *laptop {
	t.Helper()
	evaluator := empty(t)
	beDemo(t, evaluator)
	evaluator.merge(t, lead.pack(t, evaluator, forEvaluator))
	return evaluator
}

// What goes to an evaluator, one thing after another.
func TestEvaluator(t *testing.T) {
	lead := manyAlike(t)
	evaluator := evaluated(t, lead)
	for _, c := range []struct {
		name string
		test func(*testing.T, *laptop, *laptop)
	}{
		{"sees no codes, words or days", seesNoCodesWordsOrDays},
		{"files stay apart", filesStayApart},
		{"nobody stands alone", nobodyStandsAlone},
		{"a later bundle goes on", laterBundleGoesOn},
		{"who objects is taken out", whoObjectsIsTakenOut},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, lead, evaluator) })
	}
}

// The demo has every sort of record and of text that there is. Its few families are made to look the same, else none of
// them would come.
func TestEvaluator_ofTheDemo(t *testing.T) {
	lead := laptopOf(t, demoCopy(t))
	lookTheSame(t, lead)
	seesNoCodesWordsOrDays(t, lead, evaluated(t, lead))
}

// everything is all that a file holds of the record, as text.
func everything(t *testing.T, l *laptop) string {
	t.Helper()
	var all strings.Builder
	d, _, err := l.Changes(t.Context(), store.Cursor{}, 1<<20)
	must(t, err)
	for _, v := range d.Versions {
		all.Write(v.Body)
		all.WriteString(v.ID.String() + "\n")
	}
	for _, g := range d.Administrations {
		body, err := g.Encode()
		must(t, err)
		all.Write(body)
	}
	entries, err := l.Entries(t.Context(), store.FamilyID{}, 0)
	must(t, err)
	text, err := json.Marshal(entries)
	must(t, err)
	return all.String() + string(text)
}

// An evaluator's file has nothing by which a family, a worker or a day could be known.
func seesNoCodesWordsOrDays(t *testing.T, lead, evaluator *laptop) {
	t.Helper()
	text := everything(t, evaluator)
	var words []string
	families, err := lead.AllFamilies(t.Context())
	must(t, err)
	for _, f := range families {
		words = append(words, f.Code, f.ID.String())
	}
	persons, err := lead.Persons(t.Context(), store.FamilyID{})
	must(t, err)
	for _, p := range persons {
		words = append(words, p.ID.String())
		goals, err := lead.Goals(t.Context(), p.ID)
		must(t, err)
		for _, g := range goals {
			words = append(words, g.Text)
		}
	}
	staff, err := lead.Workers(t.Context())
	must(t, err)
	for _, w := range staff {
		words = append(words, w.ID.String(), `"`+w.Code+`"`)
	}
	if len(words) < 200 {
		t.Fatalf("only %d words to look for", len(words))
	}
	for _, w := range words {
		if strings.Contains(text, w) {
			t.Errorf("the evaluator's file holds %q", w)
		}
	}
	if _, err := lead.FamilyByCode(t.Context(), families[0].Code); err != nil {
		t.Errorf("the lead's own codes are gone: %v", err)
	}
	n := 0
	must(t, evaluator.EachScored(t.Context(), false, func(s store.Scored) error {
		n++
		if s.Answered.Day != 1 || int(s.Answered.Month)%3 != 1 || s.Entered.Hour() != 0 || s.Lang != "" {
			t.Errorf("an administration of %s, entered %s, in %q", s.Answered, s.Entered, s.Lang)
		}
		return nil
	}))
	seen, err := evaluator.Persons(t.Context(), store.FamilyID{})
	must(t, err)
	if n == 0 || len(seen) == 0 {
		t.Errorf("%d answers of %d persons came", n, len(seen))
	}
	for _, p := range seen {
		if p.BirthMonth != 0 || (p.Role == store.Guardian && (p.BirthYear != 0 || p.Gender != store.NotTold)) {
			t.Errorf("%+v", p)
		}
	}
}

// Every combination of area, gender, ages and home that the evaluator sees is that of five families at least.
func nobodyStandsAlone(t *testing.T, lead, evaluator *laptop) {
	t.Helper()
	_, _, err := lead.tryPack(casework.PackOrder{To: evaluator.address(t), Evaluator: true})
	var small *casework.SmallGroupsError
	if !errors.As(err, &small) || small.Report.Small == 0 || small.Report.Small >= small.Report.Families {
		t.Fatalf("small groups were not noticed: %v", err)
	}
	for _, blank := range []bool{false, true} {
		to := empty(t)
		beDemo(t, to)
		raw, packed, err := lead.tryPack(casework.PackOrder{To: to.address(t), Evaluator: true, Blank: blank, LeaveOut: true})
		must(t, err)
		to.merge(t, raw)
		came := living(t, to)
		if len(came) != packed.Groups.Families-packed.Groups.Small || (packed.Groups.Blanked > 0) != blank {
			t.Errorf("%d families came: %d of %d stand alone, %d blanked", len(came), packed.Groups.Small, packed.Groups.Families, packed.Groups.Blanked)
		}
		if blank && packed.Groups.Small >= small.Report.Small/2 {
			t.Errorf("showing less brings few families back: %d of %d are still left out", packed.Groups.Small, small.Report.Small)
		}
		_, again, err := to.tryPack(casework.PackOrder{To: lead.address(t), Evaluator: true})
		must(t, err)
		for _, g := range again.Groups.Groups {
			if g.Families < 5 {
				t.Errorf("%+v", g)
			}
		}
	}
}

// living are the families that are not tombstones.
func living(t *testing.T, l *laptop) []store.Family {
	t.Helper()
	all, err := l.AllFamilies(t.Context())
	must(t, err)
	return slices.DeleteFunc(all, func(f store.Family) bool { return !f.Erased.IsZero() })
}

// A later bundle takes the place of an earlier one: changes, corrections and erasures come through, without conflicts.
func laterBundleGoesOn(t *testing.T, lead, evaluator *laptop) {
	t.Helper()
	all, err := lead.Episodes(t.Context(), store.FamilyID{})
	must(t, err)
	for _, e := range all {
		e.ExitReason, e.End = store.ExitLighter, e.Start.AddDays(120)
		must(t, lead.SaveEpisode(t.Context(), e))
	}
	gone := living(t, lead)[0]
	must(t, lead.EraseFamily(t.Context(), gone.ID, storetest.Day(t, "2026-11-20"), "asked by Anna"))
	v := evaluator.merge(t, lead.pack(t, evaluator, forEvaluator))
	if len(v.Conflicts) != 0 || v.Total.Waiting != 0 {
		t.Errorf("%d conflicts, %+v", len(v.Conflicts), v.Total)
	}
	after, err := evaluator.AllFamilies(t.Context())
	must(t, err)
	tombs := slices.DeleteFunc(after, func(f store.Family) bool { return f.Erased.IsZero() || f.ErasedGround == "withdrawn" })
	if len(tombs) != 1 || strings.Contains(everything(t, evaluator), "Anna") {
		t.Errorf("one was erased: %+v", tombs)
	}
	for _, f := range tombs {
		if f.ErasedGround != "erased" || f.Erased.Day != 1 {
			t.Errorf("%+v", f)
		}
	}
	episodes, err := evaluator.Episodes(t.Context(), store.FamilyID{})
	must(t, err)
	for _, e := range episodes {
		if e.ExitReason != store.ExitLighter || e.Worker != (store.WorkerID{}) {
			t.Errorf("%+v", e)
		}
	}
}

// Families that object are in no bundle any more, the next one takes them out of the evaluator's file, and they stay out.
func whoObjectsIsTakenOut(t *testing.T, lead, evaluator *laptop) {
	t.Helper()
	pack := func() (*casework.GroupReport, int) {
		t.Helper()
		raw, packed, err := lead.tryPack(casework.PackOrder{To: evaluator.address(t), Evaluator: true, LeaveOut: true})
		must(t, err)
		evaluator.merge(t, raw)
		return packed.Groups, len(living(t, evaluator))
	}
	before, shown := pack()
	decide := func(n byte, decision store.Decision) {
		t.Helper()
		all := living(t, lead)
		for i, f := range all[:len(all)/2] {
			persons, err := lead.Persons(t.Context(), f.ID)
			must(t, err)
			must(t, lead.SaveParticipation(t.Context(), store.Participation{
				ID: store.DocumentID{n, byte(i)}, Person: persons[0].ID, Date: storetest.Day(t, "2026-03-01").AddDays(int(n)), Decision: decision,
			}))
		}
	}
	decide(1, store.Objects)
	after, left := pack()
	if after.Out <= before.Out || after.Gone <= before.Gone || left >= shown || left != after.Families-after.Small {
		t.Errorf("%d families shown, then %d: %+v, before %+v", shown, left, after, before)
	}
	decide(2, store.TakesPart)
	again, back := pack()
	if again.Out >= after.Out || again.Gone < after.Gone || back != again.Families-again.Small {
		t.Errorf("%d families shown after the objection: %+v", back, again)
	}
}

// Files with codes and files without are never mixed.
func filesStayApart(t *testing.T, lead, evaluator *laptop) {
	t.Helper()
	if err := evaluator.fileError(t, lead.pack(t, evaluator)); !errors.Is(err, casework.ErrWithCodes) {
		t.Errorf("codes into an evaluator's file: %v", err)
	}
	other, _ := seeded(t)
	beDemo(t, other)
	if err := other.fileError(t, lead.pack(t, other, forEvaluator)); !errors.Is(err, casework.ErrForEvaluator) {
		t.Errorf("pseudonyms into a team's file: %v", err)
	}
	a, err := evaluator.desk.Address(t.Context())
	must(t, err)
	if !a.Evaluator {
		t.Error("the file does not know what it is")
	}
}

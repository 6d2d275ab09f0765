package keyin

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// broken is a desk whose next save fails.
type broken struct {
	atDesk
	fail error
}

type brokenSitting struct {
	sitting
	desk *broken
}

func (b *broken) Begin(ctx context.Context, p casework.Plan) (sitting, error) {
	s, err := b.atDesk.Begin(ctx, p)
	return &brokenSitting{s, b}, err
}

func (b *brokenSitting) Put(ctx context.Context, number int, r instruments.Response) error {
	if err := b.desk.fail; err != nil {
		b.desk.fail = nil
		return err
	}
	return b.sitting.Put(ctx, number, r)
}

var errDisk = errors.New("no room on the disk")

// pile is a desk with the record behind it.
type pile struct {
	*uitest.Driver
	host *uitest.Host
	rec  *storetest.Record
	desk *broken
	t    *testing.T
}

// show begins keying a form of the girl in, or with an empty id the list.
func show(t *testing.T, tag instruments.Lang, id instruments.ID, width, height int) *pile {
	t.Helper()
	env, rec := uitest.Desk(t, tag)
	return at(t, env, rec, id, width, height)
}

// at is show at a desk that is there already.
func at(t *testing.T, env *screen.Env, rec *storetest.Record, id instruments.ID, width, height int) *pile {
	t.Helper()
	p := &pile{rec: rec, desk: &broken{atDesk: newAtDesk(env.Desk)}, t: t}
	r := screen.KeyIn{}
	if id != "" {
		r.Begin = &casework.Plan{
			Episode: rec.Seed.Episode.ID, Respondent: rec.Seed.Girl.ID, Instrument: id, Wave: store.ThreeMonths, Mode: store.FromPaper,
		}
	}
	p.Driver, p.host = uitest.Show(t, newModel(env, r, p.desk), width, height)
	return p
}

// dated says when the form was answered, and opens it.
func (p *pile) dated() *pile {
	p.t.Helper()
	p.Type("20.3.2026").Press("enter")
	return p
}

func (p *pile) model() *Model {
	m, _ := p.host.Screen.(*Model)
	return m
}

// sheet is what is stored of the only draft.
func (p *pile) sheet() string {
	p.t.Helper()
	drafts, err := p.rec.Drafts(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	if len(drafts) != 1 {
		return fmt.Sprintf("%d drafts", len(drafts))
	}
	return drafts[0].Responses.Encode()
}

// done are the completed administrations about a person.
func (p *pile) done(id store.PersonID) []store.Scored {
	p.t.Helper()
	all, err := p.rec.OfPerson(p.t.Context(), id)
	if err != nil {
		p.t.Fatal(err)
	}
	return all
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{"fi", "sv", "en"} {
		env, rec := uitest.Desk(t, tag)
		t.Run("pile_"+string(tag), func(t *testing.T) { at(t, env, rec, "", 80, 20).Picture() })
		for _, size := range [][2]int{{80, 20}, {120, 36}, {60, 16}} {
			for name, keys := range map[string]string{
				"day": "", "grid": "20-", "stop": "207", "second": "2012.120-0t201", "mismatch": "2012.120-0t2112012000\r",
			} {
				t.Run(fmt.Sprintf("%s_%s_%dx%d", name, tag, size[0], size[1]), func(t *testing.T) {
					p := at(t, env, rec, "yp-core", size[0], size[1])
					if name != "day" {
						p.dated()
						for _, k := range keys {
							if k == '\r' {
								p.Press("enter")
								continue
							}
							p.Type(string(k))
						}
					}
					p.Picture()
				})
			}
		}
	}
	t.Run("forty-seven items", func(t *testing.T) { show(t, "fi", "rcads-47", 80, 20).dated().Type("0123").Picture() })
	t.Run("nought to ten", func(t *testing.T) { show(t, "fi", "meeting-feedback", 80, 20).dated().Type("1").Picture() })
}

// TestEveryAnswerIsOnDiskBeforeTheNext: the draft follows key by key, and the cursor waits for the save.
func TestEveryAnswerIsOnDiskBeforeTheNext(t *testing.T) {
	p := show(t, "fi", "yp-core", 80, 20).dated()
	want := []string{"2", "0", "s", "sr"}
	for i, k := range []string{"2", "0", "-", "."} {
		p.Press(k)
		sheet := strings.Join(append(append([]string{}, want[:i+1]...), "-,-,-,-,-,-,-,-,-,-"[:2*(9-i)-1]), ",")
		if got := p.sheet(); got != sheet {
			t.Fatalf("after %q stored %s, want %s", k, got, sheet)
		}
		p.Sees(fmt.Sprintf("%d/10", i+1))
	}
	p.Hold().Press("1")
	if m := p.model(); m.grid.at != 4 || !m.busy {
		t.Errorf("the cursor is at %d before the answer is on disk", m.grid.at)
	}
	p.Press("2", "3").Sees("4/10").Release().Sees("7/10")
	if got := p.sheet(); got != "2,0,s,sr,1,2,3,-,-,-" {
		t.Errorf("keys pressed meanwhile: %s", got)
	}
}

func TestAFailedSaveKeepsTheCursor(t *testing.T) {
	p := show(t, "fi", "yp-core", 80, 20).dated()
	p.Type("20")
	p.desk.fail = errDisk
	p.Hold().Press("1", "2", "3").Release().Sees("2/10", "ei tallentunut").SeesNot(errDisk.Error())
	if got := p.sheet(); got != "2,0,-,-,-,-,-,-,-,-" {
		t.Errorf("stored %s: what was typed after the failure must not go to the wrong items", got)
	}
	p.Type("1").Sees("3/10").SeesNot("ei tallentunut")
}

// TestFastDigitsAreSplitAndPastedOnesDropped, and after a digit that is not offered what was typed blindly is dropped.
func TestFastDigitsAreSplitAndPastedOnesDropped(t *testing.T) {
	p := show(t, "en", "yp-core", 80, 20).dated()
	p.Paste("201", false).Sees("3 of 10").Paste("2", true).Paste(strings.Repeat("1", 10_000), false).Sees("3 of 10")
	p.Paste("179", false).Sees("4 of 10", "Item 5 can be 0–4").Press("2").Sees("4 of 10").Press("enter", "2").Sees("5 of 10")
	if got := p.sheet(); got != "2,0,1,1,2,-,-,-,-,-" {
		t.Errorf("stored %s", got)
	}
}

// TestKeysTypedBlindlyDoNotReleaseTheStop: an enter that waited behind the wrong digit was not pressed to go on.
func TestKeysTypedBlindlyDoNotReleaseTheStop(t *testing.T) {
	p := show(t, "en", "yp-core", 80, 20).dated()
	p.Hold().Press("1", "7", "enter", "3", "3").Release().Sees("1 of 10", "Item 2 can be 0–4")
	if got := p.sheet(); got != "1,-,-,-,-,-,-,-,-,-" {
		t.Errorf("stored %s", got)
	}
}

func TestTheDayOfAnsweringIsAskedAndNeverLater(t *testing.T) {
	p := show(t, "en", "yp-core", 80, 20)
	p.Press("enter").Sees("Write the day").Type("2.4.2026").Press("enter").Sees("still to come")
	if drafts, err := p.rec.Drafts(t.Context()); err != nil || len(drafts) != 0 {
		t.Fatalf("%d drafts, %v", len(drafts), err)
	}
	for range 8 {
		p.Press("backspace")
	}
	p.dated().Type("2012212110").Press("enter").Sees("Saved")
	all := p.done(p.rec.Seed.Girl.ID)
	if len(all) != 1 || all[0].State != store.Completed || all[0].Mode != store.FromPaper {
		t.Fatalf("stored %+v", all)
	}
	if all[0].Answered != storetest.Day(t, "2026-03-20") || store.DateOf(all[0].Entered) != storetest.Day(t, "2026-04-01") {
		t.Errorf("answered %s, entered %s", all[0].Answered, all[0].Entered)
	}
}

func TestLeavingKeepsWhatWasKeyedInAndNothingElse(t *testing.T) {
	p := show(t, "fi", "yp-core", 80, 20).dated()
	p.Press("esc")
	if got := p.sheet(); got != "0 drafts" {
		t.Errorf("an empty form left %s", got)
	}
	if diff := cmp.Diff([]tea.Msg{screen.BackMsg{}, screen.SaidMsg{Text: "Lomaketta ei aloitettu."}}, p.host.Asked); diff != "" {
		t.Error(diff)
	}
	p = show(t, "fi", "yp-core", 80, 20).dated()
	p.Type("21").Press("7", "esc").SeesNot("Tarkista").Press("esc")
	if got := p.sheet(); got != "2,1,-,-,-,-,-,-,-,-" {
		t.Errorf("left %s", got)
	}
	drafts, err := p.rec.Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ui, _ := uitest.Show(t, New(p.model().env, screen.KeyIn{Resume: drafts[0].ID}), 80, 20)
	ui.Sees("2/10", "20.3.2026").Type("0").Sees("3/10")
}

// TestPaperOnlyIsKeyedIn: and no text of the form but our cues is on the screen.
func TestPaperOnlyIsKeyedIn(t *testing.T) {
	env, rec := uitest.Desk(t, "fi")
	plan := casework.Plan{
		Episode: rec.Seed.Episode.ID, Respondent: rec.Seed.Guardian.ID, Subject: rec.Seed.Girl.ID, Instrument: "sdq",
		Informant: instruments.Parent, Wave: store.ThreeMonths,
	}
	ui, h := uitest.Show(t, New(env, screen.KeyIn{Begin: &plan}), 80, 20)
	ui.Type("1.4.2026").Press("enter").Type("012").Sees("3/")
	m, _ := h.Screen.(*Model)
	if a := m.sitting.Administration(); a.Mode != store.FromPaper || a.Wording != "" {
		t.Errorf("%s with wording %q", a.Mode, a.Wording)
	}
}

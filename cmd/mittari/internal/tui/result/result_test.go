package result

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// counting counts what the screen tells the desk.
type counting struct {
	desk
	shown, discussed int
}

func (c *counting) RiskPromptShown(ctx context.Context, id store.AdministrationID) error {
	c.shown++
	return c.desk.RiskPromptShown(ctx, id)
}

func (c *counting) MarkDiscussed(ctx context.Context, id store.AdministrationID) error {
	c.discussed++
	return c.desk.MarkDiscussed(ctx, id)
}

// story gives a guardian one form several times, a month apart, and shows the last result.
type story struct {
	*uitest.Driver
	host *uitest.Host
	desk *counting
}

func tell(t *testing.T, tag instruments.Lang, form instruments.ID, mode store.Mode, width, height int, sheets ...[]int) story {
	t.Helper()
	env, rec := uitest.Desk(t, tag)
	var id store.AdministrationID
	for i, codes := range sheets {
		wave := store.Start
		if i > 0 {
			wave = store.ThreeMonths
		}
		plan := casework.Plan{
			Episode: rec.Seed.Episode.ID, Respondent: rec.Seed.Guardian.ID, Instrument: form, Wave: wave, Mode: mode,
			Answered: storetest.Day(t, fmt.Sprintf("2026-0%d-10", i+1)),
		}
		if form == "sdq" {
			plan.Informant, plan.Subject = instruments.Parent, rec.Seed.Girl.ID
		}
		id = uitest.Give(t, env, plan, codes...)
	}
	d := &counting{desk: env.Desk}
	driver, host := uitest.Show(t, newModel(env, screen.Result{ID: id}, d), width, height)
	return story{driver, host, d}
}

// again shows the same result in another language and size.
func (s story) again(t *testing.T, tag instruments.Lang, width, height int) *uitest.Driver {
	t.Helper()
	m, _ := s.host.Screen.(*Model)
	env := *m.env
	env.Lang = uitest.Env(t, tag).Lang
	driver, _ := uitest.Show(t, newModel(&env, screen.Result{ID: m.id}, s.desk), width, height)
	return driver
}

var (
	light = []int{1, 1, 1, 1, 1, 1, 1, 0, 0} // 7
	heavy = []int{2, 2, 2, 2, 2, 2, 2, 1, 1} // 16
	close = []int{1, 1, 1, 2, 1, 1, 1, 0, 0} // 8
)

func TestPictures(t *testing.T) {
	worse := tell(t, instruments.Finnish, "phq-9", store.Together, 80, 20, close, light, heavy)
	better := tell(t, instruments.Finnish, "phq-9", store.Together, 80, 60, heavy, close, light)
	for _, tag := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		for _, size := range [][2]int{{60, 16}, {80, 20}, {120, 36}} {
			t.Run(fmt.Sprintf("worse_%s_%dx%d", tag, size[0], size[1]), func(t *testing.T) {
				worse.again(t, tag, size[0], size[1]).Picture()
			})
		}
		t.Run(fmt.Sprintf("all_of_it_%s", tag), func(t *testing.T) {
			better.again(t, tag, 80, 60).Picture()
		})
	}
	t.Run("unscored", func(t *testing.T) {
		sheet := make([]int, 26) // the last asks whether there are difficulties at all
		for i := range sheet {
			sheet[i] = (i + 1) % 2
		}
		for _, number := range []int{3, 8, 13} { // three of the five emotional items; the limit is two
			sheet[number-1] = uitest.Skipped
		}
		tell(t, instruments.Finnish, "sdq", store.FromPaper, 80, 60, sheet).Picture()
	})
}

func TestWorseIsAsVisibleAsBetter(t *testing.T) {
	worse := tell(t, instruments.Finnish, "phq-9", store.Together, 80, 20, light, heavy)
	better := tell(t, instruments.Finnish, "phq-9", store.Together, 80, 20, heavy, light)
	row := func(s story, sign string) int {
		for i, l := range strings.Split(s.View(), "\n") {
			if strings.HasPrefix(l, sign) {
				return i
			}
		}
		return -1
	}
	worse.Sees("▼ Viime kerrasta: huonompaan suuntaan.", "tuskin on sattumaa")
	better.Sees("▲ Viime kerrasta: parempaan suuntaan.", "tuskin on sattumaa")
	worse.Press("r")
	if w, b := row(worse, "▼"), row(better, "▲"); w != b || w < 0 {
		t.Errorf("worse stands on line %d, better on line %d", w, b)
	}
}

func TestSmallChangeIsNotSure(t *testing.T) {
	tell(t, instruments.English, "phq-9", store.Together, 80, 40, light, close).
		Sees("Since last time: towards the worse.", "We cannot be sure of it").SeesNot("hardly chance")
}

func TestFirstTimeComparesNothing(t *testing.T) {
	tell(t, instruments.English, "phq-9", store.Together, 80, 40, light).
		Sees("This is the first time").SeesNot("Since last time", "reliable change")
}

func TestClinicalWordsStandOnlyInTheNumbers(t *testing.T) {
	s := tell(t, instruments.English, "phq-9", store.Together, 80, 200, light, heavy)
	words, numbers, ok := strings.Cut(s.View(), "Numbers and where they come from")
	if !ok {
		t.Fatal(s.View())
	}
	for _, clinical := range []string{"moderately severe", "reason to talk more about mood", "Depressive symptoms"} {
		if strings.Contains(words, clinical) {
			t.Errorf("%q stands in the words", clinical)
		}
		if !strings.Contains(strings.Join(strings.Fields(numbers), " "), clinical) {
			t.Errorf("%q is missing from the numbers", clinical)
		}
	}
	flat := strings.Join(strings.Fields(numbers), " ")
	if !strings.Contains(flat, "therapies [not checked against the source] band") {
		t.Errorf("the figure of the reliable change stands without its tag:\n%s", numbers)
	}
}

func TestRiskPrompt(t *testing.T) {
	s := tell(t, instruments.English, "phq-9", store.OwnScreen, 80, 24, heavy)
	s.Sees("question 9 is worth talking about", "Ask about it calmly")
	s.Send(screen.RefreshMsg{})
	if s.desk.shown != 1 {
		t.Errorf("logged as shown %d times in one visit, want 1", s.desk.shown)
	}
	s.Press("r").SeesNot("question 9 is worth talking about").Press("r").Sees("question 9 is worth talking about")

	open := append(append([]int(nil), light[:8]...), uitest.Skipped)
	u := tell(t, instruments.English, "phq-9", store.OwnScreen, 80, 24, open)
	u.Sees("question 9 was left without an answer", "same as no worry")
	if u.desk.shown != 0 {
		t.Error("an unanswered risk item is logged as a risk prompt")
	}

	none := tell(t, instruments.English, "phq-9", store.OwnScreen, 80, 60, light)
	none.SeesNot("For the worker")
}

func TestRiskPromptInTheOrganisationsOwnWords(t *testing.T) {
	s := tell(t, instruments.English, "phq-9", store.OwnScreen, 80, 24, heavy)
	s.Sees("its place is in the settings")
	m, _ := s.host.Screen.(*Model)
	m.view.Instruction = "Call the duty worker today."
	m.draw()
	s.Sees("question 9 is worth talking about", "Call the duty worker today.").SeesNot("Ask about it calmly", "settings")
}

func TestTalkedAbout(t *testing.T) {
	s := tell(t, instruments.English, "phq-9", store.Together, 80, 24, light)
	s.Sees("Did we talk about this?").SeesNot("Next measurement")
	// The episode began on 7 January: the window of three months is open, and 182 days later is 8 July, give or take 28.
	s.Press("d").Sees("Talked about on 1 Apr 2026", "→ Next measurement: 6 months, proposed 8 Jul 2026 (any day 10 Jun 2026–5 Aug 2026).")
	s.Press("d")
	if s.desk.discussed != 1 {
		t.Errorf("marked %d times, want 1", s.desk.discussed)
	}
	if got := s.host.Last(); got != (screen.SaidMsg{Text: "Marked as talked about. u takes it back."}) {
		t.Errorf("said %v", got)
	}
	s.Press("u").Sees("Did we talk about this?").Press("u").Sees("Did we talk about this?")
}

func TestEverySizeFits(t *testing.T) {
	s := tell(t, instruments.Finnish, "phq-9", store.Together, 80, 20, light, close, heavy)
	for width := 30; width <= 150; width += 11 {
		for height := 4; height <= 60; height += 7 {
			s.Resize(width, height)
			lines := strings.Split(s.View(), "\n")
			if len(lines) > height {
				t.Fatalf("%dx%d: %d lines", width, height, len(lines))
			}
			for _, l := range lines {
				if lipgloss.Width(l) > width {
					t.Fatalf("%dx%d: line of %d cells: %q", width, height, lipgloss.Width(l), l)
				}
			}
			m, _ := s.host.Screen.(*Model)
			if m.scroll.Overflows() && !strings.Contains(lines[height-1], "▼") {
				t.Fatalf("%dx%d ends without a mark:\n%s", width, height, s.View())
			}
		}
	}
}

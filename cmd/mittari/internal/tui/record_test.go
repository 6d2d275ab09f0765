package tui

import (
	"path/filepath"
	"regexp"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/vault"
)

// TestRecordOfAFamilyIsKept walks the screens of the record over a real encrypted file and reads back what they stored.
func TestRecordOfAFamilyIsKept(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	seed := h.rec.Seed
	h.Press("2").Sees("ES-0042").Press("enter").Sees("ES-0042-N1", "ES-0042-H2", "Mitä on tapahtunut")

	h.Press("p").Type("").Press("enter").Type("2013").Press("enter").Type("2").Press("enter", "enter", "enter", "enter")
	h.Sees("ES-0042-N2", "✓ ES-0042-N2 lisättiin.")
	h.Press("m", "enter", "ctrl+u").Type("45").Press("enter", "down", "enter").Sees("Tapaaminen, 45 minuuttia, toimisto")
	h.Press("e", "enter", "enter", "enter").Sees("◆ kiireellinen sijoitus")
	h.Press("s", "right", "enter").Sees("! Huoltajat vastaavat erikseen")
	h.Press("g", "enter").Type("Nukun yöt").Press("enter").Sees("Nukun yöt", "asetettu 1.4.2026").Press("esc")
	h.Press("enter").Sees("ei ole vielä tuloksia").Press("esc")
	h.Press("l").Sees("tästä perheestä", "lisätty", "tavoite 1").Press("esc")
	h.Press("x", "enter", "down", "down", "enter").Sees("perhe keskeytti")

	rec := cabinet.Record{Workspace: h.rec.Workspace}
	persons, err := rec.Persons(t.Context(), seed.Family.ID)
	if err != nil || len(persons) != 4 {
		t.Fatalf("%d persons, %v; want 4", len(persons), err)
	}
	if p := persons[3]; p.Code != "ES-0042-N2" || p.BirthYear != 2013 || p.BirthMonth != 2 || p.Role != store.YoungPerson {
		t.Errorf("stored %+v", p)
	}
	episodes, err := rec.Episodes(t.Context(), seed.Family.ID)
	if err != nil || episodes[0].ExitReason != store.ExitStopped || episodes[0].End != storetest.Day(t, "2026-04-01") {
		t.Errorf("stored %+v, %v", episodes, err)
	}
	goals, err := rec.Goals(t.Context(), seed.Girl.ID)
	if err != nil || len(goals) != 1 || goals[0].Text != "Nukun yöt" {
		t.Errorf("stored %+v, %v", goals, err)
	}
}

func TestPersonShowsTheCurveOfARealRecord(t *testing.T) {
	h := open(t, instruments.English, nil)
	seed := h.rec.Seed
	for _, c := range []int{3, 1} {
		uitest.Give(t, h.model.env, casework.Plan{
			Episode: seed.Episode.ID, Respondent: seed.Guardian.ID, Instrument: "phq-9", Wave: store.AtMeeting, Mode: store.FromPaper,
		}, c, c, c, c, c, c, c, c, 0)
	}
	h.Press("2", "enter", "down", "enter").Sees("PHQ-9", "answered by ES-0042-H1", "24", "change −16", "A lower number is better")
	h.Press("t").Sees("Occasion", "meeting").Press("r").Sees("PHQ-9")
}

// TestNewFamilyOnAnEmptyRecord adds a family and its first member where there is none.
func TestNewFamilyOnAnEmptyRecord(t *testing.T) {
	h := open(t, instruments.Swedish, nil)
	h.Press("2", "n").Sees("Familjen får en kod").Press("enter", "enter").Sees("Ingen i familjen ännu")
	h.Press("p", "enter", "enter", "enter", "enter", "enter", "enter").Sees("Familjemedlemmar (1)")
}

func TestLanguageChangesEverywhereAtOnce(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Press("5").Sees("Ohjelman kieli").Press("enter", "down", "enter").Sees("Programmets språk", "Mittari", "tillbaka")
	h.Press("esc").Sees("I dag")
}

// TestFirstRunOnARealFile goes from nothing to Today, locks, and comes back with the passphrase and with the code.
func TestFirstRunOnARealFile(t *testing.T) {
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	l, err := lang.New(instruments.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "Äidin kansio", "työ.db")
	door := cabinet.NewDoor(path, vault.FloorKDF(), storetest.Now)
	m := newModel(t.Context(), Options{
		Door: door, Catalogue: cat, Clock: storetest.Now, Lang: l, Renderer: uitest.Renderer(),
		After: func(time.Duration, func(time.Time) tea.Msg) tea.Cmd { return nil },
	})
	ui := uitest.Start(t, m, 80, 24)
	const phrase = "korppi istuu aidalla taas"
	ui.Sees("Vaihe 1/7").Press("enter").Type(phrase).Press("enter").Type(phrase).Press("enter").Sees("palautuskoodi")
	code := recoveryCode(t, ui.View())
	ui.Press("enter").Type(code[1]).Press("enter").Type(code[len(code)-1]).Press("enter")
	for _, text := range []string{"Etelä-Savo", "ES", "Itäinen tiimi", "T1", "A3"} {
		ui.Type(text).Press("enter")
	}
	ui.Type(pin).Press("enter").Type(pin).Press("enter").Sees("Vaihe 7/7")
	if door.Exists() {
		t.Fatal("a file was written before the last step")
	}
	ui.Press("enter").Sees("Täällä ei ole vielä yhtään perhettä", "Vihje: ctrl+k avaa valikon")
	ui.Press("ctrl+l").Sees("Lukittu").SeesNot("perhe")
	ui.Type("jotain muuta").Press("enter").Sees("on väärä")
	ui.Type(phrase).Press("enter").Sees("Täällä ei ole vielä yhtään perhettä")
	ui.Press("ctrl+l", "tab")
	for i, part := range code {
		if i > 0 {
			ui.Type("-")
		}
		ui.Type(part)
	}
	ui.Press("enter").Sees("Täällä ei ole vielä yhtään perhettä").Press("ctrl+c", "enter")
}

// recoveryCode reads the groups of the code from the screen, as a person copies them.
func recoveryCode(t *testing.T, view string) []string {
	t.Helper()
	groups := regexp.MustCompile(`\b[0-9A-Z]{5}\b`).FindAllString(view, -1)
	if len(groups) != 8 {
		t.Fatalf("%d groups of a recovery code on the screen, want 8:\n%s", len(groups), view)
	}
	return groups
}

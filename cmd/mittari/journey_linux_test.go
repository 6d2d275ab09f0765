package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest/deeds"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

const phrase = "korppi istuu aidalla taas"

// TestJourneyFirstDay goes, in Finnish, from an empty computer to the first result and the day of the next meeting.
func TestJourneyFirstDay(t *testing.T) {
	home := t.TempDir()
	ui := program(t, home, "--lang", "fi")
	setUp(t, ui)
	ui.Press("n")
	ui.Sees("Perhe saa koodin")
	ui.Press("enter", "enter")
	ui.Sees("ei ole vielä ketään")
	ui.Press("p")
	ui.Sees("Syntymävuosi")
	ui.Press("enter")
	ui.Type(fmt.Sprint(time.Now().Year() - 15))
	ui.Press("enter")
	ui.Type("1")
	ui.Press("enter", "enter", "enter", "enter")
	ui.Sees("Perheenjäsenet (1)")

	ui.Press("a")
	ui.Sees("Mitä kysytään?")
	ui.Choose("KOKEILU")
	ui.Press("enter")
	ui.Sees("Miten")
	ui.Press("enter")
	ui.Sees("Ennen kuin aloitat")
	ui.forbid("Mittari", "-N1", "KOKEILU")
	ui.Press("end", "enter")
	ui.Sees("tulee 5 kysymystä")
	ui.Press("enter")
	for n := range 5 {
		ui.Sees(fmt.Sprintf("Kysymys %d/5", n+1))
		ui.Press("2")
	}
	ui.Sees("Vastasit kaikkiin")
	ui.Press("enter")
	ui.Sees("Kiitos!")
	ui.Press("ctrl+c", "ctrl+z", "esc", "q")
	ui.Sees("Kiitos!")
	ui.forbid()
	ui.unlock("Puhuimmeko tästä?")
	ui.Press("d")
	ui.Sees("Merkitty puhutuksi")
	ui.Press("esc")
	ui.Sees("Mitä on tapahtunut")
	ui.Press("b")
	ui.Sees("Keitä on paikalla?")
	ui.Press("d")
	ui.Sees("Tyhjä")
	ui.Press("ctrl+u")
	ui.Type("14.6.2100")
	ui.Press("enter")
	ui.Sees("Sovittu: 14.6.2100")
	ui.leave()

	again := program(t, home, "--lang", "fi")
	again.Sees("Salasana")
	again.Type(phrase)
	again.Press("enter")
	again.Sees("Mittari Tänään")
	again.Press("2")
	again.Sees("Koodi ", "▸ ES-")
	again.Press("enter")
	again.Sees("14.6.2100", "Mitä on tapahtunut")
	again.leave()
}

// TestJourneyTwoGuardiansApart holds, in Swedish, a meeting with two guardians who answer apart.
func TestJourneyTwoGuardiansApart(t *testing.T) {
	p := threeMonths(t, func(p *deeds.Place) {
		if err := p.Desk.SetAnswersApart(t.Context(), p.Seed.Family.ID, true); err != nil {
			t.Fatal(err)
		}
	})
	ui := unlock(t, p, "sv", "I dag")
	ui.Press("2")
	ui.Sees("Kod ", "▸ ES-")
	ui.Press("enter")
	ui.Sees("Vad som har hänt")
	ui.Press("b")
	ui.Sees("Vilka är på plats?", "bara en vårdnadshavare i taget")
	for _, g := range []struct{ code, notice, begin, question, all, thanks string }{
		{"ES-0042-H1", "Ennen kuin aloitat", "10 kysymystä", "Kysymys %d/10", "Vastasit kaikkiin", "Kiitos!"},
		{"ES-0042-H2", "Innan du börjar", "10 frågor", "Fråga %d/10", "Du svarade på allt", "Tack!"},
	} {
		ui.Press("home")
		ui.Choose(g.code)
		if !strings.Contains(ui.View(), "[x] "+g.code) {
			ui.Press("space")
		}
		ui.Sees("[x] " + g.code)
		ui.Choose("CORE-10")
		ui.Press("enter")
		ui.Sees("Tillfälle")
		ui.Press("enter")
		ui.Sees(g.notice)
		ui.forbid("Mittari", "ES-0042", "CORE", "H1", "H2")
		ui.Press("end", "enter")
		ui.Sees(g.begin)
		ui.Press("enter")
		for n := range 10 {
			ui.Sees(fmt.Sprintf(g.question, n+1))
			ui.Press("3")
		}
		ui.Sees(g.all)
		ui.Press("enter")
		ui.Sees(g.thanks)
		ui.forbid()
		ui.unlock("Pratade vi om det här?")
		ui.Sees(g.code)
		ui.Press("d")
		ui.Sees("Markerat som genomgånget")
		ui.Press("esc")
		ui.Sees("Vilka är på plats?")
	}
	ui.leave()
	completed(t, p, 2, store.OwnScreen)
}

// TestJourneyPaper keys, in English, a pile of forms in, twice, with the day on which they were answered.
func TestJourneyPaper(t *testing.T) {
	p := threeMonths(t, nil)
	ui := unlock(t, p, "en", "Today")
	day := store.DateOf(time.Now()).AddDays(-2)
	for i, form := range []string{"YP-CORE", "ES-0042-H1 CORE-10", "ES-0042-H2 CORE-10"} {
		if i == 0 {
			ui.Press("k")
		}
		ui.Sees("Which", "Narrow down")
		ui.Choose(form)
		ui.Press("enter")
		ui.Sees("On what day")
		ui.Type(day.Time().Format("2.1.2006"))
		ui.Press("enter")
		ui.Sees("0 of 10")
		ui.Type("2012212110")
		ui.Sees("10 of 10")
		ui.Press("t")
		ui.Sees("SECOND KEYING")
		ui.Type("2112212110")
		ui.Press("enter")
		ui.Sees("differ in 1 item")
		ui.Press("right", "enter")
		ui.Sees("1 difference was decided")
		ui.Press("enter")
		ui.Sees("Saved")
	}
	ui.leave()
	for _, a := range completed(t, p, 3, store.FromPaper) {
		if a.Answered != day || store.DateOf(a.Entered) == day || a.Responses[1] != instruments.Answer(1) {
			t.Errorf("stored %+v", a.Administration)
		}
	}
}

// TestJourneyEndAndReport ends, in Finnish, an episode in which there are results, and writes the workbook of the team.
func TestJourneyEndAndReport(t *testing.T) {
	p := threeMonths(t, func(p *deeds.Place) {
		give(t, p, store.Start, 3)
		give(t, p, store.ThreeMonths, 1)
	})
	ui := unlock(t, p, "fi", "Tänään")
	ui.Press("2")
	ui.Sees("Koodi ", "▸ ES-")
	ui.Press("enter")
	ui.Sees("Mitä on tapahtunut")
	ui.Press("x")
	ui.Sees("Viimeinen")
	ui.Press("enter", "enter")
	ui.Sees("tavoitteet saavutettu", "Mitä on tapahtunut")
	path := filepath.Join(p.Dir, "Tiimin työkirja.xlsx")
	ui.Press("3")
	ui.Sees("Mikä raportti")
	ui.Press("enter", "enter")
	ui.Sees("Mihin tiedosto tallennetaan")
	ui.Press("enter", "enter", "ctrl+u")
	ui.Type(path)
	ui.Press("enter")
	ui.Sees("Kirjoita tiedosto ja jäädytä")
	ui.Press("enter")
	ui.Sees("Raportti on valmis")
	ui.leave()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if sheets := book.GetSheetList(); len(sheets) < 5 {
		t.Errorf("sheets %q", sheets)
	}
	if err := book.Close(); err != nil {
		t.Error(err)
	}
}

package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest/deeds"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
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
	again.Sees("Koodi ")
	again.Press("enter")
	again.Sees("14.6.2100", "KOKEILU")
	again.leave()
}

// setUp makes the record, with the recovery code read from the window as from paper.
func setUp(t *testing.T, ui *terminal) {
	t.Helper()
	ui.Sees("Vaihe 1/7")
	ui.Press("enter")
	ui.Sees("Vaihe 2/7")
	for range 2 {
		ui.Type(phrase)
		ui.Press("enter")
	}
	ui.Sees("palautuskoodi")
	code := regexp.MustCompile(`\b[0-9A-Z]{5}\b`).FindAllString(ui.View(), -1)
	if len(code) != 8 {
		t.Fatalf("%d groups of a recovery code:\n%s", len(code), ui.View())
	}
	ui.Press("enter")
	ui.Sees("Vaihe 4/7")
	for _, group := range []string{code[1], code[7]} {
		ui.Type(group)
		ui.Press("enter")
	}
	ui.Sees("Vaihe 5/7")
	for _, text := range []string{"Etelä-Savo", "ES", "Itäinen tiimi", "T1", "A3"} {
		ui.Type(text)
		ui.Press("enter")
	}
	ui.Sees("Vaihe 6/7")
	for range 2 {
		ui.Type(deeds.PIN)
		ui.Press("enter")
	}
	ui.Sees("Vaihe 7/7")
	ui.Press("enter")
	ui.Sees("Täällä ei ole vielä yhtään perhettä")
}

// threeMonths lays a record in which three months have gone by since the work began.
func threeMonths(t *testing.T, more func(*deeds.Place)) *deeds.Place {
	t.Helper()
	p := deeds.Lay(t, deeds.Deed{})
	p.Now = time.Now
	p.Sit(t)
	e := p.Seed.Episode
	e.Start = store.DateOf(time.Now()).AddDays(-91)
	if err := p.SaveEpisode(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	p.Seed.Episode = e
	if more != nil {
		more(p)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return p
}

// unlock opens a record in the program.
func unlock(t *testing.T, p *deeds.Place, lang, today string) *terminal {
	t.Helper()
	setLang(t, p, lang)
	ui := program(t, t.TempDir(), "--workspace", p.Path, "--lang", lang)
	ui.Sees("record.mittari")
	ui.Type(storetest.Passphrase)
	ui.Press("enter")
	ui.Sees("Mittari " + today)
	return ui
}

func setLang(t *testing.T, p *deeds.Place, lang string) {
	t.Helper()
	w := reopen(t, p)
	s, err := w.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.Lang = instruments.Lang(lang)
	if err := w.SaveSettings(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
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
	ui.Sees("Kod ")
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

// unlock gives the PIN on the end page until the result shows. A page that still takes breath may leave digits out.
func (t *terminal) unlock(result string) {
	t.tb.Helper()
	for range 5 {
		t.Type(deeds.PIN)
		for range 100 {
			if strings.Contains(t.View(), result) {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Press("esc")
		t.react()
	}
	t.tb.Fatalf("the PIN does not lead out:\n%s", t.View())
}

// completed counts the forms in the file that were answered in a way.
func completed(t *testing.T, p *deeds.Place, want int, mode store.Mode) []store.Scored {
	t.Helper()
	w := reopen(t, p)
	all, err := w.OfFamily(t.Context(), p.Seed.Family.ID)
	if err != nil {
		t.Fatal(err)
	}
	var of []store.Scored
	for _, a := range all {
		if a.State == store.Completed && a.Mode == mode {
			of = append(of, a)
		}
	}
	if len(of) != want {
		t.Errorf("%d forms, want %d", len(of), want)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return of
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
	ui.Sees("Koodi ")
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

// give answers a form of the guardian.
func give(t *testing.T, p *deeds.Place, w store.Wave, code int) {
	t.Helper()
	s, err := p.Desk.Begin(t.Context(), casework.Plan{
		Episode: p.Seed.Episode.ID, Respondent: p.Seed.Guardian.ID, Instrument: "core-10", Wave: w, Mode: store.Together,
	})
	for err == nil {
		if _, left := s.Item(); !left {
			break
		}
		err = s.Answer(t.Context(), code)
	}
	if err == nil {
		_, err = s.Complete(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
}

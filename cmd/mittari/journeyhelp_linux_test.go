package main

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest/deeds"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

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

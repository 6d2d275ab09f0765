package instrument

import (
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// start shows an instrument; PHQ-9 has wording in English and Portuguese.
func start(t *testing.T, tag instruments.Lang, id instruments.ID, width, height int) (*uitest.Driver, *uitest.Host, *screen.Env) {
	t.Helper()
	env, rec := uitest.Invented(t, tag)
	for _, l := range []instruments.Lang{"en", "pt"} {
		if err := rec.SaveWording(t.Context(), uitest.Pack("phq-9", l), storetest.Now()); err != nil {
			t.Fatal(err)
		}
	}
	ui, host := uitest.Show(t, New(env, screen.Instrument{ID: id}), width, height)
	return ui, host, env
}

func TestInstrumentSaysOnWhatTermsAndHowToBringWordingIn(t *testing.T) {
	ui, _, _ := start(t, "fi", "sdq", 100, 400)
	ui.Sees("vain paperilla", "sanamuotoa voi tuoda", "Lähteet").SeesNot("wording import")
	ui, _, _ = start(t, "fi", "phq-9", 100, 400)
	ui.Sees("mittari instrument wording import phq-9 --lang fi TIEDOSTO", "englanti, pt")
	ui, _, _ = start(t, "fi", "goals", 100, 400)
	ui.Sees("oma lomake").SeesNot("Sanamuodon tuominen")
}

// Every definition of the program can be shown in every language, and no unsure fact goes without its tag.
func TestInstrumentShowsEveryDefinition(t *testing.T) {
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	defs, err := cat.List()
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range []instruments.Lang{"fi", "sv", "en"} {
		env, _ := uitest.Invented(t, tag)
		for _, d := range defs {
			ui, host := uitest.Show(t, New(env, screen.Instrument{ID: d.ID}), 80, 2000)
			ui.SeesNot("⟨", "<no value>")
			m := host.Screen.(*Model)
			if c := m.def.Ages.Evidence.Confidence; c != "" && !c.Sure() {
				ui.Sees("[" + m.env.Lang.T("confidence."+string(c)) + "]")
			}
		}
	}
}

func TestInstrumentThatDoesNotExist(t *testing.T) {
	_, host, _ := start(t, "fi", "nothing", 80, 20)
	if _, ok := host.Last().(screen.Failed); !ok {
		t.Errorf("asked %v, want Failed", host.Last())
	}
}

func TestInstrumentSaysWhatIsHeldBackAndOpensWhatMendsIt(t *testing.T) {
	ui, host, env := start(t, "fi", "hearsay", 100, 60)
	ui.Sees("× hearsay@1 on pois käytöstä", "lähde: pad").Press("k")
	ref := instruments.Ref{ID: "hearsay", Version: 1}
	if got := host.Last(); got != (screen.GoMsg{Route: screen.KeyCheck{Ref: ref}}) {
		t.Errorf("k asked %v", got)
	}
	if _, err := env.Desk.ApproveKey(t.Context(), casework.NewKeyCheck{Definition: ref, Checker: "E", Against: "lomake 2019"}); err != nil {
		t.Fatal(err)
	}
	ui.Send(screen.RefreshMsg{}).Sees("● hearsay@1: avaimen tarkisti E").SeesNot("× hearsay")

	ui, host, env = start(t, "fi", "lent", 100, 60)
	ui.Sees("eikä lupaa ole kirjattu").Press("l")
	if got := host.Last(); got != (screen.GoMsg{Route: screen.Permission{ID: "lent"}}) {
		t.Errorf("l asked %v", got)
	}
	if _, err := env.Desk.RecordPermission(t.Context(), casework.NewPermission{Instrument: "lent", Reference: "kirje 1", Uses: 5}); err != nil {
		t.Fatal(err)
	}
	ui.Send(screen.RefreshMsg{}).Sees("● Lupa, Invented Holder (kirje 1): voimassa", "käytetty 0/5").SeesNot("eikä lupaa ole").Press("s")
	if got := host.Last(); got != (screen.GoMsg{Route: screen.WordingImport{ID: "lent"}}) {
		t.Errorf("s asked %v", got)
	}
	n := len(host.Asked)
	ui.Press("p") // nothing to print yet
	if len(host.Asked) != n {
		t.Errorf("p asked %v", host.Last())
	}
	ui, host, _ = start(t, "fi", "goals", 100, 60)
	ui.Press("p")
	if got := host.Last(); got != (screen.GoMsg{Route: screen.PaperForm{ID: "goals"}}) {
		t.Errorf("p asked %v", got)
	}
	ui, host, _ = start(t, "fi", "sheet", 100, 60)
	ui.Press("s", "l", "k", "p")
	if host.Last() != nil {
		t.Errorf("a form for paper only asked %v", host.Last())
	}
}

// A norm for girls of 12–14 does not fit the girl of 15 in the record, nor anybody whose age is unknown.
func TestInstrumentSaysWhetherItFitsAPerson(t *testing.T) {
	env, rec := uitest.Invented(t, "fi")
	younger := rec.Seed.Girl
	younger.ID, younger.Code, younger.BirthYear = storetest.ID[store.PersonID](900), "ES-0042-N2", 2013
	if err := rec.SavePerson(t.Context(), younger); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[store.PersonID][]string{
		rec.Seed.Girl.ID:     {"Sopiiko se henkilölle ES-0042-N1?", "● tehty tälle iälle", "– girls"},
		younger.ID:           {"● girls", "invented girls"},
		rec.Seed.Guardian.ID: {"? ikää ei tiedetä", "– girls"},
	} {
		ui, _ := uitest.Show(t, New(env, screen.Instrument{ID: "lent", Person: id}), 100, 100)
		ui.Sees(want...)
	}
	ui, _ := uitest.Show(t, New(env, screen.Instrument{ID: "lent"}), 100, 100)
	ui.SeesNot("Sopiiko se")
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{"fi", "sv", "en"} {
		t.Run("off-"+string(tag)+"-80", func(t *testing.T) {
			ui, _, _ := start(t, tag, "hearsay", 80, 20)
			ui.Picture()
		})
		t.Run("asked-"+string(tag)+"-120", func(t *testing.T) {
			env, rec := uitest.Invented(t, tag)
			ui, _ := uitest.Show(t, New(env, screen.Instrument{ID: "lent", Person: rec.Seed.Girl.ID}), 120, 36)
			ui.Picture()
		})
	}
	t.Run("paper-only-fi-80", func(t *testing.T) {
		ui, _, _ := start(t, "fi", "sheet", 80, 20)
		ui.Picture()
	})
	t.Run("end-sv-80", func(t *testing.T) {
		ui, _, _ := start(t, "sv", "lent", 80, 20)
		ui.Press("end").Picture()
	})
}

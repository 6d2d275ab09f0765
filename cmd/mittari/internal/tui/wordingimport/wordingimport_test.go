package wordingimport

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
)

// start opens the screen beside a folder with the files of the test.
func start(t *testing.T, tag instruments.Lang, id instruments.ID, width, height int) (*uitest.Driver, *uitest.Host, *screen.Env) {
	t.Helper()
	folder := t.TempDir()
	t.Setenv("HOME", folder)
	for name, text := range map[string]string{
		"lines.txt":  "keksitty rivi yksi\nkeksitty rivi kaksi\nkeksitty rivi kolme\n",
		"short.txt":  "keksitty rivi yksi\nkeksitty rivi kaksi\n",
		"hebrew.txt": "אחת\nשתיים\nשלוש\n",
		"none.json":  "{",
		"forms.csv":  forms,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env, _ := uitest.Invented(t, tag)
	if id == "lent" {
		if _, err := env.Desk.RecordPermission(t.Context(), casework.NewPermission{Instrument: "lent", Reference: "kirje"}); err != nil {
			t.Fatal(err)
		}
	}
	ui, host := uitest.Show(t, New(env, screen.WordingImport{ID: id}), width, height)
	return ui, host, env
}

// forms is a dictionary with two forms, none of them called as an instrument.
const forms = "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\"\n" +
	"a1,morning,,radio,keksitty rivi yksi,\"0, nolla | 1, yksi | 2, kaksi\"\n" +
	"b1,evening,,radio,iltarivi yksi,\"0, nolla | 1, yksi | 2, kaksi\"\n" +
	"b2,evening,,radio,iltarivi kaksi,\"0, nolla | 1, yksi | 2, kaksi\"\n" +
	"b3,evening,,radio,iltarivi kolme,\"0, nolla | 1, yksi | 2, kaksi\"\n"

// file fills in the first page, and the words of the answers, which plain lines do not hold.
func file(ui *uitest.Driver, name, tag string) {
	ui.Type("~/"+name).Press("enter", "ctrl+u").Type(tag).Press("enter", "enter", "enter")
}

func keyIn(ui *uitest.Driver) {
	ui.Type("nolla").Press("enter").Type("yksi").Press("enter").Type("kaksi").Press("enter")
}

func langs(t *testing.T, env *screen.Env) []instruments.Lang {
	t.Helper()
	l, err := env.Desk.Installed(t.Context(), "lent")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestWordingIsStoredOnceEverythingInDoubtIsSettled(t *testing.T) {
	ui, host, env := start(t, "fi", "lent", 80, 24)
	file(ui, "lines.txt", "fi")
	ui.Sees("Kirjoita ne paperista", "Vastaus often 0")
	keyIn(ui)
	ui.Sees("Vertaa joka paria", "? 1 aamun valo", "keksitty rivi yksi").Press("enter")
	ui.Sees("Kysymys 1 / 3", "kieltään").Press("k").Sees("Kysymys 2 / 3").Press("k").Sees("Kysymys 3 / 3")
	if len(langs(t, env)) != 0 {
		t.Error("stored before the last answer")
	}
	ui.Press("k").SeesNot("Kysymys") // the screen is still drawn until the root has gone back
	if l := langs(t, env); len(l) != 1 || l[0] != "fi" {
		t.Errorf("installed in %v: %s", l, ui.View())
	}
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v", host.Last())
	}
}

func TestOfSeveralFormsInAFileOneIsChosen(t *testing.T) {
	ui, _, _ := start(t, "fi", "lent", 80, 24)
	file(ui, "forms.csv", "fi")
	ui.Sees("Mikä tiedoston lomakkeista", "▸ morning", "evening").Press("down", "enter")
	ui.Sees("Vertaa joka paria", "iltarivi kolme").SeesNot("keksitty rivi")
	ui.Press("esc").Sees("Tiedosto")
}

func TestNoStoresNothing(t *testing.T) {
	ui, host, env := start(t, "fi", "lent", 80, 24)
	file(ui, "lines.txt", "fi")
	keyIn(ui)
	ui.Press("enter", "k", "e").Sees("Vertaa joka paria")
	if _, ok := host.Last().(screen.SaidMsg); !ok || len(langs(t, env)) != 0 {
		t.Errorf("asked %v, installed %v", host.Last(), langs(t, env))
	}
	ui.Press("esc").Sees("Tiedosto").Press("esc")
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v", host.Last())
	}
}

func TestAFileThatCannotBeReadSaysWhy(t *testing.T) {
	ui, _, _ := start(t, "fi", "lent", 80, 24)
	file(ui, "none.json", "fi")
	ui.Sees("! Tiedosto ei ole ehjää JSONia", "Mitään ei tallennettu")
	ui, _, _ = start(t, "fi", "lent", 80, 24)
	file(ui, "nowhere.json", "fi")
	ui.Sees("Tiedostoa ei löydy")
	ui, _, env := start(t, "fi", "lent", 80, 24)
	file(ui, "short.txt", "fi")
	if len(langs(t, env)) != 0 {
		t.Error("an incomplete file was stored")
	}
}

func TestRightToLeftTextsCarryAMark(t *testing.T) {
	ui, _, _ := start(t, "fi", "lent", 80, 24)
	file(ui, "hebrew.txt", "he")
	keyIn(ui)
	ui.Sees("loogisessa järjestyksessä", "אחת")
}

func TestWithoutAPermissionNoFileIsAskedFor(t *testing.T) {
	env, _ := uitest.Invented(t, "fi")
	for id, want := range map[instruments.ID]string{"lent": "eikä lupaa ole kirjattu", "sheet": "paperi"} {
		ui, _ := uitest.Show(t, New(env, screen.WordingImport{ID: id}), 80, 20)
		ui.Sees("× ", want).SeesNot("Sanamuodon kieli")
	}
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{"fi", "sv", "en"} {
		for name, size := range map[string][2]int{"80": {80, 20}, "120": {120, 36}} {
			t.Run(string(tag)+"-"+name, func(t *testing.T) {
				ui, _, _ := start(t, tag, "lent", size[0], size[1])
				ui.Picture()
			})
			t.Run("match-"+string(tag)+"-"+name, func(t *testing.T) {
				ui, _, _ := start(t, tag, "lent", size[0], size[1])
				file(ui, "lines.txt", "fi")
				keyIn(ui)
				ui.Picture()
			})
		}
	}
}

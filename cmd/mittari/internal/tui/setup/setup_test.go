package setup

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
)

const code = "ABCDE-FGH12-JKMNP-QRSTV-WXYZ0-12345-67890-HJKMN"

// door is a door to nowhere that notes what it is asked.
type door struct {
	casework.Door
	created []string
	fail    error
}

func (d *door) Path() string                     { return "/koti/Asiakirjat/mittari.db" }
func (d *door) NewRecoveryCode() (string, error) { return code, nil }
func (d *door) Create(_ context.Context, phrase, recovery string) (casework.Record, error) {
	d.created = append(d.created, phrase+"|"+recovery)
	return record{}, d.fail
}

type record struct{ casework.Record }

// writer notes the first records instead of writing them.
type writer struct {
	firsts []casework.First
	fail   error
}

func (w *writer) setUp(_ context.Context, _ casework.Record, f casework.First, _ func() time.Time) error {
	w.firsts = append(w.firsts, f)
	return w.fail
}

type bench struct {
	*uitest.Driver
	host   *uitest.Host
	door   *door
	writer *writer
	env    *screen.Env
}

func start(t *testing.T, width, height int) *bench {
	t.Helper()
	b := &bench{door: &door{}, writer: &writer{}, env: uitest.Env(t, instruments.Finnish)}
	b.env.Door = b.door
	b.Driver, b.host = uitest.Show(t, newModel(b.env, b.writer.setUp), width, height)
	return b
}

// through fills in the steps up to, not including, one.
func (b *bench) through(to step) *bench {
	for s := stepLang; s < to; s++ {
		switch s {
		case stepLang, stepCode:
			b.Press("enter")
		case stepPassphrase:
			b.Type("korppi istuu aidalla taas").Press("enter").Type("korppi istuu aidalla taas").Press("enter")
		case stepConfirm:
			b.Type("fgh12").Press("enter").Type("hjkmn").Press("enter")
		case stepTeam:
			for _, text := range []string{"Etelä-Savo", "es", "Itäinen tiimi", "t1", "a3"} {
				b.Type(text).Press("enter")
			}
		case stepPIN:
			b.Type("2468").Press("enter").Type("2468").Press("enter")
		case stepReady, steps:
		}
	}
	return b
}

func TestSetUpWritesOnceAtTheEnd(t *testing.T) {
	b := start(t, 80, 20).through(stepReady)
	if len(b.door.created) != 0 {
		t.Fatalf("a file was made before the last step: %v", b.door.created)
	}
	b.Sees("Etelä-Savo (ES)", "Itäinen tiimi (T1)", "A3").Press("enter")
	if want := []string{"korppi istuu aidalla taas|" + code}; !cmp.Equal(b.door.created, want) {
		t.Errorf("made %q, want %q", b.door.created, want)
	}
	want := []casework.First{{
		Lang: "fi", RegionCode: "ES", RegionName: "Etelä-Savo", TeamCode: "T1", TeamName: "Itäinen tiimi",
		WorkerCode: "A3", PIN: "2468",
	}}
	if diff := cmp.Diff(want, b.writer.firsts); diff != "" {
		t.Error(diff)
	}
	if _, ok := b.host.Last().(screen.OpenedMsg); !ok {
		t.Errorf("asked %T, want OpenedMsg", b.host.Last())
	}
}

// What the file would refuse is refused where it is typed.
func TestSetUpRefusesACodeThatNoFamilyCanHave(t *testing.T) {
	b := start(t, 80, 20).through(stepTeam)
	b.Type("Etelä-Savo").Press("enter").Type("t1").Press("enter").Sees("Kaksi, kolme tai neljä kirjainta")
	b.Press("backspace", "backspace").Type("es").Press("enter").SeesNot("Kaksi, kolme")
}

func TestSetUpRefusesWeakAndDifferentPassphrases(t *testing.T) {
	b := start(t, 80, 20).through(stepPassphrase)
	b.Type("lyhyt").Press("enter").Sees("Liian helppo arvata")
	b.Type(" mutta nyt pidempi").Press("enter").Type("toinen").Press("enter").Sees("Salasanat eivät ole samat")
	if s := b.host.Screen.(*Model).step; s != stepPassphrase {
		t.Errorf("went on to step %d", s)
	}
}

func TestSetUpAsksForTheCodeOnPaper(t *testing.T) {
	b := start(t, 80, 20).through(stepCode)
	b.Sees("ABCDE FGH12 JKMNP QRSTV", "WXYZ0 12345 67890 HJKMN")
	b.Press("enter").SeesNot("FGH12").Type("WWWWW").Press("enter").Sees("Ryhmä 2 on koodissa toinen")
	b.Press("esc").Sees("FGH12")
}

func TestSetUpGoesBackWithWhatWasEntered(t *testing.T) {
	b := start(t, 80, 20).through(stepPIN)
	b.Press("esc").Sees("Etelä-Savo", "Itäinen tiimi")
}

func TestSetUpStaysAtItsFirstStep(t *testing.T) {
	b := start(t, 80, 20)
	b.Press("esc").Sees("Vaihe 1/7", "svenska")
}

func TestSetUpTriesAgainWithTheFileItMade(t *testing.T) {
	b := start(t, 80, 20).through(stepReady)
	b.writer.fail = errors.New("disk")
	b.Press("enter").Sees("Jokin meni vikaan")
	b.writer.fail = nil
	b.Press("enter")
	if len(b.door.created) != 1 || len(b.writer.firsts) != 2 {
		t.Errorf("created %d times, wrote %d times; want 1 and 2", len(b.door.created), len(b.writer.firsts))
	}
}

func TestSetUpChangesTheLanguageFirst(t *testing.T) {
	b := start(t, 80, 20)
	b.Press("down", "enter")
	found := false
	for _, m := range b.host.Asked {
		l, ok := m.(screen.LangMsg)
		found = found || ok && l.Lang == instruments.Swedish
	}
	if !found {
		t.Errorf("asked %v, want Swedish", b.host.Asked)
	}
}

func TestSetUpForgetsItsSecrets(t *testing.T) {
	b := start(t, 80, 20).through(stepReady)
	b.Press("enter")
	m := b.host.Screen.(*Model)
	if m.phrase+m.phraseBack+m.code+m.typed1+m.typed2+m.pin+m.pinBack != "" {
		t.Error("a secret is still in memory")
	}
}

func TestJudge(t *testing.T) {
	for p, want := range map[string]Strength{
		"":                               Weak,
		"elevenchars":                    Weak, // 11
		"twelve chars":                   Enough,
		"aaaaaaaaaaaaaaaaaaaaaa":         Weak, // long, but one character
		"ab cd ef gh":                    Enough,
		"yksi kaksi kolme neljä viisi":   Good,
		"twenty characters ok":           Good,
		"äöåäöåäöåäöå":                   Weak, // three characters
		"Pitkäsalasana1":                 Enough,
		"   spaces around ":              Enough,
		"korppi istuu aidalla ja laulaa": Good,
	} {
		if got := Judge(p); got != want {
			t.Errorf("Judge(%q) = %d, want %d", p, got, want)
		}
	}
}

func TestSameReadsLookAlikes(t *testing.T) {
	if !same(" o1il ", "0111") || same("ABCDE", "ABCDF") {
		t.Error("look-alikes are not read as the code does")
	}
}

func TestPictures(t *testing.T) {
	names := map[step]string{
		stepLang: "lang", stepPassphrase: "passphrase", stepCode: "code", stepConfirm: "confirm",
		stepTeam: "team", stepPIN: "pin", stepReady: "ready",
	}
	for s, name := range names {
		t.Run(name+"-80", func(t *testing.T) { start(t, 80, 20).through(s).Picture() })
	}
	t.Run("team-120", func(t *testing.T) { start(t, 120, 36).through(stepTeam).Picture() })
	for _, tag := range []instruments.Lang{instruments.Swedish, instruments.English} {
		t.Run("code-"+string(tag), func(t *testing.T) {
			b := start(t, 80, 20)
			l, err := lang.New(tag)
			if err != nil {
				t.Fatal(err)
			}
			b.env.Lang = l
			b.through(stepCode).Picture()
		})
	}
}

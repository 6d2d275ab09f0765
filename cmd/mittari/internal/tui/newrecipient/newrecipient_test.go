package newrecipient

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/bundle"
)

type fake struct {
	named []string
	fail  error
}

func (f *fake) Address(context.Context) (casework.Address, error) {
	return casework.Address{Mark: bundle.MarkOf("own")}, nil
}

func (f *fake) NameRecipient(_ context.Context, name, key string) error {
	f.named = append(f.named, name+" "+key)
	return f.fail
}

// theirs is a valid public key, the same in every run.
func theirs(t *testing.T) string {
	t.Helper()
	id, err := bundle.ParseIdentity("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX")
	if err != nil {
		t.Fatal(err)
	}
	return id.Recipient()
}

func start(t *testing.T, tag instruments.Lang, f *fake, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, tag), f), width, height)
}

func TestNothingIsRememberedBeforeFingerprintsAreCompared(t *testing.T) {
	f, key := &fake{}, theirs(t)
	ui, host := start(t, "fi", f, 80, 20)
	ui.Type("lead").Press("enter").Type(key[:20]).Press("enter").Sees("ei ole julkinen avain")
	ui.Press("ctrl+u").Paste(key, true).Press("enter").Sees(bundle.MarkOf(key).String(), bundle.MarkOf("own").String(), "▸ Ei vielä verrattu")
	ui.Press("enter").Sees("Julkinen avain") // back in the form, nothing lost
	if len(f.named) != 0 {
		t.Fatalf("remembered %v", f.named)
	}
	ui.Press("enter", "enter", "right", "enter")
	if diff := cmp.Diff([]string{"lead " + key}, f.named); diff != "" {
		t.Error(diff)
	}
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v", host.Last())
	}
}

func TestANameThatIsTakenIsSaid(t *testing.T) {
	f := &fake{fail: casework.ErrNameTaken}
	ui, _ := start(t, "en", f, 80, 20)
	ui.Type("lead").Press("enter").Paste(theirs(t), true).Press("enter", "right", "enter").Sees("another key already", "lead")
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _ := start(t, "fi", &fake{}, 80, 20); ui.Picture() })
	for _, tag := range []instruments.Lang{"sv", "en"} {
		t.Run(string(tag)+"-80-compare", func(t *testing.T) {
			ui, _ := start(t, tag, &fake{}, 80, 20)
			ui.Type("lead").Press("enter").Paste(theirs(t), true).Press("enter").Picture()
		})
	}
}

package exchange

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/bundle"
)

const ownKey = "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq"

type fake struct {
	others    []casework.Correspondent
	conflicts int
	fail      error
}

func (f *fake) Address(context.Context) (casework.Address, error) {
	return casework.Address{Recipient: ownKey, Mark: bundle.MarkOf(ownKey), Signer: bundle.MarkOf("signer")}, f.fail
}

func (f *fake) Correspondents(context.Context) ([]casework.Correspondent, error) {
	return f.others, nil
}

func (f *fake) Conflicts(context.Context) ([]casework.Conflict, error) {
	return make([]casework.Conflict, f.conflicts), nil
}

func two() *fake {
	day := time.Date(2026, time.November, 1, 9, 0, 0, 0, time.UTC)
	return &fake{conflicts: 2, others: []casework.Correspondent{
		{Name: "lead", Recipient: "age1x", Mark: bundle.MarkOf("age1x"), Packed: day},
		{Name: "arvioija", Recipient: "age1y", Mark: bundle.MarkOf("age1y")},
	}}
}

func start(t *testing.T, tag instruments.Lang, f *fake, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, tag), f), width, height)
}

func TestExchangeShowsKeyAndFingerprints(t *testing.T) {
	ui, _ := start(t, "fi", two(), 80, 20)
	ui.Sees(ownKey, bundle.MarkOf(ownKey).String(), bundle.MarkOf("signer").String(), "2 ratkaistavana", bundle.MarkOf("age1y").Words)
}

func TestExchangeLeadsToEveryPage(t *testing.T) {
	for _, c := range []struct {
		keys []string
		want screen.Route
	}{
		{[]string{"enter"}, screen.PackBundle{}},
		{[]string{"p"}, screen.PackBundle{}},
		{[]string{"down", "enter"}, screen.MergeBundles{}},
		{[]string{"m"}, screen.MergeBundles{}},
		{[]string{"c"}, screen.Conflicts{}},
		{[]string{"n"}, screen.NewRecipient{}},
		{[]string{"end", "enter"}, screen.PackBundle{To: "arvioija"}},
	} {
		ui, host := start(t, "fi", two(), 80, 20)
		ui.Press(c.keys...)
		if diff := cmp.Diff(screen.GoMsg{Route: c.want}, host.Last()); diff != "" {
			t.Errorf("%v: %s", c.keys, diff)
		}
	}
}

func TestExchangeFindsARecipient(t *testing.T) {
	ui, host := start(t, "en", two(), 80, 20)
	ui.Press("/").Type("arv").Press("enter")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.PackBundle{To: "arvioija"}}, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestExchangeSaysThatItCouldNotRead(t *testing.T) {
	_, host := start(t, "fi", &fake{fail: errors.New("disk")}, 80, 20)
	if _, ok := host.Last().(screen.Failed); !ok {
		t.Errorf("asked %v", host.Last())
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _ := start(t, "fi", two(), 80, 20); ui.Picture() })
	t.Run("fi-120", func(t *testing.T) { ui, _ := start(t, "fi", two(), 120, 36); ui.Picture() })
	t.Run("sv-80", func(t *testing.T) { ui, _ := start(t, "sv", two(), 80, 20); ui.Picture() })
	t.Run("en-80-nobody", func(t *testing.T) { ui, _ := start(t, "en", &fake{}, 80, 20); ui.Picture() })
}

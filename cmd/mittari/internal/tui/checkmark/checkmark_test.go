package checkmark

import (
	"context"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type fake struct{ fail error }

func (*fake) LogMark(context.Context) (store.LogHead, error) {
	return store.LogHead{Count: 1234, MAC: []byte("01234567890123456789012345678901")}, nil
}
func (f *fake) CheckLogMark(context.Context, store.LogHead) error { return f.fail }

func start(t *testing.T, tag instruments.Lang, fail error, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newPage(uitest.Env(t, tag), &fake{fail}), width, height)
}

func TestANotedPointIsLookedFor(t *testing.T) {
	ui, host := start(t, "fi", nil, 80, 20)
	ui.Sees("1234:60RK-4CSM").Type("12").Press("enter").Sees("ei ole lokin rivi").Press("ctrl+u")
	ui.Type("7:0000-0000-0000-0000").Press("enter")
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v, want back", host.Last())
	}
}

func TestAFileThatWasPutBackIsToldSo(t *testing.T) {
	ui, _ := start(t, "fi", &casework.RolledBackError{Noted: 7, Have: 5}, 80, 20)
	ui.Type("7:0000-0000-0000-0000").Press("enter").Sees("palannut aiempaan")
}

func TestPictures(t *testing.T) {
	for _, tag := range []instruments.Lang{"fi", "sv", "en"} {
		t.Run(string(tag)+"-80", func(t *testing.T) { ui, _ := start(t, tag, nil, 80, 20); ui.Picture() })
	}
}

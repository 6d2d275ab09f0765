package retention

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type fake struct{ due []store.Due }

func (f fake) RetentionDue(context.Context) ([]store.Due, error) { return f.due, nil }
func (fake) Keeping(context.Context) (casework.KeepingView, error) {
	return casework.KeepingView{Keeping: store.Keeping{KeepMonths: 24}}, nil
}

func due(n int) []store.Due {
	var out []store.Due
	for i := range n {
		out = append(out, store.Due{
			Family: store.Family{ID: store.FamilyID{byte(i + 1)}, Code: "ES-010" + string(rune('0'+i))},
			Exit:   store.Date{Year: 2024, Month: 5, Day: 3 + i}, KeepTo: store.Date{Year: 2026, Month: 5, Day: 3 + i}, Overdue: 203 - i,
		})
	}
	return out
}

func start(t *testing.T, tag instruments.Lang, n, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, tag), fake{due(n)}), width, height)
}

func TestAFamilyIsOpenedNotErased(t *testing.T) {
	ui, host := start(t, "fi", 3, 80, 20)
	ui.Press("down", "enter")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Erasure{Family: store.FamilyID{2}}}, host.Last()); diff != "" {
		t.Error(diff)
	}
	ui.Press("m")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.KeepingAct{Act: screen.KeepMonths}}, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestFamiliesAreFoundAndSorted(t *testing.T) {
	ui, host := start(t, "fi", 3, 80, 20)
	ui.Sees("järjestys: kauimmin yli", "▸ ES-0100").Press("o").Sees("järjestys: koodi", "▸ ES-0100")
	ui.Press("/").Type("4.5.2024").SeesNot("ES-0100", "ES-0102").Press("enter")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Erasure{Family: store.FamilyID{2}}}, host.Last()); diff != "" {
		t.Error(diff)
	}
	host.Asked = nil
	if ui.Press("u"); host.Last() != nil {
		t.Errorf("u did %v on a list from which nothing can be taken back", host.Last())
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _ := start(t, "fi", 3, 80, 20); ui.Picture() })
	t.Run("sv-80-none", func(t *testing.T) { ui, _ := start(t, "sv", 0, 80, 20); ui.Picture() })
	t.Run("en-120", func(t *testing.T) { ui, _ := start(t, "en", 9, 120, 36); ui.Picture() })
}

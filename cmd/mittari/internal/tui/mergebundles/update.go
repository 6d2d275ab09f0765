package mergebundles

import (
	"maps"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/transfer"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case transfer.Progress:
		return m, m.job.Heard(msg)
	case checkedMsg:
		if m.failed = msg.err; msg.err != nil {
			return m, m.open(asking)
		}
		m.files = msg.files
		m.show(looking)
		return m, nil
	case mergedMsg:
		return m, m.finished(msg)
	case tea.KeyMsg:
		return m, m.pressed(msg)
	}
	return m, m.toForm(msg)
}

func (m *Model) finished(msg mergedMsg) tea.Cmd {
	if m.failed = msg.err; msg.err != nil {
		return m.open(witnessing)
	}
	m.result = msg.result
	m.show(merged)
	return nil
}

func (m *Model) pressed(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyEsc && m.stage != comparing {
		return m.escape()
	}
	switch m.stage {
	case asking, witnessing:
		m.failed = nil
		return m.toForm(k)
	case looking:
		if k.Type == tea.KeyEnter && len(m.good()) > 0 {
			return m.open(witnessing)
		}
		m.scroll.Update(k)
	case comparing:
		return m.compared(k)
	case merged:
		return m.afterwards(k)
	case checking, merging:
	}
	return nil
}

// escape goes back a page, or stops the work; from the first page it leaves.
func (m *Model) escape() tea.Cmd {
	switch m.stage {
	case checking, merging:
		m.job.Stop()
		return nil
	case looking:
		return m.open(asking)
	case witnessing:
		m.failed = nil
		m.show(looking)
		return nil
	case asking, comparing, merged:
	}
	return screen.Back()
}

func (m *Model) toForm(msg tea.Msg) tea.Cmd {
	if m.stage != asking && m.stage != witnessing {
		return nil
	}
	cmd := m.form.Update(msg)
	switch {
	case !m.form.Done():
		return cmd
	case m.stage == asking:
		return m.check()
	}
	return m.merge(m.good(), nil)
}

// afterwards are the keys of the last page.
func (m *Model) afterwards(k tea.KeyMsg) tea.Cmd {
	changed := m.changedSigners()
	switch {
	case k.Type == tea.KeyEnter:
		return screen.Back()
	case k.String() == "c" && len(m.result.Conflicts) > 0:
		return screen.Replace(screen.Conflicts{})
	case k.String() == "v" && len(changed) > 0:
		t := m.env.Lang.T
		var marks []string
		for _, path := range slices.Sorted(maps.Keys(changed)) {
			e := changed[path]
			marks = append(marks, m.signer(e))
		}
		m.stage = comparing
		m.ask = &widget.Confirm{
			Question: t("mergebundles.compare") + "\n\n" + strings.Join(marks, "\n"), Yes: t("mergebundles.compare.yes"), No: t("form.no"),
		}
		return nil
	}
	m.scroll.Update(k)
	return nil
}

func (m *Model) compared(k tea.KeyMsg) tea.Cmd {
	switch m.ask.Update(k) {
	case widget.Confirmed:
		changed := m.changedSigners()
		var accept []string
		for _, e := range changed {
			accept = append(accept, e.Mark.Words)
		}
		return m.merge(slices.Sorted(maps.Keys(changed)), accept)
	case widget.Refused:
		m.show(merged)
	case widget.Undecided:
	}
	return nil
}

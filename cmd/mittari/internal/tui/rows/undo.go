package rows

import (
	"context"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
)

// TakeBack undoes one change. It is a use case: what it does is a change itself, with a line in the log.
type TakeBack func(ctx context.Context) error

// Undo remembers how the changes made on a screen are taken back. The zero value remembers none.
type Undo struct{ changes []TakeBack }

// UndoneMsg tells the screen that a change was taken back, or that it could not be. The screen hands it to Heard and
// reads its data again.
type UndoneMsg struct {
	err  error
	back TakeBack
}

// Did remembers how a change is taken back, and says what was done and which key takes it back.
func (u *Undo) Did(env *screen.Env, said string, back TakeBack) tea.Cmd {
	u.Remember(back)
	return screen.Say(said + " " + env.Lang.T("rows.undo.hint"))
}

// Remember is Did where another screen has said what was done.
func (u *Undo) Remember(back TakeBack) { u.changes = append(u.changes, back) }

// Any reports whether there is something to take back.
func (u *Undo) Any() bool { return len(u.changes) > 0 }

// Offer is the key for the footer; none while there is nothing to take back.
func (u *Undo) Offer(env *screen.Env) []key.Binding {
	if !u.Any() {
		return nil
	}
	return []key.Binding{screen.Bind("u", env.Lang.T("rows.key.undo"), "u")}
}

// Press takes the newest change back when the key is u; it reports whether it was.
func (u *Undo) Press(env *screen.Env, k tea.KeyMsg) (tea.Cmd, bool) {
	if !u.Any() || !key.Matches(k, screen.Bind("", "", "u")) {
		return nil, false
	}
	last := len(u.changes) - 1
	back, ctx := u.changes[last], env.Ctx
	u.changes = u.changes[:last]
	return func() tea.Msg { return UndoneMsg{back(ctx), back} }, true
}

// Heard says what came of taking back. A change that could not be taken back can be tried again.
func (u *Undo) Heard(env *screen.Env, msg UndoneMsg) tea.Cmd {
	if msg.err != nil {
		u.Remember(msg.back)
		return func() tea.Msg { return screen.Failed{Err: msg.err} }
	}
	return screen.Say(env.Lang.T("rows.undone"))
}

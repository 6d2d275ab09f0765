package uitest

import (
	"reflect"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/golden"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
)

// most is how many messages one step may cause: a loop of commands is a failure, not a hang.
const most = 1000

// Driver drives one model.
type Driver struct {
	tb    testing.TB
	model tea.Model
	held  []tea.Cmd
	hold  bool
	quit  bool
}

// Start begins with a model in a window of a size.
func Start(tb testing.TB, m tea.Model, width, height int) *Driver {
	tb.Helper()
	d := &Driver{tb: tb, model: m}
	d.run(m.Init())
	return d.Resize(width, height)
}

// Resize changes the size of the window.
func (d *Driver) Resize(width, height int) *Driver {
	d.tb.Helper()
	return d.Send(tea.WindowSizeMsg{Width: width, Height: height})
}

// Send delivers a message as the program would.
func (d *Driver) Send(msg tea.Msg) *Driver {
	d.tb.Helper()
	if _, ok := msg.(tea.QuitMsg); ok {
		d.quit = true
		return d
	}
	var cmd tea.Cmd
	d.model, cmd = d.model.Update(msg)
	if d.hold {
		d.held = append(d.held, cmd)
		return d
	}
	d.run(cmd)
	return d
}

// Press presses keys by the names bubbletea gives them: "enter", "ctrl+x", "down", "7", "å".
func (d *Driver) Press(keys ...string) *Driver {
	d.tb.Helper()
	for _, k := range keys {
		d.Send(Key(d.tb, k))
	}
	return d
}

// Type types a text, one key for each character.
func (d *Driver) Type(text string) *Driver {
	d.tb.Helper()
	for _, r := range text {
		if r == ' ' {
			d.Send(tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}})
			continue
		}
		d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	return d
}

// Paste pastes a text in one piece; bracketed says whether the terminal marks it as pasted.
func (d *Driver) Paste(text string, bracketed bool) *Driver {
	d.tb.Helper()
	return d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: bracketed})
}

// Hold stops work: commands are kept until Release.
func (d *Driver) Hold() *Driver {
	d.hold = true
	return d
}

// Release runs the work that was held, in order.
func (d *Driver) Release() *Driver {
	d.tb.Helper()
	d.hold = false
	held := d.held
	d.held = nil
	for _, c := range held {
		d.run(c)
	}
	return d
}

// Turn runs the work that is held by now, and holds what follows from it.
func (d *Driver) Turn() *Driver {
	d.tb.Helper()
	held := d.held
	d.held = nil
	for _, c := range held {
		if c == nil {
			continue
		}
		msg := c()
		if list, ok := commands(msg); ok {
			d.held = append(d.held, list...)
		} else if msg != nil {
			d.Send(msg)
		}
	}
	return d
}

// Held is the number of commands that wait.
func (d *Driver) Held() int {
	n := 0
	for _, c := range d.held {
		if c != nil {
			n++
		}
	}
	return n
}

// View is what stands on the screen.
func (d *Driver) View() string { return d.model.View() }

// Quit reports whether the program has ended.
func (d *Driver) Quit() bool { return d.quit }

// Sees fails unless every text stands on the screen. Line breaks count as spaces.
func (d *Driver) Sees(texts ...string) *Driver {
	d.tb.Helper()
	flat := strings.Join(strings.Fields(d.View()), " ")
	for _, s := range texts {
		if !strings.Contains(flat, s) {
			d.tb.Fatalf("%q is not on the screen:\n%s", s, d.View())
		}
	}
	return d
}

// SeesNot fails when one of the texts stands on the screen.
func (d *Driver) SeesNot(texts ...string) *Driver {
	d.tb.Helper()
	flat := strings.Join(strings.Fields(d.View()), " ")
	for _, s := range texts {
		if strings.Contains(flat, s) {
			d.tb.Fatalf("%q is on the screen:\n%s", s, d.View())
		}
	}
	return d
}

// Picture compares the screen with the golden file of the test, and fails on a message without its words.
func (d *Driver) Picture() *Driver {
	d.tb.Helper()
	d.SeesNot("⟨")
	golden.RequireEqual(d.tb, []byte(d.View()))
	return d
}

// run carries out a command and what follows from it.
func (d *Driver) run(cmd tea.Cmd) {
	d.tb.Helper()
	queue := []tea.Cmd{cmd}
	for n := 0; len(queue) > 0; n++ {
		if n > most {
			d.tb.Fatal("commands follow each other without end")
		}
		next := queue[0]
		queue = queue[1:]
		if next == nil {
			continue
		}
		msg := next()
		if msg == nil {
			continue
		}
		if list, ok := commands(msg); ok {
			queue = append(queue, list...)
			continue
		}
		if _, ok := msg.(tea.QuitMsg); ok {
			d.quit = true
			continue
		}
		var more tea.Cmd
		d.model, more = d.model.Update(msg)
		queue = append(queue, more)
	}
}

// commands takes a batch or a sequence apart.
func commands(msg tea.Msg) ([]tea.Cmd, bool) {
	list := reflect.TypeOf([]tea.Cmd(nil))
	v := reflect.ValueOf(msg)
	if v.Kind() != reflect.Slice || !v.Type().ConvertibleTo(list) {
		return nil, false
	}
	cmds, ok := v.Convert(list).Interface().([]tea.Cmd)
	return cmds, ok
}

// Key is the message of a key by its name.
func Key(tb testing.TB, name string) tea.KeyMsg {
	tb.Helper()
	k, ok := screen.KeyNamed(name)
	if !ok {
		tb.Fatalf("there is no key %q", name)
	}
	return k
}

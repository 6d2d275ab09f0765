package form

import (
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// Theme is the form theme that follows from the program's. The field at hand has a bar at its left edge and the
// chosen option an arrow, so that neither is told by colour alone. separator stands between fields.
func Theme(t theme.Theme, separator string) *huh.Theme {
	h := huh.ThemeBase()
	h.FieldSeparator = t.Renderer.NewStyle().SetString(separator)
	s := t.Renderer.NewStyle
	f := &h.Focused
	f.Base = s().PaddingLeft(1).BorderStyle(lipgloss.ThickBorder()).BorderLeft(true).BorderForeground(t.Selected.GetForeground())
	f.Card = f.Base
	f.Title = t.Selected
	f.NoteTitle = t.Selected
	f.Description = t.Faint
	f.ErrorIndicator = t.Error.SetString(" !")
	f.ErrorMessage = t.Error.SetString("! ")
	f.SelectSelector = t.Selected.SetString("▸ ")
	f.SelectedOption = t.Selected
	f.UnselectedOption = t.Text
	f.Option = t.Text
	f.PrevIndicator = t.Selected.MarginRight(1).SetString("‹")
	f.NextIndicator = t.Selected.MarginLeft(1).SetString("›")
	f.TextInput.Prompt = t.Selected
	f.TextInput.Placeholder = t.Faint
	f.FocusedButton = s().Padding(0, 2).MarginRight(1).Reverse(true)
	f.BlurredButton = s().Padding(0, 2).MarginRight(1)

	b := &h.Blurred
	*b = *f
	b.Base = f.Base.BorderStyle(lipgloss.HiddenBorder())
	b.Card = b.Base
	b.Title = t.Text
	b.SelectedOption = t.Strong
	b.SelectSelector = t.Text.SetString("▸ ")
	b.TextInput.Prompt = t.Faint
	return h
}

// keys are the form's keys. Esc belongs to the screen, and so does leaving the program.
func keys() *huh.KeyMap {
	k := huh.NewDefaultKeyMap()
	k.Quit.SetEnabled(false)
	k.Input.AcceptSuggestion.SetEnabled(false)
	k.Input.Next.SetKeys("enter", "tab", "down")
	k.Input.Submit.SetKeys("enter")
	k.Input.Prev.SetKeys("shift+tab", "up")
	k.Text.Editor.SetEnabled(false)
	k.Text.Next.SetKeys("tab", "enter")
	// Without keys, for huh switches its filter on again with every choice that is made; a filter that lets nothing
	// through, and then an arrow, chooses what is not there.
	k.Select.Filter.Unbind()
	// In a window too low for a choice huh goes half a page of less than nothing down, to before the first option.
	k.Select.HalfPageUp.SetEnabled(false)
	k.Select.HalfPageDown.SetEnabled(false)
	for _, b := range []*key.Binding{&k.Select.Next, &k.Select.Submit, &k.Confirm.Next, &k.Confirm.Submit} {
		b.SetKeys("enter", "tab")
	}
	return k
}

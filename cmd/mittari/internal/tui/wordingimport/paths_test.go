package wordingimport

import "testing"

func TestAFileIsFoundWithTab(t *testing.T) {
	ui, _, _ := start(t, "fi", "lent", 80, 24)
	ui.Press("tab").Sees("forms.csv", "hebrew.txt", "none.json").Type("l").Press("tab").Sees("~/lines.txt").Press("enter", "ctrl+u")
	ui.Type("fi").Press("enter", "enter", "enter").Sees("Kirjoita ne paperista")
}

func TestReadingCanBeStopped(t *testing.T) {
	ui, _, env := start(t, "fi", "lent", 80, 24)
	ui.Type("~/lines.txt").Press("enter", "ctrl+u").Type("fi").Press("enter", "enter").Hold().Press("enter").Sees("Luetaan tiedostoa")
	ui.Press("x").Sees("Luetaan tiedostoa").Press("esc").Sees("Keskeytetään").Release()
	if len(langs(t, env)) != 0 {
		t.Error("something was stored")
	}
}

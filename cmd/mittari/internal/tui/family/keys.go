package family

import (
	"github.com/charmbracelet/bubbles/key"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
)

type keyMap struct {
	gather, begin, feedback, meeting, agree, event, person, goals, choices, methods, end, apart, paper, log, other key.Binding
}

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	other := "family.key.timeline"
	if m.inPast {
		other = "family.key.members"
	}
	return keyMap{
		gather:   screen.Bind("b", t("family.key.gather"), "b"),
		begin:    screen.Bind("a", t("family.key.begin"), "a"),
		feedback: screen.Bind("f", t("family.key.feedback"), "f"),
		meeting:  screen.Bind("m", t("family.key.meeting"), "m"),
		agree:    screen.Bind("d", t("agreed.key.day"), "d"),
		event:    screen.Bind("e", t("family.key.event"), "e"),
		person:   screen.Bind("p", t("family.key.person"), "p"),
		goals:    screen.Bind("g", t("family.key.goals"), "g"),
		choices:  screen.Bind("n", t("family.key.choices"), "n"),
		methods:  screen.Bind("w", t("family.key.methods"), "w"),
		end:      screen.Bind("x", t("family.key.end"), "x"),
		apart:    screen.Bind("s", t("family.key.apart"), "s"),
		paper:    screen.Bind("k", t("keyin.key.open"), "k"),
		log:      screen.Bind("l", t("family.key.log"), "l"),
		other:    screen.Bind("tab", t(other), "tab"),
	}
}

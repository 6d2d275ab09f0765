package rows

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// Spec is what a screen tells its panel. Every part but Open may be left out.
type Spec struct {
	Read     func() tea.Cmd  // reads what is listed; asked again when it may have changed
	Above    func() []string // lines above the list
	Below    func() []string // lines below the list
	Titles   func() string   // titles of the columns
	Empty    func() string   // stands in place of the list when there is nothing to list
	Open     string          // message: what enter does; empty: nothing
	Short    bool            // a handful of lines: there is no search
	Hint     string          // message: what the search looks at, in sight all the time; empty: no such line
	Orders   []string        // messages: what the list can be sorted by, the first at the beginning
	Searched func() tea.Cmd  // hears that the words searched for have changed
}

// Panel is a list that can be searched and sorted. A screen embeds one, gives it every message first, and shows it the
// sections when they are read.
type Panel struct {
	Undo Undo
	// Partly says that more is being read: as long as it is, nothing found means nothing.
	Partly bool

	env           *screen.Env
	spec          Spec
	parts         []part
	list          *List
	search        widget.TextField
	order         int
	typing        bool
	read, failed  bool
	width, height int
}

// NewPanel makes a panel that has not read anything.
func NewPanel(env *screen.Env, spec Spec) Panel {
	return Panel{env: env, spec: spec, list: New(env), search: widget.NewTextField(env.Theme, ""), width: 80, height: 20}
}

// Init reads what is listed.
func (p *Panel) Init() tea.Cmd {
	if p.spec.Read == nil {
		return nil
	}
	return p.spec.Read()
}

// Show lists sections in place of those before. The search, the order and the place in the list stay.
func (p *Panel) Show(all ...Section) {
	p.read = true
	p.parts = make([]part, len(all))
	for i := range all {
		p.parts[i].Section = all[i]
	}
	p.arrange()
}

// SetSize gives the room.
func (p *Panel) SetSize(width, height int) {
	p.width, p.height = width, height
	p.layOut()
}

// Width and Height are the room given.
func (p *Panel) Width() int { return p.width }

// Height is the number of lines given.
func (p *Panel) Height() int { return p.height }

// Typing keeps letters for the search.
func (p *Panel) Typing() bool { return p.typing }

// Search is what is searched for.
func (p *Panel) Search() string { return p.search.Value() }

// Len is how many lines can be seen by scrolling, headings not counted.
func (p *Panel) Len() int {
	n := 0
	for i := range p.parts {
		n += p.parts[i].count()
	}
	return n
}

// searchable says whether there is anything to search; where the search is explained it may find more than is listed.
func (p *Panel) searchable() bool { return !p.spec.Short && (p.spec.Hint != "" || p.any()) }

func (p *Panel) sortable() bool { return len(p.spec.Orders) > 1 && p.any() }

// any reports whether there is a line, found or not.
func (p *Panel) any() bool {
	return slices.ContainsFunc(p.parts, func(q part) bool { return q.N > 0 })
}

// Selected is the chosen line; ok is false when there is none.
func (p *Panel) Selected() (line Line, ok bool) { return p.list.Selected() }

// Needs is the number of lines that the whole panel would take.
func (p *Panel) Needs() int { return len(p.above()) + max(p.list.Len(), 1) + len(p.below()) }

// Blur says that another list has the cursor.
func (p *Panel) Blur(on bool) { p.list.Blurred = on }

// Point is a click on the view.
func (p *Panel) Point(_, y int) tea.Cmd {
	if !p.read {
		return nil
	}
	return p.list.Point(y - len(p.above()))
}

// Keys are those of the screen between the ones that every list has, the first one before the search, so that both are
// in sight on a narrow screen. While something is searched for they are those of the search.
func (p *Panel) Keys(own ...key.Binding) screen.KeySet {
	t := p.env.Lang.T
	if p.typing {
		return screen.KeySet{
			screen.Bind("enter", t("rows.key.done"), "enter"), screen.Bind("esc", t("rows.key.clear"), "esc"), p.list.Keys(),
		}
	}
	var set screen.KeySet
	if p.spec.Open != "" && p.list.Choosable() {
		set = append(set, screen.Bind("enter", t(p.spec.Open), "enter"))
	}
	set = append(set, p.Undo.Offer(p.env)...)
	for i, b := range own {
		if i == 1 {
			set = p.offerSearch(set)
		}
		set = append(set, b)
	}
	if len(own) < 2 {
		set = p.offerSearch(set)
	}
	if p.sortable() {
		set = append(set, screen.Bind("o", t("rows.key.sort"), "o"))
	}
	if !p.list.Choosable() {
		return set
	}
	return append(set, p.list.Keys())
}

func (p *Panel) offerSearch(set screen.KeySet) screen.KeySet {
	if !p.searchable() {
		return set
	}
	return append(set, screen.Bind("/", p.env.Lang.T("rows.key.search"), "/"))
}

// Update does what every list does, and reports whether the message is dealt with.
func (p *Panel) Update(msg tea.Msg) (cmd tea.Cmd, done bool) {
	defer p.layOut()
	switch msg := msg.(type) {
	case screen.RefreshMsg:
		return p.Init(), p.spec.Read != nil
	case screen.Failed:
		p.failed = true
	case UndoneMsg:
		return tea.Batch(p.Undo.Heard(p.env, msg), p.Init()), true
	case tea.KeyMsg:
		switch {
		case !p.read:
			return nil, false
		case p.typing:
			return p.typed(msg), true
		}
		return p.pressed(msg)
	}
	return nil, false
}

func (p *Panel) pressed(k tea.KeyMsg) (tea.Cmd, bool) {
	switch {
	case key.Matches(k, screen.Bind("", "", "enter")) && p.spec.Open != "":
		return p.list.Open(), true
	case key.Matches(k, screen.Bind("", "", "/")) && p.searchable():
		p.typing = true
		for i := range p.parts {
			p.parts[i].learn()
		}
		return nil, true
	case key.Matches(k, screen.Bind("", "", "o")) && p.sortable():
		p.order = (p.order + 1) % len(p.spec.Orders)
		p.arrange()
		p.list.Choose(0)
		return nil, true
	}
	if cmd, ok := p.Undo.Press(p.env, k); ok {
		return cmd, true
	}
	return nil, p.list.Move(k)
}

// typed is a key while the search has the keyboard: arrows still move in the list, and enter opens the only line left.
func (p *Panel) typed(k tea.KeyMsg) tea.Cmd {
	switch {
	case key.Matches(k, screen.Bind("", "", "enter")):
		if n := p.Len(); n > 0 || p.Search() == "" {
			p.typing = false
			if n == 1 && p.Search() != "" {
				return p.list.Open()
			}
		}
		return nil
	case key.Matches(k, screen.Bind("", "", "esc")):
		p.typing = false
		p.search.SetValue("")
	case key.Matches(k, screen.Bind("", "", "up", "down", "pgup", "pgdown")):
		p.list.Move(k)
		return nil
	default:
		p.search.Update(k)
	}
	p.arrange()
	p.list.Choose(0)
	if p.spec.Searched == nil {
		return nil
	}
	return p.spec.Searched()
}

// arrange filters and sorts. When nothing is found the search has the keyboard, so that esc clears it.
func (p *Panel) arrange() {
	words := strings.Fields(strings.ToLower(p.Search()))
	for i := range p.parts {
		p.parts[i].pick(words, p.order)
	}
	layOut(p.list, p.parts)
	if len(words) > 0 && p.Len() == 0 && !p.Partly {
		p.typing = true
	}
	p.layOut()
}

// layOut gives the list the room that is left.
func (p *Panel) layOut() {
	if p.read {
		p.list.SetSize(p.width, p.height-len(p.above())-len(p.below()))
	}
}

package rows

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

const (
	textWidth   = 84 // how wide a sentence is at most
	leastSearch = 6  // cells in which the end of a search is shown at least
)

// View draws what stands above the list, the list, or why there is none, and what stands below.
func (p *Panel) View() string {
	switch {
	case !p.read && p.failed:
		return ""
	case !p.read:
		return p.env.Lang.T("form.wait")
	}
	return strings.Join(append(append(p.above(), p.body()), p.below()...), "\n")
}

// body is the list, or the sentence that stands in its place.
func (p *Panel) body() string {
	switch {
	case p.list.Len() > 0 || p.Partly:
		return p.list.View()
	case p.Search() != "":
		return widget.Paragraph(p.env.Lang.T("rows.nomatch", "text", p.Search()), min(p.width, textWidth))
	case p.spec.Empty != nil:
		return widget.Paragraph(p.spec.Empty(), min(p.width, textWidth))
	}
	return ""
}

func (p *Panel) above() []string {
	var out []string
	if p.spec.Above != nil {
		out = append(out, p.spec.Above()...)
	}
	if p.hasBar() {
		out = append(out, p.bar())
	}
	if p.spec.Titles != nil {
		out = append(out, p.env.Theme.Faint.Render(widget.Truncate("  "+p.spec.Titles(), p.width)))
	}
	return out
}

func (p *Panel) below() []string {
	if p.spec.Below == nil {
		return nil
	}
	return p.spec.Below()
}

func (p *Panel) hasBar() bool {
	return p.typing || p.Search() != "" || p.spec.Hint != "" || p.sortable()
}

// bar is what is searched for, and what the list is sorted by. Of a long search the end stands there, where it is typed.
func (p *Panel) bar() string {
	t, th := p.env.Lang.T, p.env.Theme
	right := ""
	if p.sortable() {
		right = th.Faint.Render(t("rows.sorted", "by", t(p.spec.Orders[p.order])))
	}
	hint := "rows.search.hint"
	if p.spec.Hint != "" {
		hint = p.spec.Hint
	}
	left, after := th.Faint.Render(t(hint)), "▏"
	if p.typing || p.Search() != "" {
		if !p.typing {
			after = th.Faint.Render("  " + t("rows.search.again"))
		}
		room := p.width - lipgloss.Width(t("rows.search", "text", "")+after+right) - 1
		left = t("rows.search", "text", widget.TruncateLeft(widget.Clean(p.Search()), max(room, leastSearch))) + after
	}
	return widget.Truncate(widget.Spread(left, right, p.width), p.width)
}

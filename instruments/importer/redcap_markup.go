package importer

import (
	"html"
	"strings"
)

// withoutMarkup gives the words of a text that may hold HTML, made fit for a screen, and whether it held any. A tag
// parts words; what a browser would not show is left out.
func withoutMarkup(text string) (string, bool) {
	if !strings.ContainsAny(text, "<&") {
		return clean(text), false
	}
	var b strings.Builder
	m := markupReader{rest: text}
	marked := false
	for {
		at := strings.IndexByte(m.rest, '<')
		if at < 0 {
			b.WriteString(m.rest)
			return clean(html.UnescapeString(b.String())), marked
		}
		b.WriteString(m.rest[:at])
		m.rest = m.rest[at:]
		n := m.tag()
		if n == 0 { // a sign of its own: "p < 0.05"
			b.WriteByte('<')
			m.rest = m.rest[1:]
			continue
		}
		b.WriteByte(' ')
		m.rest = m.rest[n:]
		marked = true
	}
}

// markupReader remembers what was looked for in vain, so that no text is searched twice.
type markupReader struct {
	rest   string
	absent map[string]bool
}

// tag is the length of the tag, comment or hidden part that rest begins with; 0 when it begins with none.
func (m *markupReader) tag() int {
	if strings.HasPrefix(m.rest, "<!--") {
		return m.until("-->")
	}
	name := strings.TrimPrefix(m.rest[1:min(len(m.rest), 16)], "/")
	if name == "" || (name[0]|0x20) < 'a' || (name[0]|0x20) > 'z' {
		return 0
	}
	end := strings.IndexAny(m.rest[1:], "<>")
	if end < 0 || m.rest[1+end] == '<' {
		return 0
	}
	name = strings.ToLower(name)
	for _, hidden := range []string{"script", "style"} {
		if m.rest[1] != '/' && strings.HasPrefix(name, hidden) {
			if n := m.until("</" + hidden); n > 0 {
				return n + strings.IndexByte(m.rest[n:]+">", '>') + 1
			}
		}
	}
	return end + 2
}

// until is the length of rest up to the end of mark, 0 when it does not come. Marks are in lower case.
func (m *markupReader) until(mark string) int {
	if m.absent[mark] {
		return 0
	}
	at := strings.Index(m.rest, mark)
	if at < 0 {
		at = strings.Index(m.rest, strings.ToUpper(mark))
	}
	if at >= 0 {
		return at + len(mark)
	}
	if m.absent == nil {
		m.absent = map[string]bool{}
	}
	m.absent[mark] = true
	return 0
}

package conflicts

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// field is a line of the comparison: what differs, and what each side says.
type field struct {
	label  string
	values []string
}

// fields are the differences in words. The id of a thing says nothing to a reader when something else differs too.
func (m *Model) fields(c casework.Conflict) []field {
	var out []field
	for i, f := range c.Sides[0].Fields {
		if f.Name == "ID" && len(c.Sides[0].Fields) > 1 {
			continue
		}
		values := make([]string, len(c.Sides))
		for n, s := range c.Sides {
			if i < len(s.Fields) {
				values[n] = s.Fields[i].Value
			}
		}
		out = append(out, field{m.label(f.Name), m.values(f.Name, values)})
	}
	return out
}

func (m *Model) label(name string) string {
	if id := "conflicts.field." + strings.ToLower(name); m.env.Lang.Has(id) {
		return m.env.Lang.T(id)
	}
	return name
}

func (m *Model) values(name string, raw []string) []string {
	if name == "Answers" {
		return m.answers(raw)
	}
	out := make([]string, len(raw))
	for i, v := range raw {
		if out[i] = m.value(name, v); out[i] == "" {
			out[i] = "–"
		}
	}
	return out
}

// prefix of the words of a field with a fixed list of values.
func prefix(name string) string {
	return map[string]string{
		"Role": "role.", "Gender": "gender.", "ExitReason": "exit.", "Kind": "event.", "Place": "place.", "Wave": "wave.",
		"Also": "wave.", "Mode": "mode.", "Informant": "informant.", "Lang": "lang.",
	}[name]
}

func (m *Model) value(name, raw string) string {
	l := m.env.Lang
	switch name {
	case "Entered", "RiskShown":
		if micros, err := strconv.ParseFloat(raw, 64); err == nil {
			return m.time(time.UnixMicro(int64(micros)))
		}
	case "Scores":
		return m.scores(raw)
	}
	if id := prefix(name) + raw; prefix(name) != "" && raw != "" && l.Has(id) {
		return l.T(id)
	}
	switch raw {
	case "true":
		return l.T("form.yes")
	case "false":
		return l.T("form.no")
	}
	if d, err := store.ParseDate(raw); err == nil {
		return l.Date(d)
	}
	return raw
}

func (m *Model) time(at time.Time) string {
	if at.IsZero() {
		return "–"
	}
	local := at.In(m.env.Clock().Location())
	return m.env.Lang.Date(store.DateOf(local)) + local.Format(" 15:04")
}

// from is whose file a side was made in.
func (m *Model) from(s casework.Side) string {
	switch {
	case s.Here:
		return m.env.Lang.T("conflicts.here")
	case s.From != "":
		return s.From
	}
	return m.env.Lang.T("conflicts.from.unknown")
}

// answers names the items that were not answered alike.
func (m *Model) answers(raw []string) []string {
	sheets := make([]instruments.Responses, len(raw))
	for i, text := range raw {
		sheet, err := store.ParseSheet(text)
		if err != nil || len(sheet) != len(sheets[0]) && i > 0 {
			return raw
		}
		sheets[i] = sheet
	}
	out := make([][]string, len(raw))
	for n := range sheets[0] {
		cells := make([]string, len(raw))
		for i, s := range sheets {
			cells[i] = s[n : n+1].Encode()
		}
		if len(slices.Compact(slices.Clone(cells))) == 1 {
			continue
		}
		for i, c := range cells {
			if _, err := strconv.Atoi(c); err != nil {
				c = m.env.Lang.T("conflicts.no-answer")
			}
			out[i] = append(out[i], m.env.Lang.T("conflicts.item", "n", n+1, "answer", c))
		}
	}
	joined := make([]string, len(raw))
	for i, o := range out {
		joined[i] = strings.Join(o, "\n")
	}
	return joined
}

// scores are the results of a side, scale by scale.
func (m *Model) scores(raw string) string {
	var all []struct {
		Scale    string
		Scored   bool
		Reported float64
	}
	if json.Unmarshal([]byte(raw), &all) != nil {
		return raw
	}
	var out []string
	for _, s := range all {
		value := m.env.Lang.T("conflicts.not-scored")
		if s.Scored {
			value = strings.TrimSuffix(m.env.Lang.Number(s.Reported, 1), m.env.Lang.Number(0, 1)[1:])
		}
		out = append(out, s.Scale+" "+value)
	}
	return strings.Join(out, "\n")
}

package dataset

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/mittari/mittari/export"
)

// object is the name of a table in R and of its file in SPSS.
func (t *Table) object() string { return name(t.Name) }

// rSyntax reads the files into data frames. Codes become factors, in the order of the codebook; labels of variables are
// their attribute "label", labels of numbers the attribute "labels". It is plain ASCII, so that it reads the same in every
// locale.
func rSyntax(tables []*Table, w export.Words) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", asciiOnly(w.T("dataset.syntax.r")))
	b.WriteString("if (!exists(\"folder\")) folder <- \".\"\n\n")
	for _, t := range tables {
		o := t.object()
		var classes []string
		for i := range t.Columns {
			classes = append(classes, map[Kind]string{Text: `"character"`, Code: `"character"`, Whole: `"integer"`, Decimal: `"numeric"`}[t.Columns[i].Kind])
		}
		fmt.Fprintf(&b, "%s <- read.csv(file.path(folder, \"%s.csv\"), encoding = \"UTF-8\", na.strings = \"\", check.names = FALSE,\n", o, t.Name)
		fmt.Fprintf(&b, "  colClasses = c(%s))\n", strings.Join(classes, ", "))
		for i := range t.Columns {
			t.Columns[i].rSyntax(&b, o, w)
		}
		fmt.Fprintf(&b, "attr(%s, \"label\") <- %s\n\n", o, rText(t.Label.In(w)))
	}
	return b.String()
}

func (c *Column) rSyntax(b *strings.Builder, object string, w export.Words) {
	at := object + "$" + c.Name
	codes, labels := make([]string, len(c.Values)), c.labels(w)
	for i := range c.Values {
		codes[i], labels[i] = c.Values[i].Code, rText(labels[i])
		if c.Kind == Code {
			codes[i] = rText(codes[i])
		}
	}
	switch {
	case len(codes) == 0:
	case c.Kind == Code:
		fmt.Fprintf(b, "%s <- factor(%s, levels = c(%s),\n  labels = c(%s))\n", at, at, strings.Join(codes, ", "), strings.Join(labels, ", "))
	default:
		fmt.Fprintf(b, "attr(%s, \"labels\") <- setNames(c(%s), c(%s))\n", at, strings.Join(codes, ", "), strings.Join(labels, ", "))
	}
	fmt.Fprintf(b, "attr(%s, \"label\") <- %s\n", at, rText(c.Label.In(w)))
}

// labels are what the codes stand for. Two codes never have the same: factors would fold them into one.
func (c *Column) labels(w export.Words) []string {
	out, seen := make([]string, len(c.Values)), map[string]int{}
	for i := range c.Values {
		out[i] = c.Values[i].Label.In(w)
		seen[out[i]]++
	}
	for i := range out {
		if seen[out[i]] > 1 || out[i] == "" {
			out[i] = strings.TrimSpace(out[i] + " (" + c.Values[i].Code + ")")
		}
	}
	return out
}

func rText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ':
			b.WriteByte(' ')
		case r < utf8.RuneSelf:
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "\\U%08x", r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func asciiOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= utf8.RuneSelf || r < ' ' {
			return '?'
		}
		return r
	}, s)
}

// Bytes that SPSS allows for labels.
const (
	spssVariableLabel = 255
	spssValueLabel    = 120
)

// spssSyntax reads the files and saves each as a .sav. Numbers are read without implied decimals and shown with three.
func spssSyntax(tables []*Table, w export.Words) string {
	var b strings.Builder
	fmt.Fprintf(&b, "* %s.\nSET DECIMAL=DOT.\n\n", strings.TrimRight(w.T("dataset.syntax.spss"), "."))
	for _, t := range tables {
		fmt.Fprintf(&b, "GET DATA /TYPE=TXT /FILE='%s.csv' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED /DELIMITERS=','\n", t.Name)
		b.WriteString("  /QUALIFIER='\"' /FIRSTCASE=2 /VARIABLES=\n")
		var decimals []string
		for i := range t.Columns {
			c := &t.Columns[i]
			format := "F16.0"
			if c.Kind == Text || c.Kind == Code {
				format = fmt.Sprintf("A%d", max(c.Width, c.longest()))
			}
			if c.Kind == Decimal {
				decimals = append(decimals, c.Name)
			}
			fmt.Fprintf(&b, "  %s %s\n", c.Name, format)
		}
		b.WriteString("  .\n")
		if len(decimals) > 0 {
			fmt.Fprintf(&b, "FORMATS %s (F12.3).\n", strings.Join(decimals, "\n  "))
		}
		b.WriteString("VARIABLE LABELS\n")
		for i := range t.Columns {
			fmt.Fprintf(&b, "  %s %s\n", t.Columns[i].Name, spssText(t.Columns[i].Label.In(w), spssVariableLabel))
		}
		b.WriteString("  .\n")
		for i := range t.Columns {
			t.Columns[i].spssValues(&b, w)
		}
		fmt.Fprintf(&b, "SAVE OUTFILE='%s.sav'.\n\n", t.Name)
	}
	return b.String()
}

func (c *Column) longest() int {
	n := 1
	for i := range c.Values {
		n = max(n, len(c.Values[i].Code))
	}
	return n
}

func (c *Column) spssValues(b *strings.Builder, w export.Words) {
	if len(c.Values) == 0 {
		return
	}
	fmt.Fprintf(b, "VALUE LABELS %s\n", c.Name)
	for i, label := range c.labels(w) {
		code := c.Values[i].Code
		if c.Kind == Code {
			code = spssText(code, spssValueLabel)
		}
		fmt.Fprintf(b, "  %s %s\n", code, spssText(label, spssValueLabel))
	}
	b.WriteString("  .\n")
}

func spssText(s string, most int) string {
	s = strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "'", "''")
	for len(s) > most {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	if strings.Count(s, "'")%2 == 1 {
		s = strings.TrimSuffix(s, "'")
	}
	return "'" + s + "'"
}

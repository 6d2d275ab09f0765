package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
)

// style is a combination of look and number format.
type style struct {
	look   look
	format string
}

type look uint8

const (
	plain look = iota
	title
	watermark
	paragraph
	caption
	header
	label // first column of a table
	figure
	hidden
	note
	factName
)

// Greys and one blue that differ in lightness, so that print in grey reads the same.
const (
	ink      = "1F2937"
	quiet    = "6B7280"
	headFill = "E5E7EB"
	sumFill  = "F3F4F6"
	line     = "9CA3AF"
	warn     = "7F1D1D"
)

func (b *book) makeStyles() error {
	b.styles, b.tones = map[style]int{}, map[export.Tone]int{}
	name := "Calibri"
	return b.file.SetDefaultFont(name)
}

// styleOf finds or makes a style.
func (b *book) styleOf(l look, format string, total bool) (int, error) {
	key := style{l, format}
	if total {
		key.format += "|total"
	}
	if id, ok := b.styles[key]; ok {
		return id, nil
	}
	s := lookOf(l)
	if format != "" {
		s.CustomNumFmt = &format
	}
	if total {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{sumFill}}
		if s.Font != nil {
			s.Font.Bold = true
		}
	}
	id, err := b.file.NewStyle(&s)
	if err != nil {
		return 0, err
	}
	b.styles[key] = id
	return id, nil
}

func lookOf(l look) excelize.Style {
	font := func(size float64, bold bool, colour string) *excelize.Font {
		return &excelize.Font{Family: "Calibri", Size: size, Bold: bold, Color: colour}
	}
	under := []excelize.Border{{Type: "bottom", Color: line, Style: 4}}
	wrap := func(h string) *excelize.Alignment {
		return &excelize.Alignment{Horizontal: h, Vertical: "top", WrapText: true}
	}
	switch l {
	case title:
		return excelize.Style{Font: font(16, true, ink), Alignment: &excelize.Alignment{Vertical: "center"}}
	case watermark:
		return excelize.Style{
			Font: font(11, true, "FFFFFF"), Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{warn}},
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"},
		}
	case paragraph:
		return excelize.Style{Font: font(11, false, ink), Alignment: wrap("left")}
	case caption:
		return excelize.Style{Font: font(12, true, ink), Alignment: &excelize.Alignment{Vertical: "center"}}
	case header:
		return excelize.Style{
			Font: font(10, true, ink), Alignment: wrap("center"), Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{headFill}},
			Border: []excelize.Border{{Type: "bottom", Color: line, Style: 1}, {Type: "top", Color: line, Style: 1}},
		}
	case label:
		return excelize.Style{Font: font(10, false, ink), Alignment: wrap("left"), Border: under}
	case figure:
		return excelize.Style{Font: font(10, false, ink), Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "top"}, Border: under}
	case hidden:
		f := font(10, false, quiet)
		f.Italic = true
		return excelize.Style{Font: f, Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "top"}, Border: under}
	case note:
		f := font(9, false, quiet)
		f.Italic = true
		return excelize.Style{Font: f, Alignment: wrap("left")}
	case factName:
		return excelize.Style{Font: font(11, true, ink), Alignment: wrap("left"), Border: under}
	case plain:
	}
	a := wrap("left")
	a.Indent = 1
	return excelize.Style{Font: font(10, false, ink), Alignment: a, Border: under}
}

// numberFormat is the format of a number with decimals. The marks follow the reader's own settings.
func numberFormat(decimals int, signed bool) string {
	f := "#,##0"
	if decimals > 0 {
		f += "." + strings.Repeat("0", decimals)
	}
	if signed {
		return "+" + f + ";−" + f + ";" + f
	}
	return f + ";−" + f
}

// shareFormat is a share as percent, with a space before the sign where the language has one. Formats have no comma of
// their own: the decimal mark follows the reader's settings.
func shareFormat(l instruments.Lang, decimals int) string {
	f := "0"
	if decimals > 0 {
		f += "." + strings.Repeat("0", decimals)
	}
	if l == instruments.English {
		return f + "%"
	}
	return f + " %"
}

// dateFormat is how a day is written in a language.
func dateFormat(l instruments.Lang) string {
	if l == instruments.English {
		return "d mmm yyyy"
	}
	return "d.m.yyyy"
}

// safe keeps a text from being taken for a formula when the sheet is saved in another format or pasted.
func safe(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

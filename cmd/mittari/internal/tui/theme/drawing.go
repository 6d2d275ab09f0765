package theme

import "strings"

// Drawing is which signs a chart may be made of.
type Drawing uint8

// Ways of drawing, from the finest.
const (
	Dots  Drawing = iota // braille: two by four dots in every cell
	Lines                // box-drawing and block signs
	ASCII                // nothing beyond the keyboard of a typewriter
)

// Charts is what a user wants charts to be made of.
type Charts string

// Charts.
const (
	ChartsFinest  Charts = "" // what the terminal can show
	ChartsBraille Charts = "braille"
	ChartsBoxes   Charts = "boxes"
	ChartsASCII   Charts = "ascii"
)

// AllCharts lists them as they are offered.
func AllCharts() []Charts { return []Charts{ChartsFinest, ChartsBraille, ChartsBoxes, ChartsASCII} }

// Drawing is what a wish comes to on a terminal that can show finest.
func (c Charts) Drawing(finest Drawing) Drawing {
	switch c {
	case ChartsBraille:
		return Dots
	case ChartsBoxes:
		return Lines
	case ChartsASCII:
		return ASCII
	case ChartsFinest:
	}
	return finest
}

// DrawingFor is what a terminal can show, by what its environment says: system is that of runtime.GOOS, getenv that of
// os.Getenv. A locale that is not UTF-8 and a terminal without abilities get ASCII. The consoles of Linux and Windows
// have no font with braille in it.
func DrawingFor(system string, getenv func(string) string) Drawing {
	term := getenv("TERM")
	if term == "dumb" || term == "vt100" || term == "vt220" {
		return ASCII
	}
	if system == "windows" {
		if getenv("WT_SESSION") != "" || term != "" {
			return Dots
		}
		return Lines
	}
	locale := ""
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale = getenv(name); locale != "" {
			break
		}
	}
	unicode := strings.Contains(strings.ToUpper(strings.ReplaceAll(locale, "-", "")), "UTF8")
	unicode = unicode || locale == "" && system == "darwin"
	switch {
	case !unicode:
		return ASCII
	case term == "linux":
		return Lines
	}
	return Dots
}

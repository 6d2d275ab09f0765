package export

import (
	"strings"

	"github.com/mittari/mittari/store"
)

// renewing is the programme that objective 5.1 about young people's safety nets belongs to. Project papers have named
// another one, the recovery programme, beside that objective; a report must print the right one.
const (
	renewing        = "Uudistuva ja osaava Suomi 2021–2027"
	renewingAim     = "Turvaverkkoja nuorten tulevaisuuteen"
	recoveryProgram = "kestävän kasvun ohjelma"
)

// programmeOf is the name of the programme to print, and whether it differs from the one given.
func programmeOf(p store.Project) (name string, mended bool) {
	if strings.Contains(p.Priority, renewingAim) && strings.Contains(strings.ToLower(p.Programme), recoveryProgram) {
		return renewing, true
	}
	return p.Programme, false
}

// publicity is the sentence that the funder asks for: the project's own, or that of the programme.
func publicity(p store.Project, programme string) Label {
	switch {
	case p.Publicity != "":
		return Name(p.Publicity)
	case programme == renewing:
		return Msg("report.cover.publicity")
	}
	return Label{}
}

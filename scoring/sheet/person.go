package sheet

import (
	"strings"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// oldest is the highest age in full years that is taken for one.
const oldest = 120

// age reads an age in years; a fraction of a year is left off.
func age(cell []byte, d *decimals) (int, ProblemKind) {
	v, kind := d.number(cell)
	if kind == MixedDecimals {
		return -1, kind
	}
	if kind != "" || v < 0 || v > oldest {
		return -1, BadAge
	}
	return int(v), ""
}

// sex reads what the languages of the program and common exports write.
func sex(cell []byte) (instruments.Sex, bool) {
	words := [...]struct {
		text string
		sex  instruments.Sex
	}{
		{"female", instruments.Female},
		{"male", instruments.Male},
		{"f", instruments.Female},
		{"m", instruments.Male},
		{"girl", instruments.Female},
		{"boy", instruments.Male},
		{"woman", instruments.Female},
		{"man", instruments.Male},
		{"tyttö", instruments.Female},
		{"poika", instruments.Male},
		{"nainen", instruments.Female},
		{"mies", instruments.Male},
		{"flicka", instruments.Female},
		{"pojke", instruments.Male},
		{"kvinna", instruments.Female},
		{"other", ""},
		{"unknown", ""},
		{"x", ""},
		{"muu", ""},
		{"annan", ""},
		{"okänd", ""},
	}
	for _, w := range words {
		if strings.EqualFold(string(cell), w.text) {
			return w.sex, true
		}
	}
	return "", false
}

// informant reads a role that the instrument has a form for.
func informant(cell []byte, def *instruments.Definition) (instruments.Informant, bool) {
	for _, who := range def.Informants {
		if strings.EqualFold(string(cell), string(who)) {
			return who, true
		}
	}
	return "", false
}

// usual is the context of a row that says nothing about the person.
func usual(def *instruments.Definition, who instruments.Informant, of instruments.Sex) scoring.Context {
	if who == "" && def != nil && len(def.Informants) == 1 {
		who = def.Informants[0]
	}
	return scoring.Context{Informant: who, Sex: of, Age: -1}
}

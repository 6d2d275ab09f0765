package definition_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// evaluator reads the expressions that are written, in a common spelling, the way the programs do: a missing answer
// is no value, and what is reckoned with no value is no value.
type evaluator struct {
	rest    string
	answers map[int]int
}

// spellings turns each dialect into the common one: known(1), chose(1,2), num(1), if(...), nothing, round(x, d).
func spellings() map[string][][2]string {
	return map[string][][2]string{
		"fhir": {
			{`%resource\.item\.where\(linkId='(\d+)'\)\.answer\.where\(value\.code='(-?\d+)'\)\.exists\(\)`, "chose($1,$2)"},
			{`%resource\.item\.where\(linkId='(\d+)'\)\.answer\.exists\(\)`, "known($1)"},
			{`%resource\.item\.where\(linkId='(\d+)'\)\.answer\.value\.code\.toInteger\(\)`, "num($1)"},
			{`\biif\(`, "if("},
			{`\{\}`, "nothing"},
		},
		"redcap": {
			{`\[\w*_(\d+)\] <> ""`, "known($1)"},
			{`\[\w*_(\d+)\] = "(-?\d+)"`, "chose($1,$2)"},
			{`\[\w*_(\d+)\]`, "num($1)"},
			{`""`, "nothing"},
		},
		"xlsform": {
			{`number\(\$\{\w*_(\d+)\}\)`, "num($1)"},
			{`\$\{\w*_(\d+)\} != ''`, "known($1)"},
			{`\$\{\w*_(\d+)\} = '(-?\d+)'`, "chose($1,$2)"},
			{` div `, " / "},
			{`''`, "nothing"},
		},
	}
}

// common spells an expression of a dialect the common way.
func common(dialect, expression string) string {
	for _, pair := range spellings()[dialect] {
		expression = regexp.MustCompile(pair[0]).ReplaceAllString(expression, pair[1])
	}
	return expression
}

// evaluate gives the value of an expression, or nil when it has none.
func evaluate(expression string, d *instruments.Definition, sheet instruments.Responses) (value *float64, err error) {
	e := &evaluator{rest: expression, answers: map[int]int{}}
	for i, r := range sheet {
		if r.State == instruments.Answered {
			e.answers[d.Items[i].Number] = int(r.Code)
		}
	}
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("%v in %q", problem, expression)
		}
	}()
	value = e.either()
	if e.rest != "" {
		return nil, fmt.Errorf("%q is left of %q", e.rest, expression)
	}
	return value, nil
}

func (e *evaluator) take(word string) bool {
	e.rest = strings.TrimLeft(e.rest, " ")
	rest, found := strings.CutPrefix(e.rest, word)
	if found {
		e.rest = rest
	}
	return found
}

func (e *evaluator) must(word string) {
	if !e.take(word) {
		panic(fmt.Sprintf("no %q before %q", word, e.rest))
	}
}

func truth(is bool) *float64 {
	v := 0.0
	if is {
		v = 1
	}
	return &v
}

func with(a, b *float64, f func(a, b float64) float64) *float64 {
	if a == nil || b == nil {
		return nil
	}
	v := f(*a, *b)
	return &v
}

func rounded(v *float64, decimals int) *float64 {
	if v == nil {
		return nil
	}
	r := scoring.RoundHalfUp(*v, decimals)
	return &r
}

func (e *evaluator) either() *float64 {
	v := e.both()
	for e.take("or ") {
		w := e.both()
		v = truth(*v != 0 || *w != 0)
	}
	return v
}

func (e *evaluator) both() *float64 {
	v := e.compare()
	for e.take("and ") {
		w := e.compare()
		v = truth(*v != 0 && *w != 0)
	}
	return v
}

func (e *evaluator) compare() *float64 {
	v := e.add()
	if e.take(">=") {
		return with(v, e.add(), func(a, b float64) float64 { return *truth(a >= b) })
	}
	return v
}

func (e *evaluator) add() *float64 {
	v := e.multiply()
	for {
		switch {
		case e.take("+"):
			v = with(v, e.multiply(), func(a, b float64) float64 { return a + b })
		case e.take("-"):
			v = with(v, e.multiply(), func(a, b float64) float64 { return a - b })
		default:
			return v
		}
	}
}

func (e *evaluator) multiply() *float64 {
	v := e.single()
	for {
		switch {
		case e.take("*"):
			v = with(v, e.single(), func(a, b float64) float64 { return a * b })
		case e.take("/"):
			v = with(v, e.single(), func(a, b float64) float64 { return a / b })
		default:
			return v
		}
	}
}

func (e *evaluator) number() float64 {
	e.rest = strings.TrimLeft(e.rest, " ")
	end := strings.IndexFunc(e.rest, func(r rune) bool { return !strings.ContainsRune("-0123456789.", r) })
	if end < 0 {
		end = len(e.rest)
	}
	text := e.rest[:end]
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(err)
	}
	e.rest = e.rest[len(text):]
	return v
}

func (e *evaluator) single() *float64 {
	var v *float64
	switch {
	case e.take("nothing"):
	case e.take("if("):
		cond := e.either()
		e.must(",")
		yes := e.either()
		e.must(",")
		no := e.either()
		e.must(")")
		if v = no; *cond != 0 {
			v = yes
		}
	case e.take("round("):
		v = e.either()
		e.must(",")
		v = rounded(v, int(e.number()))
		e.must(")")
	case e.take("known("):
		_, known := e.answers[int(e.number())]
		e.must(")")
		v = truth(known)
	case e.take("chose("):
		code, known := e.answers[int(e.number())]
		e.must(",")
		want := int(e.number())
		e.must(")")
		v = truth(known && code == want)
	case e.take("num("):
		if code, known := e.answers[int(e.number())]; known {
			n := float64(code)
			v = &n
		}
		e.must(")")
	case e.take("("):
		v = e.either()
		e.must(")")
	default:
		n := e.number()
		v = &n
	}
	if e.take(".round(") {
		v = rounded(v, int(e.number()))
		e.must(")")
	}
	return v
}

package importer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// ratings is a form of three ratings from 0 to 2, and one of letters.
func ratings(rows ...string) string {
	return "survey,,,,\n,type,name,label,calculation,relevant\n,select_one n,a,Boats\n,select_one n,b,Bridges\n,select_one n,c,Oars\n,select_one w,w,Wind\n" +
		strings.Join(rows, "\n") + "\nchoices,,,\n,list_name,name,label\n,n,0,no\n,n,1,some\n,n,2,yes\n,w,calm,calm\n,w,gale,gale\n"
}

// Only an expression that adds up answers and does nothing else becomes a scale.
func TestDefinition_takes_sums_and_nothing_else(t *testing.T) {
	tests := map[string]bool{
		"${a} + ${b} + ${c}":                          true,
		"sum(${a}, ${b}, ${c})":                       true,
		"coalesce(${a}, 0) + coalesce(${b}, 0)":       true,
		"int(${a}) + int(${b}) + int(${c})":           true,
		"(${a} + ${b}) div 2":                         false,
		"(${a} + ${b}) * 2":                           false,
		"${a} + (2 - ${b})":                           false,
		"if(${a} > 1 and ${b} > 1, 1, 0)":             false,
		"count-selected(${a}) + count-selected(${b})": false,
		"concat(${a}, ${b})":                          false,
		"max(${a}, ${b})":                             false,
		"${a}":                                        false,
	}
	for expression, sum := range tests {
		t.Run(expression, func(t *testing.T) {
			d := mustRead(t, "x", ratings(`,calculate,total,,"`+expression+`"`))
			def, decisions := d.Definition("boats")
			if got := def.Scale("total") != nil; got != sum {
				t.Fatalf("made a scale: %v", got)
			}
			kind := importer.DecideCalculation
			if sum {
				kind = importer.DecideKey
				n := strings.Count(expression, "${")
				if s := def.Scale("total"); len(s.Rule.Items) != n || s.Range.Max != float64(2*n) || !s.Main || s.Missing.Policy != instruments.MissingNone {
					t.Errorf("got %+v", s)
				}
			}
			if got := decided(decisions, kind); got != 1 {
				t.Errorf("%d decisions %s", got, kind)
			}
		})
	}
}

// An item asked after one earlier answer depends on its codes; anything more is for a person.
func TestDefinition_takes_conditions_on_one_earlier_answer(t *testing.T) {
	tests := []struct {
		relevant string
		want     []int // codes of item 1
	}{
		{"${a} = '2'", []int{2}},
		{"${a} = 1 or ${a} = 2", []int{1, 2}},
		{"${a} != 0", []int{1, 2}},
		{"${a} != 0 and ${a} != 2", []int{1}},
		{"${a} >= 1", []int{1, 2}},
		{"${a} < 1", []int{0}},
		{"selected(${a}, '1')", []int{1}},
		{"not(selected(${a}, '1'))", []int{0, 2}},
		{"${a} = 1 and ${b} = 1", nil},
		{"${a} > 5", nil},
		{"${a} >= 0", nil},
		{"${e} = 1", nil},
		{"${a} + ${b} > 2", nil},
		{"${a} = 1 or ${a} = 2 and ${b} = 1", nil},
	}
	for _, tt := range tests {
		t.Run(tt.relevant, func(t *testing.T) {
			d := mustRead(t, "x", ratings(`,select_one n,d,Ice,,"`+tt.relevant+`"`, ",select_one n,e,Fog"))
			def, decisions := d.Definition("boats")
			asked := def.Items[4].Asked
			if tt.want == nil {
				if asked != nil || decided(decisions, importer.DecideCondition) != 1 {
					t.Errorf("got %+v, decisions %+v", asked, decisions)
				}
				return
			}
			if asked == nil || asked.Item != 1 || !slices.Equal(asked.Codes, tt.want) || decided(decisions, importer.DecideOtherwise) != 1 {
				t.Errorf("got %+v, want codes %v", asked, tt.want)
			}
		})
	}
}

func TestDefinition_codes_and_values(t *testing.T) {
	option := func(code, display string, score any) string {
		ext := ""
		if score != nil {
			ext = fmt.Sprintf(`"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":%v}],`, score)
		}
		return `{` + ext + `"valueCoding":{"code":"` + code + `","display":"` + display + `"}}`
	}
	tests := map[string]struct {
		options []string
		want    []instruments.Option
		ask     importer.DecisionKind
	}{
		"numbers as codes":         {[]string{option("0", "no", nil), option("1", "yes", nil)}, []instruments.Option{{Code: 0, Value: 0}, {Code: 1, Value: 1}}, importer.DecideScores},
		"scores beside numbers":    {[]string{option("1", "no", 0), option("2", "yes", 4)}, []instruments.Option{{Code: 1, Value: 0}, {Code: 2, Value: 4}}, ""},
		"scores as codes":          {[]string{option("n", "no", 3), option("y", "yes", 1)}, []instruments.Option{{Code: 3, Value: 3}, {Code: 1, Value: 1}}, ""},
		"scores that are the same": {[]string{option("n", "no", 0), option("m", "some", 0), option("y", "yes", 1)}, []instruments.Option{{Code: 0, Value: 0}, {Code: 1, Value: 0}, {Code: 2, Value: 1}}, importer.DecideCodes},
		"halves":                   {[]string{option("n", "no", 0), option("y", "yes", 0.5)}, []instruments.Option{{Code: 0, Value: 0}, {Code: 1, Value: 0.5}}, importer.DecideCodes},
		"words only":               {[]string{option("n", "no", nil), option("y", "yes", nil)}, []instruments.Option{{Code: 0, Value: 0}, {Code: 1, Value: 1}}, importer.DecideCodes},
		"no answer":                {[]string{option("0", "no", nil), option("1", "yes", nil), option("-999", "x", nil)}, []instruments.Option{{Code: 0, Value: 0}, {Code: 1, Value: 1}}, importer.DecideNoAnswer},
		"one without a score":      {[]string{option("a", "no", 0), option("b", "yes", 1), option("c", "x", nil)}, []instruments.Option{{Code: 0, Value: 0}, {Code: 1, Value: 1}}, importer.DecideUnscored},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := mustRead(t, "x", `{"resourceType":"Questionnaire","item":[{"linkId":"a","type":"choice","text":"Boats","answerOption":[`+strings.Join(tt.options, ",")+`]}]}`)
			def, decisions := d.Definition("boats")
			if diff := cmp.Diff(tt.want, def.ResponseSets[0].Options); diff != "" {
				t.Errorf("options (-want +got):\n%s", diff)
			}
			if tt.ask != "" && decided(decisions, tt.ask) != 1 {
				t.Errorf("nobody is asked about %s: %+v", tt.ask, decisions)
			}
		})
	}
}

// Codes stand for no answer only where they stand apart.
func TestRead_knows_codes_that_stand_for_no_answer(t *testing.T) {
	tests := map[string][]string{
		"0 1 2 -999":     {"-999"},
		"0 1 -8 -9":      {"-8", "-9"},
		"1 2 3 99":       {"99"},
		"1 2 3 998 999":  {"998", "999"},
		"-2 -1 0 1 -9":   nil, // a scale that goes below 0
		"60 70 80 88":    nil, // too near
		"7 8 9":          nil,
		"0 1 x -9":       nil,
		"-999 1":         nil, // one answer alone tells nothing
		"0 10 20 99 100": nil,
	}
	for codes, want := range tests {
		rows := "survey,,,\n,type,name,label\n,select_one l,a,Boats\nchoices,,,\n,list_name,name,label\n"
		for _, c := range strings.Fields(codes) {
			rows += ",l," + c + ",x" + c + "\n"
		}
		var got []string
		for _, o := range mustRead(t, "x", rows).Item("a").Options {
			if o.Missing {
				got = append(got, o.Code)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v stand for no answer, want %v", codes, got, want)
		}
	}
}

// A definition holds facts: no sentence of the file is in it but its title.
func TestDefinition_holds_no_wording(t *testing.T) {
	d := mustRead(t, "x", workbookOf(t, inventedForm()...))
	def, _ := d.Definition("boats")
	all := fmt.Sprintf("%+v", *def)
	for i := range d.Items {
		for _, text := range d.Items[i].Text {
			if strings.Contains(all, text) {
				t.Errorf("the definition holds %q", text)
			}
		}
	}
	if def.Title["en"] != "Boats" || def.ID != "boats" || def.Sources[0].ID != "file" {
		t.Errorf("title %v, id %s, sources %+v", def.Title, def.ID, def.Sources)
	}
}

package importer_test

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/instruments/importer"
)

// zeros is a file without end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func TestRead_stops_at_the_size_it_may_have(t *testing.T) {
	_, err := importer.Read(t.Context(), "x", io.LimitReader(zeros{}, 100<<20), nil, importer.DefaultLimits())
	if got := problem(t, err); got.Problem != importer.TooLarge || got.Limit != 8<<20 {
		t.Errorf("got %+v", got)
	}
}

// A few bytes of JSON can ask for much memory: the values are counted before they are read.
func TestRead_counts_the_values_of_JSON(t *testing.T) {
	limits := importer.Limits{Bytes: 1 << 20, Depth: 8, Items: 3}
	for file, want := range map[string]importer.Problem{
		`{"resourceType":"Questionnaire","item":[null` + strings.Repeat(",null", 290) + `]}`: importer.NoQuestions,
		`{"resourceType":"Questionnaire","item":[null` + strings.Repeat(",null", 300) + `]}`: importer.TooMany,
		`{"a1":"` + strings.Repeat(",", 400) + `"}`:                                          "",
	} {
		_, err := importer.Read(t.Context(), "x", strings.NewReader(file), nil, limits)
		if want == "" {
			if err != nil {
				t.Errorf("commas in a text are values: %v", err)
			}
		} else if got := problem(t, err); got.Problem != want {
			t.Errorf("%.40s: got %+v, want %s", file, got, want)
		}
	}
}

// problem gives what is wrong with a file, which must have been said.
func problem(t *testing.T, err error) importer.Error {
	t.Helper()
	var got *importer.Error
	if !errors.As(err, &got) {
		t.Fatalf("got %v, want an *importer.Error", err)
	}
	return *got
}

// Files made to cost much. Each must end, in a draft or in a message, within 2 s and 200 MB. The largest that are
// read at all are tried with MITTARI_FULL_FAULTS=1.
func TestRead_costs_little(t *testing.T) {
	size, full := 128<<10, os.Getenv("MITTARI_FULL_FAULTS") == "1"
	if full {
		size = 8<<20 - 8192
	}
	fill := func(head, part string) string { return head + strings.Repeat(part, (size-len(head))/len(part)) }
	sheet := func(body string) string {
		return zipped(t, map[string]string{
			"xl/workbook.xml":            `<workbook xmlns:r="x"><sheets><sheet name="survey" r:id="a"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="a" Target="s.xml"/></Relationships>`,
			"xl/s.xml":                   body,
		})
	}
	const fhir = `{"resourceType":"Questionnaire","item":[`
	files := map[string]string{
		"FHIR items":      fill(fhir+"{}", ",{}"),
		"FHIR nulls":      fill(fhir+"null", ",null") + "]}",
		"FHIR text":       fill(fhir+`{"text":"`, "<a") + `"}]}`,
		"FHIR deep":       fill(fhir, `{"item":[`),
		"FHIR extensions": fill(fhir+`{"linkId":"a","type":"choice","extension":[{}`, ",{}") + "]}]}",
		"FHIR path":       fill(`{"resourceType":"Questionnaire","extension":[{"url":"/variable","valueExpression":{"name":"a","expression":"`, "%a + ") + `"}}],"item":[{"linkId":"q","type":"text"}]}`,
		"texts":           fill(`{"a1":"x"`, `,"b1":"x"`) + "}",
		"texts escaped":   fill(`{"a1":"`, `\u0000`) + `"}`,
		"scale":           fill(`{"osd_version":"1","definition":{"items":[{}`, `,{}`) + "]}}",
		"brackets":        fill("", "["),
		"sheet cells":     sheet(fill(`<worksheet><row>`, `<c r="XFD1"><v>1</v></c>`)),
		"sheet rows":      sheet(fill(`<worksheet>`, `<row><c r="IV1"><v>1</v></c></row>`)),
		"sheet elements":  sheet(fill(``, `<a>`)),
		"sheet bomb":      sheet(strings.Repeat("0", 8*size)),
		"sheet text":      sheet(fill(`<worksheet><row><c t="inlineStr"><is><t>`, `&lt;`)),
		"lines":           fill("", "a\n"),
		"one line":        fill("", "a "),
		"cells of quotes": fill("a,b\n", `"",""`+"\n"),
		"open quote":      fill("type,name\n\"", "x\n"),
		"semicolons":      fill("", ";"),
		"form rows":       fill("type,name,label\n", "text,a,A\n"),
		"form groups":     fill("type,name,label\n", "begin group,a,A\n"),
		"form calculates": fill("type,name,label,calculation\ntext,a,A,\ncalculate,b,,\"", "${a}+") + `"`,
		"form conditions": fill("type,name,label,relevant\ntext,a,A,\ntext,b,,\"", "(${a}=1 and ") + `"`,
		"table options":   fill("item,text,options\n1,Some words of ours,\"", "1=a|") + `"`,
		"table markup":    fill("item,text\n1,\"", "<x") + `"`,
	}
	if full {
		files["form long list"], files["form brackets"], files["form mentions"] = manyOptions(), manyBrackets(), manyMentions()
		files["FHIR variables"], files["FHIR conditions"] = manyVariables(), manyWaits()
	}
	for name, text := range files {
		t.Run(name, func(t *testing.T) {
			peak, took := cost(func() {
				draft, err := importer.Read(t.Context(), "form", strings.NewReader(text), nil, importer.DefaultLimits())
				if err == nil {
					draft.Definition("trial-form")
				}
			})
			if peak > 200<<20 {
				t.Errorf("took %d MB", peak>>20)
			}
			if took > 2*time.Second*slower {
				t.Errorf("took %v", took)
			}
			t.Logf("%d MB, %v", peak>>20, took.Round(time.Millisecond))
		})
	}
}

// manyVariables doubles a variable with each step, as the well-known entity bomb does.
func manyVariables() string {
	var b strings.Builder
	b.WriteString(`{"resourceType":"Questionnaire","extension":[`)
	for i := range 500 {
		b.WriteString(`{"url":"/variable","valueExpression":{"name":"` + letters(i) + `","expression":"%` + letters(i+1) + ` + %` + letters(i+1) + `"}},`)
	}
	b.WriteString(`{"url":"/variable","valueExpression":{"name":"` + letters(500) + `","expression":"'q1' + 'q2'"}}],"item":[` +
		`{"linkId":"q1","type":"boolean"},{"linkId":"q2","type":"boolean"},{"linkId":"t","type":"decimal","extension":[` +
		`{"url":"/sdc-questionnaire-calculatedExpression","valueExpression":{"expression":"%` + letters(0) + `"}}]}]}`)
	return b.String()
}

func letters(i int) string { return strings.Repeat("v", 1+i/26) + string(rune('a'+i%26)) }

// manyWaits lets each of many items wait for all before it.
func manyWaits() string {
	var b strings.Builder
	b.WriteString(`{"resourceType":"Questionnaire","item":[{"linkId":"q0","type":"boolean"}`)
	for i := range 400 {
		b.WriteString(`,{"linkId":"q` + letters(i) + `","type":"boolean","enableWhen":[`)
		for j := range 200 {
			if j > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`{"question":"q` + letters((i+399-j)%400) + `","operator":"exists","answerBoolean":true}`)
		}
		b.WriteString("]}")
	}
	b.WriteString("]}")
	return b.String()
}

// manyOptions lets as many questions as there may be offer as many answers as there may be, none of them worded.
func manyOptions() string {
	return "survey,,,\n,type,name,label\n" + strings.Repeat(",select_one l,q,A\n", 1990) + "choices,,,\n,list_name,name,label\n" + strings.Repeat(",l,a,\n", 1990)
}

// manyBrackets wraps the condition of each question many times.
func manyBrackets() string {
	one := ",text,q,A,\"" + strings.Repeat("(", 1800) + "${q}=1" + strings.Repeat(")", 1800) + "\"\n"
	return "survey,,,,\n,type,name,label,relevant\n" + strings.Repeat(one, 1990)
}

// manyMentions adds up all questions many times over.
func manyMentions() string {
	var b, sum strings.Builder
	b.WriteString("survey,,,,\n,type,name,label,calculation\n")
	for i := range 1000 {
		b.WriteString(",select_one l," + letters(i)[:1+i/260] + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + ",A,\n")
		sum.WriteString("${" + letters(i)[:1+i/260] + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + "}+")
	}
	b.WriteString(strings.Repeat(",calculate,c,,\""+sum.String()+"0\"\n", 900))
	b.WriteString("choices,,,\n,list_name,name,label\n,l,0,A\n,l,1,B\n")
	return b.String()
}

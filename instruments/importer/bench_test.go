package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments/importer"
)

// BenchmarkRead reads forms of 200 items with five answers each and drafts their definitions.
func BenchmarkRead(b *testing.B) {
	var fhir, form, table strings.Builder
	rows := [][]string{{"type", "name", "label"}}
	for i := range 200 {
		fmt.Fprintf(&fhir, `,{"linkId":"b%d","type":"choice","text":"Boats seen number %d","answerOption":[`, i, i)
		for j := range 5 {
			fmt.Fprintf(&fhir, `%s{"valueCoding":{"code":"%d","display":"answer %d"},"extension":[{"url":"x/ordinalValue","valueDecimal":%d}]}`, strings.Repeat(",", min(j, 1)), j, j, j)
		}
		fhir.WriteString("]}")
		rows = append(rows, []string{"select_one l", fmt.Sprint("b", i), fmt.Sprint("Boats seen number ", i)})
		fmt.Fprintf(&table, "b%d,Boats seen number %d,\"0=no|1=a|2=b|3=c|4=d\"\n", i, i)
	}
	choices := [][]string{{"list_name", "name", "label"}, {"l", "#0", "no"}, {"l", "#1", "a"}, {"l", "#2", "b"}, {"l", "#3", "c"}, {"l", "#4", "d"}}
	form.WriteString(workbookOf(b, tab{"survey", rows}, tab{"choices", choices}))
	for name, file := range map[string]string{
		"FHIR": `{"resourceType":"Questionnaire","item":[` + fhir.String()[1:] + "]}", "XLSForm": form.String(), "table": "item,text,options\n" + table.String(),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				draft, err := importer.Read(b.Context(), "x", strings.NewReader(file), nil, importer.DefaultLimits())
				if err != nil {
					b.Fatal(err)
				}
				if def, _ := draft.Definition("boats"); len(def.Items) != 200 {
					b.Fatalf("%d items", len(def.Items))
				}
			}
		})
	}
}

package importer_test

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"
	"time"
)

// Files made to cost much. Each must end, in a draft or in a message, within 2 s and 200 MB. Files of the largest size
// are for MITTARI_FULL_FAULTS=1; smaller ones show as well what takes more than its share.
func TestREDCap_and_LimeSurvey_cost_little(t *testing.T) {
	size := 1 << 20
	if os.Getenv("MITTARI_FULL_FAULTS") == "1" {
		size = 8<<20 - 8192
	}
	fill := func(head, part string) string { return head + strings.Repeat(part, (size-len(head))/len(part)) }
	files := map[string]string{
		"rows":               fill(dictionaryHead, "a,f,,text,A\n"),
		"named rows":         fill(dictionaryHead+"a,f,,text,A\n", "\n"),
		"choices":            fill(dictionaryHead+`a,f,,radio,A,"`, "1, x|") + `"`,
		"one choice":         fill(dictionaryHead+`a,f,,radio,A,"`, "x") + `"`,
		"brackets":           fill(dictionaryHead+`a,f,,radio,A,"1, x|2, y",,,,,,"`, "(") + `"`,
		"many brackets":      manyConditions(),
		"mentions":           fill(dictionaryHead+"a,f,,calc,A,\"", "[a]+") + `"`,
		"tags":               fill(dictionaryHead+`a,f,,text,"`, "<a") + `"`,
		"open scripts":       fill(dictionaryHead+`a,f,,text,"`, "<script>") + `"`,
		"annotations":        fill(dictionaryHead+`a,f,,radio,A,"1, x",,,,,,,,,,,,"scores:`, "1=1,") + `"`,
		"JSON":               fill(`[{"field_name":"a","field_type":"text"}`, `,{"field_name":"a"}`),
		"commas":             fill(dictionaryHead, ","),
		"XML":                fill("<document><LimeSurveyDocType>Survey</LimeSurveyDocType>", "<a>"),
		"XML rows":           fill("<document><LimeSurveyDocType>Survey</LimeSurveyDocType><questions><rows>", "<row><qid>1</qid></row>"),
		"XML cells":          fill("<document><LimeSurveyDocType>Survey</LimeSurveyDocType><questions><rows><row>", "<a>1</a>"),
		"XML attributes":     fill("<document><LimeSurveyDocType>Survey</LimeSurveyDocType><a ", `a="" `),
		"XML text":           fill("<document><LimeSurveyDocType>", "Survey"),
		"XML comments":       fill("<document><LimeSurveyDocType>Survey</LimeSurveyDocType>", "<!---->"),
		"tab-separated":      fill("class\ttype/scale\tname\trelevance\ttext\nG\t\tg\t1\tG\nQ\tM\ta\t1\tA\n", "A\t0\tx\t1\tA\n"),
		"tab-separated subs": fill("class\ttype/scale\tname\trelevance\ttext\nG\t\tg\t1\tG\nQ\tF\ta\t1\tA\n", "SQ\t0\tx\t\tA\n"),
		"tab-separated tabs": fill("class\ttype/scale\tname\trelevance\ttext\n", "\t"),
	}
	for name, text := range files {
		t.Run(name, func(t *testing.T) {
			peak, took := cost(func() { _, _ = readOwn(t, "form", text) })
			if peak > 200<<20 {
				t.Errorf("took %d MB", peak>>20)
			}
			if took > 2*time.Second*slower {
				t.Errorf("took %v", took)
			}
		})
	}
}

// manyConditions has as many fields as there may be, with a condition each that is as long as one taken apart.
func manyConditions() string {
	var b strings.Builder
	b.WriteString(dictionaryHead)
	for i := range 2000 {
		fmt.Fprintf(&b, "f%d,f,,text,A,,,,,,,%s\n", i, strings.Repeat("(", 2000)+strings.Repeat(")", 2000))
	}
	return b.String()
}

// slower is how much longer things may take here than they are asked to: tests share the machine and run with the
// race detector. What grows with the square of a file's size takes longer still.
const slower = 30

// cost measures how much memory a call holds at most, and how long it takes.
func cost(call func()) (peak uint64, took time.Duration) {
	defer debug.SetGCPercent(debug.SetGCPercent(20)) // so that garbage counts for little
	runtime.GC()
	live := func() uint64 {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	before, done, most := live(), make(chan struct{}), make(chan uint64)
	go func() {
		highest := before
		for {
			select {
			case <-done:
				most <- highest - before
				return
			case <-time.After(time.Millisecond):
				highest = max(highest, live())
			}
		}
	}()
	start := time.Now()
	call()
	took = time.Since(start)
	close(done)
	return <-most, took
}

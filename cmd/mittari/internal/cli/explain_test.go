package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

// TestExplain: every step from the answers to the score, in words and numbers that a person can follow with a pencil. The
// hash is that of the definition as it is now and is left out.
func TestExplain(t *testing.T) {
	hash := regexp.MustCompile(`[0-9a-f]{12}`)
	sdq := "id,sex,age,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25\n" +
		"ES-0001-N1,male,8,2,1,1,1,2,1,1,,1,2,1,1,1,1,2,1,2,1,0,1,1,0,1,1,1\n"
	for name, c := range map[string]struct {
		instrument, table string
		langs             []string
		holds             string // what was worked out by hand
	}{
		// Five answers of one subscale with one missing: 4 × 5 ÷ 4; total 5 + 5 + 7 + 4; T by the norm of UK boys.
		"sdq-total": {"sdq", sdq, []string{"fi", "sv", "en"}, "50 + 10 × (21 − 9.1) ÷ 6 = 69.83333333"},
		// Eight of nine answers add up to 9: 9 × 9 ÷ 8.
		"phq-9-prorated": {"phq-9", "id,1,2,3,4,5,6,7,8,9\nES-0002-N1,1,2,1,,1,2,0,1,1\n", []string{"fi"}, "9 × 9 ÷ 8 = 10.125"},
		// Items 1 and 3 reach 2: one core symptom, two symptoms, so that the second rule holds.
		"rules": {"phq-9", "id,1,2,3,4,5,6,7,8,9\nES-0004-N1,2,1,2,0,0,0,0,0,0\n", []string{"fi", "sv", "en"}, " 2 "},
		// 3+3+4+3+3+4+4 = 24, which the holders' table turns into 21.54.
		"table": {"swemwbs", "id,1,2,3,4,5,6,7\nES-0005-N1,3,3,4,3,3,4,4\n", []string{"fi", "sv", "en"}, "21.54"},
		// Mean 2.9 and SD 3.5 in the norm sample.
		"t-score": {"phq-9", "id,age,1,2,3,4,5,6,7,8,9\nES-0003-N1,16,1,1,1,1,1,1,1,0,0\n", []string{"fi", "sv", "en"}, "50 + 10 × (7 − 2.9) ÷ 3.5 = 61.71428571"},
	} {
		for _, tag := range c.langs {
			t.Run(name+"-"+tag, func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "answers.csv")
				if err := os.WriteFile(path, []byte(c.table), 0o600); err != nil {
					t.Fatal(err)
				}
				args := []string{"score", "--instrument", c.instrument, "--in", path, "--explain", "--lang", tag}
				if c.instrument == "sdq" {
					args = append(args, "--informant", "parent")
				}
				var out, said strings.Builder
				if code := run(t.Context(), args, Stdio{Out: &out, Err: &said}, testHost()); code != exitDone {
					t.Fatal(code, said.String())
				}
				text := hash.ReplaceAllString(out.String(), "…")
				if !strings.Contains(strings.ReplaceAll(text, ",", "."), c.holds) || strings.Contains(text, "⟨") || strings.Contains(text, "<no value>") {
					t.Error(text)
				}
				golden.RequireEqual(t, []byte(text))
			})
		}
	}
}

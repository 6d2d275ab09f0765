package export_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// plain gives texts of definitions in a language and keys for everything else.
type plain struct {
	export.Words
	tag instruments.Lang
}

func (p plain) Text(t instruments.Text) string     { return t[p.tag] }
func (plain) T(key string, _ ...any) string        { return key }
func (plain) N(key string, _ int, _ ...any) string { return key }
func (plain) Number(v float64, _ int) string       { return fmt.Sprint(v) }
func (plain) Signed(v float64, _ int) string       { return fmt.Sprint(v) }
func (plain) Date(d store.Date) string             { return d.String() }

// Results of two versions stand apart, each under the abbreviation of the language with its version.
func TestTwoVersionsAreToldApartInEveryLanguage(t *testing.T) {
	d := cohort()
	second := *d.Definitions[0]
	second.Version = 2
	d.Definitions = append(d.Definitions, &second)
	for i := range d.Scored[:12] {
		d.Scored[i].Instrument.Version = 2
	}
	r := team(t, d, options(d))
	for tag, short := range map[instruments.Lang]string{"fi": "OMA", "sv": "EGEN", "en": "OWN"} {
		seen := map[string]bool{}
		for _, s := range r.Sections {
			for _, table := range s.Tables {
				for _, row := range table.Rows {
					for _, c := range row.Cells {
						name, _, _ := strings.Cut(c.Label.In(plain{tag: tag}), " · ")
						seen[name] = true
					}
				}
			}
		}
		if !seen[short+" v1"] || !seen[short+" v2"] {
			t.Errorf("%s: no rows of both versions in %v", tag, slices.Sorted(maps.Keys(seen)))
		}
	}
}

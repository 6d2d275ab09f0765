package change_test

import (
	"testing"

	"github.com/mittari/mittari/scoring/change"
)

func TestAcross(t *testing.T) {
	const (
		unknown, recovered, improved = change.Unknown, change.Recovered, change.Improved
		unchanged, deteriorated      = change.Unchanged, change.Deteriorated
		harmed                       = change.Harmed
	)
	for _, c := range []struct {
		name    string
		classes []change.Class
		want    change.AcrossMeasures
	}{
		{"nothing measured", nil, change.AcrossMeasures{}},
		{"nothing can be judged", []change.Class{unknown, unknown}, change.AcrossMeasures{Unjudged: 2}},
		{"one improved is enough", []change.Class{unchanged, improved, unchanged}, change.AcrossMeasures{Class: improved, Better: 1, Same: 2}},
		{"recovered counts as improved", []change.Class{recovered}, change.AcrossMeasures{Class: improved, Better: 1}},
		{"one worse outweighs many", []change.Class{improved, recovered, deteriorated}, change.AcrossMeasures{Class: deteriorated, Better: 2, Worse: 1}},
		{"harmed counts as worse", []change.Class{unchanged, harmed}, change.AcrossMeasures{Class: deteriorated, Worse: 1, Same: 1}},
		{"the unjudged stay visible", []change.Class{improved, unknown}, change.AcrossMeasures{Class: improved, Better: 1, Unjudged: 1}},
		{"all within error", []change.Class{unchanged, unchanged}, change.AcrossMeasures{Class: unchanged, Same: 2}},
	} {
		var results []change.Result
		for _, class := range c.classes {
			results = append(results, change.Result{Class: class})
		}
		got := change.Across(results)
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
		if got.Mixed() != (got.Better > 0 && got.Worse > 0) {
			t.Errorf("%s: mixed %t", c.name, got.Mixed())
		}
	}
}

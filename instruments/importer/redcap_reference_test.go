package importer_test

import (
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments/importer"
)

// counted gives what independent software counted in every third-party form of a folder, by file and statistic.
func counted(t *testing.T, folder string) map[string]map[string]string {
	t.Helper()
	root := os.Getenv("MITTARI_REFERENCE_DATA")
	if root == "" {
		t.Skip("MITTARI_REFERENCE_DATA is not set: no third-party forms to count")
	}
	f, err := os.Open(filepath.Join(root, "expected", "forms_expected.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]string{}
	for _, row := range rows {
		name, found := strings.CutPrefix(row[0], "forms/"+folder+"/")
		if !found {
			continue
		}
		if all[name] == nil {
			all[name] = map[string]string{}
		}
		all[name][row[1]] = row[2]
	}
	if len(all) == 0 {
		t.Fatalf("nothing is known about forms/%s", folder)
	}
	return all
}

// readReference reads a third-party form.
func readReference(t *testing.T, folder, name string) *importer.Draft {
	t.Helper()
	data, _ := referenceFile(t, folder, name)
	draft, err := importer.Read(t.Context(), name, strings.NewReader(string(data)), nil, importer.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return draft
}

// sameCounts compares what we count with what is expected, for the statistics both have.
func sameCounts(t *testing.T, want, got map[string]string, unknown ...string) int {
	t.Helper()
	want = maps.Clone(want)
	for _, statistic := range unknown {
		delete(want, statistic)
	}
	for statistic := range got {
		if _, asked := want[statistic]; !asked {
			delete(got, statistic)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("counts (-expected +ours):\n%s", diff)
	}
	return len(want)
}

// tally writes counts as "a=1 b=2" in the order of keys.
func tally(keys []string, counts map[string]int) string {
	var parts []string
	for _, k := range keys {
		parts = append(parts, fmt.Sprintf("%s=%d", k, counts[k]))
	}
	return strings.Join(parts, " ")
}

func origins(d *importer.Draft) string {
	counts := map[string]int{}
	for i := range d.Items {
		counts[d.Items[i].Origin]++
	}
	return tally(slices.Sorted(maps.Keys(counts)), counts)
}

// What the file itself looks like is not part of a draft.
func TestREDCap_counts_what_others_count(t *testing.T) {
	compared := 0
	for name, want := range counted(t, "redcap") {
		t.Run(name, func(t *testing.T) {
			draft := readReference(t, "redcap", name)
			if draft.Format != importer.FormatREDCap {
				t.Errorf("read as %s", draft.Format)
			}
			compared += sameCounts(t, want, countREDCap(draft), "zip_members", "utf8_bom", "n_columns", "n_replacement_chars")
			damaged := slices.ContainsFunc(draft.Warnings, func(w importer.Warning) bool { return w.Kind == importer.WarnDamagedText })
			if lost := want["n_replacement_chars"]; damaged != (lost != "" && lost != "0") {
				t.Errorf("%s replacement characters, warned: %v", lost, damaged)
			}
		})
	}
	t.Logf("%d counts compared", compared)
}

func countREDCap(d *importer.Draft) map[string]string {
	got := map[string]string{
		"n_fields": strconv.Itoa(len(d.Items)), "n_by_type": origins(d), "valid_utf8": "true",
		"first_field": d.Items[0].LinkID, "last_field": d.Items[len(d.Items)-1].LinkID,
	}
	forms, order, matrices := map[string]int{}, []string{}, map[string]bool{}
	branching, numeric := 0, 0
	low, high := 0.0, 0.0
	for i := range d.Items {
		item := &d.Items[i]
		section := &d.Sections[item.Section-1]
		if section.Origin == "matrix" {
			matrices[section.LinkID] = true
		}
		for section.Parent > 0 {
			section = &d.Sections[section.Parent-1]
		}
		if form := section.Text[""]; forms[form] == 0 {
			order = append(order, form)
		}
		forms[section.Text[""]]++
		if item.Condition != nil {
			branching++
		}
		if least, most, ok := codeRange(item); ok {
			numeric++
			low, high = low+least, high+most
		}
	}
	got["forms"] = tally(order, forms)
	got["n_branching"] = strconv.Itoa(branching)
	got["n_matrix_groups"] = strconv.Itoa(len(matrices))
	got["n_numeric_choice_fields"] = strconv.Itoa(numeric)
	got["sum_of_choice_code_minima"] = strconv.FormatFloat(low, 'f', -1, 64)
	got["sum_of_choice_code_maxima"] = strconv.FormatFloat(high, 'f', -1, 64)
	for _, w := range d.Warnings {
		if w.Kind == importer.WarnEncoding {
			got["valid_utf8"] = "false"
		}
	}
	return got
}

// codeRange gives the smallest and largest code of a choice whose codes are all numbers.
func codeRange(item *importer.Item) (low, high float64, ok bool) {
	if item.Type != importer.TypeChoice {
		return 0, 0, false
	}
	for i, o := range item.Options {
		v, err := strconv.ParseFloat(o.Code, 64)
		if err != nil {
			return 0, 0, false
		}
		if i == 0 {
			low, high = v, v
		}
		low, high = min(low, v), max(high, v)
	}
	return low, high, len(item.Options) > 0
}

func TestREDCap_warns_of_answers_without_words(t *testing.T) {
	draft := readReference(t, "redcap", "ndclab_erq_s1_r1_e1.zip")
	without := map[string]int{}
	for _, w := range draft.Warnings {
		if w.Kind == importer.WarnOptionText {
			without[w.Detail]++
		}
	}
	if diff := cmp.Diff(map[string]int{"2": 10, "3": 10, "5": 10, "6": 10}, without); diff != "" {
		t.Errorf("answers without words (-want +got):\n%s", diff)
	}
}

// One project in four languages: the same fields, but for two that differ in Danish.
func TestREDCap_reads_one_project_in_four_languages(t *testing.T) {
	english := readReference(t, "redcap", "radar_English.csv")
	for _, name := range []string{"radar_Danish.csv", "radar_German.csv", "radar_Spanish.csv"} {
		other := readReference(t, "redcap", name)
		var differ []string
		for i := range english.Items {
			e := &english.Items[i]
			o := other.Item(e.LinkID)
			if o == nil || o.Type != e.Type || len(o.Options) != len(e.Options) {
				differ = append(differ, e.LinkID)
			}
		}
		want := 0
		if name == "radar_Danish.csv" {
			want = 2 // another type, and one answer fewer
		}
		if len(differ) != want {
			t.Errorf("%s differs at %v", name, differ)
		}
	}
}

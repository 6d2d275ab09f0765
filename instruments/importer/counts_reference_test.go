package importer_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments/importer"
)

// readFile reads a third-party form with what lies beside it.
func readFile(t *testing.T, folder, name string) (*importer.Draft, error) {
	t.Helper()
	data, dir := referenceFile(t, folder, name)
	return importer.Read(t.Context(), name, strings.NewReader(string(data)), os.DirFS(dir), importer.DefaultLimits())
}

// What the bytes of a file are like, what its makers call its state, and what another program thinks of it, is no part
// of a draft; nor are the answers in files of answers, which are refused by name.
func foreignStatistics() []string {
	return []string{
		"utf8_bom", "status", "version", "bytes", "crlf", "cells_per_record", "sheets", "survey_columns", "pyxform_verdict", "pyxform_n_warnings",
		"n_texts", "n_non_ascii_chars", "workbook", "questionnaire", "n_answers", "answers", "numeric_answers", "value", "n_concepts", "codes", "scores", "url",
		"n_answers_with_score", "sum_of_answer_scores", "n_records_incl_header",
	}
}

// A draft, or the reason there is none, gives the same counts as independent software for every form.
func TestRead_counts_what_others_count(t *testing.T) {
	counters := map[string]func(*importer.Draft) map[string]string{
		"fhir": fhirCounts, "fhir_odd": fhirCounts, "xlsform": formCounts, "xlsform_odd": formCounts, "wording": scaleCounts, "tables": tableCounts,
	}
	least := map[string]int{"fhir": 332, "fhir_odd": 36, "xlsform": 20, "xlsform_odd": 30, "wording": 31, "tables": 4}
	for folder, count := range counters {
		t.Run(folder, func(t *testing.T) {
			compared := 0
			for name, want := range counted(t, folder) {
				unknown := foreignStatistics()
				if folder == "tables" {
					unknown = slices.DeleteFunc(unknown, func(s string) bool { return s == "n_records_incl_header" })
				}
				draft, err := readFile(t, folder, name)
				var refused *importer.Error
				switch {
				case errors.As(err, &refused) && refused.Problem == importer.NotQuestionnaire:
					if refused.Detail != want["resourceType"] {
						t.Errorf("%s is called a %s", name, refused.Detail)
					}
					compared++
					continue
				case err != nil:
					continue // TestRead_says_what_is_odd names every one of them
				}
				if name == "mii_phq9_de.json" { // its answer lists are files of their own, which only we look at
					unknown = append(unknown, "n_answer_options", "n_options_with_score", "n_items_fully_scored", "sum_of_item_maxima")
				}
				if columns := want["label_columns"]; columns != "" {
					want["label_columns"] = strconv.Itoa(1 + strings.Count(columns, "|"))
				}
				if name == "lhncbc_argonaut_phq9ish_contained_valueset.json" {
					want = withArgonautList(want)
				}
				compared += sameCounts(t, want, count(draft), unknown...)
			}
			if compared < least[folder] {
				t.Errorf("%d statistics were compared, at least %d are known", compared, least[folder])
			}
			t.Logf("%s: %d statistics compared", folder, compared)
		})
	}
}

// withArgonautList adds one question of a file that names its contained list by address and not by "#id", which the
// counting program did not follow: four options, three of them worth 1, 2 and 3.
func withArgonautList(want map[string]string) map[string]string {
	want = maps.Clone(want)
	for statistic, value := range map[string]string{
		"n_answer_options": "40", "n_options_with_score": "36", "n_items_fully_scored": "9", "sum_of_item_maxima": "27",
	} {
		want[statistic] = value
	}
	return want
}

// entries lists the ids of groups and items in the order of the file.
func entries(d *importer.Draft) []string {
	var ids []string
	s := 0
	for i := range d.Items {
		for ; s < len(d.Sections) && d.Sections[s].First <= i; s++ {
			ids = append(ids, d.Sections[s].LinkID)
		}
		ids = append(ids, d.Items[i].LinkID)
	}
	for ; s < len(d.Sections); s++ {
		ids = append(ids, d.Sections[s].LinkID)
	}
	return ids
}

func fhirCounts(d *importer.Draft) map[string]string {
	types := map[string]int{}
	n := map[string]int{}
	least, most := 0.0, 0.0
	for i := range d.Sections {
		s := &d.Sections[i]
		types[s.Origin]++
		add(n, "required", s.Required)
		add(n, "when", s.Condition != nil && len(s.Condition.Terms) > 0)
	}
	for i := range d.Items {
		item := &d.Items[i]
		types[item.Origin]++
		add(n, "required", item.Required)
		add(n, "readOnly", item.ReadOnly)
		add(n, "when", item.Condition != nil && len(item.Condition.Terms) > 0)
		add(n, "calculated", slices.ContainsFunc(d.Calculations, func(c importer.Calculation) bool { return c.Name == item.LinkID }))
		scores := scoresOf(item)
		n["options"] += len(item.Options)
		n["scored"] += len(scores)
		if len(scores) > 0 && len(scores) == len(item.Options) {
			n["full"]++
			least += slices.Min(scores)
			most += slices.Max(scores)
		}
	}
	ids := entries(d)
	return map[string]string{
		"resourceType": "Questionnaire", "title": d.Title[""], "language": string(d.Lang), "n_contained_valuesets": strconv.Itoa(len(d.Lists)),
		"n_items_all_levels": strconv.Itoa(len(ids)), "n_items_by_type": tally(slices.Sorted(maps.Keys(types)), types),
		"deepest_nesting": strconv.Itoa(deepest(d)), "n_required": strconv.Itoa(n["required"]), "n_enableWhen": strconv.Itoa(n["when"]),
		"n_calculatedExpression": strconv.Itoa(n["calculated"]), "n_readOnly": strconv.Itoa(n["readOnly"]),
		"n_answer_options": strconv.Itoa(n["options"]), "n_options_with_score": strconv.Itoa(n["scored"]), "n_items_fully_scored": strconv.Itoa(n["full"]),
		"sum_of_item_minima": fmt.Sprint(least), "sum_of_item_maxima": fmt.Sprint(most), "n_duplicate_linkIds": strconv.Itoa(len(ids) - distinct(ids)),
		"first_linkId": ids[0], "last_linkId": ids[len(ids)-1], "translation_languages": translations(d),
	}
}

// deepest counts how many groups and questions the innermost entry lies in.
func deepest(d *importer.Draft) int {
	in := func(section int) (n int) {
		for ; section > 0; section = d.Sections[section-1].Parent {
			n++
		}
		return n
	}
	most := 0
	for i := range d.Sections {
		most = max(most, in(d.Sections[i].Parent))
	}
	for i := range d.Items {
		n := in(d.Items[i].Section)
		for up := d.Item(d.Items[i].Under); up != nil && d.Items[i].Under != ""; up = d.Item(up.Under) {
			if n++; up.Under == "" {
				break
			}
		}
		most = max(most, n)
	}
	return most
}

func add(n map[string]int, key string, when bool) {
	if when {
		n[key]++
	}
}

func distinct(ids []string) int {
	seen := map[string]bool{}
	for _, id := range ids {
		seen[id] = true
	}
	return len(seen)
}

func scoresOf(item *importer.Item) []float64 {
	var scores []float64
	for _, o := range item.Options {
		if o.Score != nil {
			scores = append(scores, *o.Score)
		}
	}
	return scores
}

func translations(d *importer.Draft) string {
	var tags []string
	for _, l := range d.Langs() {
		if l != d.Lang {
			tags = append(tags, string(l))
		}
	}
	return strings.Join(tags, " ")
}

func formCounts(d *importer.Draft) map[string]string {
	types := map[string]int{}
	words := map[string]bool{}
	for i := range d.Items {
		types[d.Items[i].Origin]++
		for lang := range d.Items[i].Text {
			words[string(lang)] = true
		}
	}
	for i := range d.Sections {
		types[d.Sections[i].Origin]++
		types["end "+strings.TrimPrefix(d.Sections[i].Origin, "begin ")]++
	}
	options := 0
	for _, l := range d.Lists {
		options += len(l.Options)
	}
	return map[string]string{
		"label_columns": strconv.Itoa(len(words)),
		"n_survey_rows": strconv.Itoa(len(d.Items) + 2*len(d.Sections)), "n_by_type": tally(slices.Sorted(maps.Keys(types)), types),
		"n_choice_rows": strconv.Itoa(options), "n_choice_lists": strconv.Itoa(len(d.Lists)),
	}
}

func scaleCounts(d *importer.Draft) map[string]string {
	counts := map[string]string{
		"code": d.Names[min(1, len(d.Names)-1)], "licence_of_scale": d.Copyright, "n_items": strconv.Itoa(len(d.Items)), "n_item_texts": strconv.Itoa(len(d.Items)),
	}
	for _, s := range d.Scores {
		counts["scoring."+s.ID] = fmt.Sprintf("%s: %d items, %d reversed", s.Method, len(s.Items), len(s.Reversed))
	}
	return counts
}

func tableCounts(d *importer.Draft) map[string]string {
	return map[string]string{"n_records_incl_header": strconv.Itoa(1 + len(d.Items) + 2*len(d.Sections))}
}

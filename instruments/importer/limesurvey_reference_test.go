package importer_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments/importer"
)

func TestLimeSurvey_counts_what_others_count(t *testing.T) {
	compared := 0
	for name, want := range counted(t, "limesurvey") {
		t.Run(name, func(t *testing.T) {
			draft := readReference(t, "limesurvey", name)
			if draft.Format != importer.FormatLimeSurvey {
				t.Errorf("read as %s", draft.Format)
			}
			// Languages stand in another order in the file.
			langs := strings.Fields(want["languages"])
			slices.Sort(langs)
			want["languages"] = strings.Join(langs, " ")
			compared += sameCounts(t, want, countLime(draft), "doctype", "DBVersion")
		})
	}
	t.Logf("%d counts compared", compared)
}

// limeCounts adds up what the questions of a survey consist of.
type limeCounts struct {
	types         map[string]int
	rows, answers int
	valued        int
}

func countLime(d *importer.Draft) map[string]string {
	c := &limeCounts{types: map[string]int{}}
	groups := 0
	for i := range d.Sections {
		if d.Sections[i].Origin == "group" {
			groups++
			continue
		}
		c.types[d.Sections[i].Origin]++
		var inside []*importer.Item
		for j := range d.Items {
			if d.Items[j].Section == i+1 {
				inside = append(inside, &d.Items[j])
			}
		}
		c.table(inside)
	}
	questions := 0
	for i := range d.Items {
		item := &d.Items[i]
		if d.Sections[item.Section-1].Origin != "group" {
			continue
		}
		c.types[item.Origin]++
		switch item.Origin {
		case "M", "P":
			c.rows += len(item.Options)
		case "L", "!", "O", "R":
			c.offer(item)
		}
	}
	for _, n := range c.types {
		questions += n
	}
	twice := 0
	for _, w := range d.Warnings {
		if w.Kind == importer.WarnDuplicateID {
			twice++
		}
	}
	var langs, titles []string
	for _, l := range d.Langs() {
		langs = append(langs, string(l))
		title := d.Title[l]
		if l == d.Lang {
			title = d.Title[""]
		}
		titles = append(titles, string(l)+": "+title)
	}
	slices.Sort(langs)
	slices.Sort(titles)
	return map[string]string{
		"languages": strings.Join(langs, " "), "titles": strings.Join(titles, " | "),
		"n_groups": strconv.Itoa(groups), "n_questions": strconv.Itoa(questions),
		"n_by_type":      tally(slices.Sorted(maps.Keys(c.types)), c.types),
		"n_subquestions": strconv.Itoa(c.rows), "n_answers": strconv.Itoa(c.answers),
		"n_answers_with_nonzero_assessment_value": strconv.Itoa(c.valued),
		"n_duplicate_question_codes":              strconv.Itoa(twice),
	}
}

func (c *limeCounts) offer(item *importer.Item) {
	c.answers += len(item.Options)
	for _, o := range item.Options {
		if o.Score != nil && *o.Score != 0 {
			c.valued++
		}
	}
}

// table counts the rows and columns of a question with rows, and its answers once.
func (c *limeCounts) table(items []*importer.Item) {
	rows, columns := map[string]bool{}, map[string]bool{}
	for i, item := range items {
		parts := strings.Split(item.LinkID, "_")
		rows[parts[1]] = true
		switch item.Origin {
		case ":", ";":
			columns[parts[2]] = true
		case "F", "H":
			if i == 0 {
				c.offer(item)
			}
		case "1":
			if i < 2 {
				c.offer(item)
			}
		}
	}
	c.rows += len(rows) + len(columns)
}

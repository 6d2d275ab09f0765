package workbook_test

import (
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// canary begins every text of the record that no report may show.
const canary = "Salaisuus"

// record is an invented project whose people's every text is a canary and whose every link is set, workers included.
type record struct {
	export.Data
	texts int
	ids   map[string]bool // as they would be written
}

func newRecord(tb testing.TB) *record {
	tb.Helper()
	r := &record{Data: exporttest.Sample(tb, 3, 60), ids: map[string]bool{}}
	for i, p := range r.Persons {
		r.Participations = append(r.Participations, store.Participation{
			ID: store.DocumentID(uuid.New()), Person: p.ID, Date: r.Project.From.AddDays(i), Decision: store.TakesPart,
		})
		r.Participants = append(r.Participants, store.Participant{
			ID: store.DocumentID(uuid.New()), Person: p.ID, Project: r.Project.ID, Team: r.Teams[i%len(r.Teams)].ID,
			Type: store.GuardianParticipant, Gender: p.Gender, Age: store.Age30, Entry: r.Project.From.AddDays(i), Exit: r.Project.From.AddDays(i + 40),
		})
	}
	for _, list := range []any{
		r.Families, r.Persons, r.Episodes, r.Meetings, r.Events, r.Scored, r.Missed, r.Participations, r.Participants,
	} {
		r.mark(reflect.ValueOf(list), "")
	}
	return r
}

// steering are texts that are keys of the program and not of a person.
var steering = map[string]bool{"Definition": true, "Band": true, "Reason": true, "State": true}

// mark puts a canary into every text and collects every id.
func (r *record) mark(v reflect.Value, field string) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			r.mark(v.Index(i), field)
		}
	case reflect.Struct:
		if _, ref := v.Interface().(instruments.Ref); ref {
			return
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				r.mark(v.Field(i), f.Name)
			}
		}
	case reflect.Array:
		r.id(v)
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() && !steering[field] {
			r.texts++
			v.SetString(fmt.Sprintf("%s-%s-%d", canary, field, r.texts))
		}
	default:
	}
}

func (r *record) id(v reflect.Value) {
	if v.Len() != len(uuid.UUID{}) {
		return
	}
	if v.Type() == reflect.TypeFor[store.WorkerID]() {
		v.Set(reflect.ValueOf(store.WorkerID(uuid.New())))
	}
	id := v.Convert(reflect.TypeFor[uuid.UUID]()).Interface().(uuid.UUID)
	if id != (uuid.UUID{}) {
		r.ids[id.String()], r.ids[hex.EncodeToString(id[:])] = true, true
	}
}

var (
	idPattern   = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b`)
	dayPattern  = regexp.MustCompile(`\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{4}-\d{2}-\d{2}`)
	cellPattern = regexp.MustCompile(`<c r="[A-Z]+\d+"[^>]*><v>(\d{5})</v>`)
)

// told is what a package tells of the record and should not: texts, ids, and days other than the known ones.
func (r *record) told(all map[string]string, known map[string]bool) (list []string) {
	for name, raw := range all {
		text := html.UnescapeString(raw)
		if i := strings.Index(text, canary); i >= 0 {
			list = append(list, name+" holds "+text[i:min(i+40, len(text))])
		}
		for _, id := range idPattern.FindAllString(strings.ToLower(text), -1) {
			if r.ids[id] {
				list = append(list, name+" holds the id "+id)
			}
		}
		for _, day := range dayPattern.FindAllString(text, -1) {
			if !known[day] {
				list = append(list, name+" holds the day "+day)
			}
		}
		for _, m := range cellPattern.FindAllStringSubmatch(text, -1) {
			if strings.HasPrefix(name, "xl/worksheets/") && r.days()[m[1]] && !known[m[1]] {
				list = append(list, name+" holds the day number "+m[1])
			}
		}
	}
	return list
}

// days is every day of the record as cells number them.
func (r *record) days() map[string]bool {
	all := map[string]bool{}
	note := func(d store.Date) { all[dayNumber(d)] = true }
	for _, m := range r.Meetings {
		note(m.Date)
	}
	for _, e := range r.Episodes {
		note(e.Start)
		note(e.End)
	}
	for i := range r.Scored {
		note(r.Scored[i].Answered)
	}
	return all
}

// dayNumber: 1 January 1970 is day 25569.
func dayNumber(d store.Date) string {
	return fmt.Sprint(d.Time().Unix()/86400 + 25569)
}

// knownDays are days that a report is about or that were decided for all: its period, the day it was made, and the
// project's own dates.
func knownDays(r *record, o export.Options) map[string]bool {
	all := map[string]bool{}
	note := func(dates ...store.Date) {
		for _, d := range dates {
			all[d.String()], all[dayNumber(d)] = true, true
			all[fmt.Sprintf("%d.%d.%d", d.Day, d.Month, d.Year)] = true
		}
	}
	note(o.Today, o.Period.From, o.Period.To, r.Project.From, r.Project.To)
	for _, org := range r.Project.Organisations {
		note(org.From, org.To)
	}
	return all
}

func TestNothingOfThePeopleIsInThePackage(t *testing.T) {
	r := newRecord(t)
	if r.texts < 1000 || len(r.ids) < 1000 {
		t.Fatalf("%d texts and %d ids are looked for", r.texts, len(r.ids))
	}
	o := export.Options{Today: exporttest.Today, Program: "0.1", Period: export.Period{From: r.Project.From, To: r.Project.To}}
	for _, kind := range export.Kinds() {
		built, err := export.Build(t.Context(), kind, r.Data, o)
		if errors.Is(err, export.ErrUnknownKind) {
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		for _, lang := range []instruments.Lang{"fi", "en"} {
			for _, what := range r.told(parts(t, render(t, built, lang)), knownDays(r, o)) {
				t.Errorf("%s %s: %s", kind, lang, what)
			}
		}
	}
}

// The search finds each sort of secret when it is there.
func TestSecretsAreFound(t *testing.T) {
	r := newRecord(t)
	r.Meetings[0].Date = store.Date{Year: 2025, Month: 2, Day: 3}
	for name, text := range map[string]string{
		"text": "<t>" + r.Meetings[0].ID.String() + "</t>", "person": "<t>&#34;" + r.Persons[0].Code + "</t>",
		"worker": "<t>" + r.Meetings[0].Worker.String() + "</t>", "day": "<t>3.2.2025</t>", "ISO day": "<t>2025-02-03T</t>",
		"number": `<c r="A1" s="3"><v>` + dayNumber(r.Meetings[0].Date) + `</v></c>`,
	} {
		if got := r.told(map[string]string{"xl/worksheets/sheet1.xml": text}, nil); len(got) != 1 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

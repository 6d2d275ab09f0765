package export_test

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// freeze freezes a report and puts it with the data, as the workspace does.
func freeze(tb testing.TB, r *export.Report, d *export.Data, made time.Time) store.FrozenReport {
	tb.Helper()
	f, err := export.Freeze(r, *d)
	if err != nil {
		tb.Fatal(err)
	}
	f.Made = made
	if f.ID, err = f.Key(); err != nil {
		tb.Fatal(err)
	}
	if err := f.Validate(); err != nil {
		tb.Fatal(err)
	}
	d.Frozen = append(d.Frozen, f)
	return f
}

func build(tb testing.TB, k export.Kind, d export.Data, o export.Options) *export.Report {
	tb.Helper()
	r, err := export.Build(tb.Context(), k, d, o)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

var frozenOn = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func shuffle[T any](r *rand.Rand, all []T) []T {
	out := slices.Clone(all)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// shuffled is the same data in another order.
func shuffled(d export.Data, seed uint64) export.Data {
	r := rand.New(rand.NewPCG(seed, 7))
	d.Families, d.Persons, d.Episodes = shuffle(r, d.Families), shuffle(r, d.Persons), shuffle(r, d.Episodes)
	d.Meetings, d.Events, d.Scored = shuffle(r, d.Meetings), shuffle(r, d.Events), shuffle(r, d.Scored)
	d.Participants, d.Regions, d.Teams = shuffle(r, d.Participants), shuffle(r, d.Regions), shuffle(r, d.Teams)
	d.Definitions, d.Frozen = shuffle(r, d.Definitions), shuffle(r, d.Frozen)
	return d
}

// Whatever the order of the record's rows, a frozen report counted again has the same figures and the same checksum,
// also when others were frozen later.
func TestFrozenReportsCountAgainTheSame(t *testing.T) {
	d := cohort()
	d.Participants = esfData(t, esfCases()...).Participants
	d.Project.From, d.Project.To = esfDay(8, 1, 2024), esfDay(12, 31)
	quarter := options(d)
	quarter.Period = export.Period{Key: "2026Q3", From: esfDay(7, 1), To: esfDay(9, 30)}
	for _, kind := range []export.Kind{export.TeamReport, export.ESFReport} {
		for _, o := range []export.Options{quarter, options(d)} {
			freeze(t, build(t, kind, d, o), &d, frozenOn.Add(time.Duration(len(d.Frozen))*time.Hour))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(d.Frozen).Draw(t, "report")
		again, err := export.Rerun(t.Context(), f, shuffled(d, rapid.Uint64().Draw(t, "order")))
		if err != nil {
			t.Fatal(err)
		}
		text, err := export.FiguresOf(again).Encode()
		if err != nil {
			t.Fatal(err)
		}
		if again.Checksum != f.Checksum || !bytes.Equal(text, f.Figures) {
			t.Fatalf("%s of %s differs", f.Report, f.Period)
		}
	})
}

// The cohort has twelve pairs. Six ends are corrected: the counts stay, the mean does not.
func TestLateAnswersAreToldOnTheNextCover(t *testing.T) {
	d := cohort()
	o := export.Options{Today: exporttest.Today, Program: "0.1"}
	freeze(t, build(t, export.TeamReport, d, o), &d, frozenOn)
	unchanged := build(t, export.TeamReport, d, o)
	if got := closing(t, unchanged); !slices.Contains(got, "freeze.same") {
		t.Errorf("an unchanged record: %v", got)
	}
	correct(&d)
	d.Since = &export.Changed{Frozen: d.Frozen[0].ID, Known: true, Corrected: 6}
	r := build(t, export.TeamReport, d, o)
	if got := closing(t, r); !slices.Contains(got, "freeze.differs") || !slices.Contains(got, "freeze.why") {
		t.Errorf("a corrected record: %v", got)
	}
	table := r.Section("cover").Table("since-frozen")
	if table == nil {
		t.Fatal("no differences on the cover")
	}
	// Six of twelve are three points lower: the mean falls by 6·3/12 = 1.5 points.
	found := false
	for i, key := range table.RowKeys() {
		row := table.Rows[i].Cells
		if strings.Contains(key, "end-mean") && row[4].Kind == export.NumberCell {
			found = true
			if math.Abs(row[4].Value+1.5) > 1e-9 {
				t.Errorf("%s: %v to %v by %v, want −1.5", key, row[2].Value, row[3].Value, row[4].Value)
			}
		}
	}
	if !found {
		t.Errorf("the mean at the end is not among %v", table.RowKeys())
	}
	w := exporttest.NewWords(t, instruments.English)
	if got := closingText(r, w); !strings.Contains(got, "6 corrected answers") {
		t.Errorf("why: %s", got)
	}
}

// correct lowers the end of six guardians by three points.
func correct(d *export.Data) {
	d.Scored = slices.Clone(d.Scored)
	n := 0
	for i := range d.Scored {
		if d.Scored[i].Wave == store.End && n < 6 {
			d.Scored[i].Scores = slices.Clone(d.Scored[i].Scores)
			for j := range d.Scored[i].Scores {
				d.Scored[i].Scores[j].Value -= 3
				d.Scored[i].Scores[j].Reported -= 3
			}
			n++
		}
	}
}

func closing(t *testing.T, r *export.Report) []string {
	t.Helper()
	var keys []string
	for _, l := range r.Section("cover").Closing {
		keys = append(keys, l.Key)
	}
	return keys
}

func closingText(r *export.Report, w export.Words) string {
	var all []string
	for _, l := range r.Section("cover").Closing {
		all = append(all, l.In(w))
	}
	return strings.Join(all, "\n")
}

// After the freezing two of the ten with a qualification turn out to have none. What was frozen stays; the report that
// follows does not say by how many, for that would tell about two people.
func TestADifferenceOfAFewIsHidden(t *testing.T) {
	d := esfData(t, esfCases()...)
	o := export.Options{Today: esfDay(11, 21), Program: "0.1", Period: export.Period{From: d.Project.From, To: d.Project.To}}
	f := freeze(t, build(t, export.ESFReport, d, o), &d, frozenOn)
	n := 0
	for i := range d.Participants {
		if p := &d.Participants[i]; p.Qualification == store.Yes && n < 2 {
			p.Qualification, n = store.No, n+1
		}
	}
	r := build(t, export.ESFReport, d, o)
	if got := figures(t, r, "esf", "esf-results")["EECR03|esf.name.EECR03"]; got[3] != -1 {
		t.Errorf("eight after ten are shown: %v", got)
	}
	then, err := export.ReadFigures(f.Figures)
	if err != nil {
		t.Fatal(err)
	}
	again, err := export.Recount(t.Context(), f, d)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range export.Compare(then, export.FiguresOf(again)).Differences {
		if by, ok := x.By(); ok && x.Now.Kind == export.CountCell && by != 0 && by > -5 && by < 5 {
			t.Errorf("%s: a difference of %v is shown", x.Name().StableKey(), by)
		}
	}
}

func TestCompareNamesEveryKindOfDifference(t *testing.T) {
	table := func(cells ...export.FigureCell) *export.Figures {
		columns := []export.FigureName{{Key: "a"}, {Key: "b"}, {Key: "c"}, {Key: "d"}, {Key: "e"}}
		return &export.Figures{Tables: []export.FigureTable{{
			Section: "s", Key: "t", Columns: columns, Rows: []export.FigureRow{{FigureName: export.FigureName{Key: "r"}, Cells: cells}},
		}}}
	}
	count := func(column int, v float64) export.FigureCell {
		return export.FigureCell{Column: column, Kind: export.CountCell, Value: v}
	}
	mean := func(column int, v float64) export.FigureCell {
		return export.FigureCell{Column: column, Kind: export.NumberCell, Value: v, Decimals: 1}
	}
	hidden := func(column int) export.FigureCell {
		return export.FigureCell{Column: column, Kind: export.HiddenCell}
	}
	for _, c := range []struct {
		name      string
		then, now *export.Figures
		want      []export.DifferenceKind
		finer     int
	}{
		{"same", table(count(0, 5), hidden(1)), table(count(0, 5), hidden(1)), nil, 0},
		{"changed", table(count(0, 5), mean(1, 2.5)), table(count(0, 11), mean(1, 2.5)), []export.DifferenceKind{export.FigureChanged}, 0},
		{"finer", table(mean(0, 2.51)), table(mean(0, 2.54)), nil, 1},
		{"as printed", table(mean(0, 2.54)), table(mean(0, 2.56)), []export.DifferenceKind{export.FigureChanged}, 0},
		{"hidden and shown", table(count(0, 5), hidden(1)), table(hidden(0), count(1, 9)), []export.DifferenceKind{export.FigureHidden, export.FigureShown}, 0},
		{"new and gone", table(count(0, 5)), table(count(1, 5)), []export.DifferenceKind{export.FigureAppeared, export.FigureGone}, 0},
	} {
		got := export.Compare(c.then, c.now)
		var kinds []export.DifferenceKind
		for _, d := range got.Differences {
			kinds = append(kinds, d.Kind)
		}
		if d := cmp.Diff(c.want, kinds); d != "" || got.Finer != c.finer || got.Equal() != (len(c.want)+c.finer == 0) {
			t.Errorf("%s: %d finer\n%s", c.name, got.Finer, d)
		}
	}
}

// Labels of frozen reports read the same in every language after a journey through the file.
func TestFrozenLabelsStayTheSame(t *testing.T) {
	n := 3
	all := []export.Label{
		{},
		export.Name("Kainuu"), export.Msg("report.period.project", "from", esfDay(1, 2), "to", esfDay(3, 4)),
		export.MsgN("freeze.more", n), export.Join(" · ", export.Msg("report.total"), export.TextOf(instruments.Text{"fi": "a", "sv": "b", "en": "c"})),
		export.Msg("freeze.why", "why", export.Msg("freeze.points", "n", export.Number{Value: -2.5, Decimals: 1, Signed: true})),
		export.Msg("report.percent", "p", export.Percent(0.25)), export.Msg("freeze.table"),
	}
	figures := &export.Figures{Schema: 1, Tables: []export.FigureTable{{Key: "t"}}}
	for _, l := range all {
		figures.Tables[0].Columns = append(figures.Tables[0].Columns, export.FigureName{Label: l})
	}
	packed, err := figures.Encode()
	if err != nil {
		t.Fatal(err)
	}
	back, err := export.ReadFigures(packed)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		w := exporttest.NewWords(t, lang)
		for i, l := range all {
			if got := back.Tables[0].Columns[i].Label.In(w); got != l.In(w) {
				t.Errorf("%q became %q", l.In(w), got)
			}
		}
	}
}

func FuzzReadFigures(f *testing.F) {
	packed, err := (&export.Figures{Schema: 1}).Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	f.Add([]byte("not packed"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := export.ReadFigures(b); err != nil && !errors.Is(err, export.ErrBadFigures) {
			t.Errorf("another error: %v", err)
		}
	})
}

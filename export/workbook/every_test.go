package workbook_test

import (
	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/store"
)

// Cells of hand-made reports.
func word(s string) export.Cell   { return export.Cell{Kind: export.TextCell, Label: export.Name(s)} }
func count(n float64) export.Cell { return export.Cell{Kind: export.CountCell, Value: n} }
func share(v float64) export.Cell { return export.Cell{Kind: export.ShareCell, Value: v} }
func mean(v float64) export.Cell {
	return export.Cell{Kind: export.NumberCell, Value: v, Decimals: 1}
}

func change(v float64) export.Cell {
	return export.Cell{Kind: export.NumberCell, Value: v, Decimals: 1, Signed: true}
}

var concealed = export.Cell{Kind: export.HiddenCell, Hidden: disclosure.FewCases}

func columns(names ...string) (list []export.Column) {
	for i, n := range names {
		list = append(list, export.Column{Label: export.Name(n), Wide: i == 0})
	}
	return list
}

func rows(all ...[]export.Cell) (list []export.Row) {
	for _, cells := range all {
		list = append(list, export.Row{Cells: cells})
	}
	return list
}

// everything is a small invented report that has every kind of cell, chart and mark, with figures hidden in between.
func everything() *export.Report {
	tone := columns("Tavoite", "Toteuma", "Tilanne", "Sovittu")
	tone[2].Marks = []export.Mark{
		{Word: export.Name("saavutettu"), Tone: export.Good},
		{Word: export.Name(`"kesken"`), Tone: export.Watch},
		{Word: export.Name("jäi vajaaksi"), Tone: export.Poor},
		{Word: export.Name("ei arvioitu"), Tone: export.Calm},
	}
	day := export.Cell{Kind: export.DateCell, Date: store.Date{Year: 2026, Month: 6, Day: 30}}
	targets := rows(
		[]export.Cell{word("Perheitä"), count(1234), word("saavutettu"), day}, []export.Cell{word("Tapaamisia"), count(90), word(`"kesken"`), day},
		[]export.Cell{word("Kuntia & seutuja"), concealed, word("jäi vajaaksi"), {}}, []export.Cell{word("Vuosi"), count(3), word("ei arvioitu"), day},
	)
	targets = append(targets, export.Row{Total: true, Cells: []export.Cell{word("Yhteensä"), count(1327), {}, {}}})
	chart := func(kind export.ChartKind, table string, to int, palette export.Palette, series ...int) export.Chart {
		return export.Chart{
			Kind: kind, Title: export.Name("Kuva: " + table), Alt: export.Name("Mitä kuva " + table + " näyttää"), Table: table,
			Series: series, To: to, Palette: palette,
		}
	}
	trend := chart(export.Trend, "trend", 6, export.Neutral, 2)
	trend.Low, trend.High = 3, 4
	return &export.Report{
		Kind: export.TeamReport, Title: export.Name("Kaikki kuviot"), Made: exporttest.Today, DataDate: exporttest.Today,
		Sections: []export.Section{
			{
				Key: "goals", Title: export.Name("Tavoite–toteuma: 1/2"), Paragraphs: []export.Label{export.Name("Yksi kappale.")},
				Tables: []export.Table{{Key: "targets", Caption: export.Name("Tavoitteet"), Columns: tone, Rows: targets, Notes: []export.Label{export.Name("Huomautus.")}}},
			},
			{
				Key: "charts", Title: export.Name("Kuviot 'lainaus'"), Landscape: true,
				Tables: []export.Table{
					{Key: "slopes", Columns: columns("Mittari", "Pareja", "Alku", "Hajonta", "Loppu"), Rows: rows(
						[]export.Cell{word("YP-CORE, nuori"), count(40), mean(17.2), mean(6.1), mean(14.1)}, []export.Cell{word("CORE-10, huoltaja"), count(44), mean(14.5), mean(5.9), mean(12.2)},
						[]export.Cell{word("SDQ, nuori"), count(12), concealed, concealed, mean(15)}, []export.Cell{word("SDQ, huoltaja"), count(31), mean(16.4), mean(5), mean(16.9)},
					)},
					{Key: "reliable", Columns: columns("Mittari", "Parantui", "Ennallaan", "Heikkeni"), Rows: rows(
						[]export.Cell{word("YP-CORE"), share(0.42), share(0.48), share(0.1)}, []export.Cell{word("CORE-10"), share(0.3), concealed, concealed},
						[]export.Cell{word("SDQ"), share(0.25), share(0.55), share(0.2)},
					)},
					{Key: "funnel", Columns: columns("Vaihe", "Henkilöitä"), Rows: rows(
						[]export.Cell{word("Ohjattu"), count(120)}, []export.Cell{word("Aloitti"), count(104)}, []export.Cell{word("Alkumittaus"), count(88)}, []export.Cell{word("Pareja"), count(61)},
					)},
					{Key: "trend", Columns: columns("Neljännes", "Pareja", "Muutos", "Alaraja", "Yläraja"), Rows: rows(
						[]export.Cell{word("2025/1"), count(20), change(1.5), change(-0.5), change(3.5)}, []export.Cell{word("2025/2"), count(24), change(2.1), change(0.4), change(3.8)},
						[]export.Cell{word("2025/3"), concealed, concealed, concealed, concealed}, []export.Cell{word("2025/4"), count(30), change(2.6), change(1.1), change(4.1)},
						[]export.Cell{word("2026/1"), count(9), change(-1.2), concealed, concealed}, []export.Cell{word("2026/2"), count(41), change(2.2), change(0.9), change(3.5)},
					)},
					{Key: "areas", Columns: columns("Alue", "Alku", "Loppu"), Rows: rows(
						[]export.Cell{word("Etelä-Savo"), mean(17), mean(14.2)}, []export.Cell{word("Kainuu"), mean(16.1), concealed}, []export.Cell{word("Pohjois-Savo"), mean(15.8), mean(14.9)},
					)},
				},
				Charts: []export.Chart{
					chart(export.Slopes, "slopes", 4, export.Neutral, 2, 4), chart(export.StackedShare, "reliable", 3, export.BetterSameWorse, 1, 2, 3),
					chart(export.Funnel, "funnel", 4, export.Neutral, 1), trend,
					chart(export.Bars, "areas", 3, export.BeforeAfter, 1, 2), chart(export.PairedDots, "areas", 3, export.BeforeAfter, 1, 2), chart(export.Columns, "areas", 3, export.BeforeAfter, 1, 2),
				},
			},
		},
	}
}

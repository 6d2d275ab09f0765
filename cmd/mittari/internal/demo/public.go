package demo

import "github.com/mittari/mittari/store"

// publicYears is the first year of the invented public indicators.
const publicYears = 2021

// publicSeries is one invented public indicator of one area, a value a year.
type publicSeries struct {
	name, area string
	values     []float64
}

// publicIndicators invents figures such as a national register would publish. Name and source say that they are made up.
func publicIndicators(say func(key string) string, today store.Date) []store.PublicIndicator {
	emergency, open := say("demo.public.emergency"), say("demo.public.open")
	var out []store.PublicIndicator
	for _, s := range []publicSeries{
		{emergency, "ES", []float64{6.9, 7.2, 7.9, 7.4}},
		{emergency, "KA", []float64{7.7, 8.4, 8.1, 8.0}},
		{emergency, "PS", []float64{6.1, 6.4, 6.8, 6.6}},
		{emergency, say("demo.public.country"), []float64{4.8, 5.0, 5.2, 5.1}},
		{open, "ES", []float64{4.3, 4.4, 4.2, 4.0}},
		{open, "KA", []float64{5.1, 4.9, 4.8, 4.6}},
		{open, "PS", []float64{4.0, 4.1, 4.0, 3.8}},
		{open, say("demo.public.country"), []float64{3.5, 3.4, 3.3, 3.1}},
	} {
		for i, v := range s.values {
			p := store.PublicIndicator{
				Area: s.area, Year: publicYears + i, Indicator: s.name, Value: v, Decimals: 1, Source: say("demo.public.source"), Imported: today,
			}
			p.ID = p.Key()
			out = append(out, p)
		}
	}
	return out
}

package cohort_test

import (
	"encoding/binary"
	"math"
	"reflect"
	"testing"

	"github.com/mittari/mittari/scoring/cohort"
)

// scoresOf reads scores of whatever size and sign that a table may hold.
func scoresOf(data []byte) []float64 {
	var out []float64
	for len(data) >= 8 {
		v := math.Float64frombits(binary.LittleEndian.Uint64(data))
		data = data[8:]
		switch size := math.Abs(v); {
		case math.IsNaN(v):
			v = float64(data2int(v))
		case size > 1e9:
			v = math.Mod(v, 1e6)
		case size < 1e-6:
			v = 0
		}
		if math.IsNaN(v) {
			v = 1
		}
		out = append(out, v)
	}
	return out
}

func data2int(v float64) int64 { return int64(math.Float64bits(v) % 101) }

// noInfinity walks through a result: numbers are finite or not defined.
func noInfinity(t *testing.T, v reflect.Value, path string) {
	t.Helper()
	switch v.Kind() {
	case reflect.Float64:
		if math.IsInf(v.Float(), 0) {
			t.Errorf("%s is infinite", path)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			noInfinity(t, v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	case reflect.Array, reflect.Slice:
		for i := range v.Len() {
			noInfinity(t, v.Index(i), path)
		}
	default: // counts and names
	}
}

func FuzzPairs(f *testing.F) {
	seed := func(values ...float64) []byte {
		var out []byte
		for _, v := range values {
			out = binary.LittleEndian.AppendUint64(out, math.Float64bits(v))
		}
		return out
	}
	f.Add(seed(1, 2, 3, 5, 8, 2))
	f.Add(seed(0.1, 0.2, 0.2, 0.3, 0.3, 0.4))
	f.Add(seed(7, 7, 7, 7, 7, 7))
	f.Add(seed(math.NaN(), math.Inf(1), 1e300, -1e300, 5e-324, 0))
	f.Fuzz(func(t *testing.T, data []byte) {
		values := scoresOf(data)
		var p cohort.Pairs
		var changes []float64
		for i := 0; i+1 < len(values); i += 2 {
			p.Add(values[i], values[i+1])
			changes = append(changes, values[i+1]-values[i])
		}
		s := p.Statistics()
		panel := s.Sensitivity()
		for what, v := range map[string]any{
			"statistics": s, "panel": panel, "signed rank": cohort.SignedRank(changes),
			"ranks": cohort.CompareRanks(values, changes), "groups": cohort.Compare(momentsOf(values), momentsOf(changes)),
			"adjusted": cohort.Adjust(&p, &p), "levelled": cohort.Levelled(values),
		} {
			noInfinity(t, reflect.ValueOf(v), what)
		}
		size := max(math.Abs(s.FromMean), math.Abs(s.ToMean), 1e-3)
		if s.N < 3 || !(s.FromSD > 1e-9*size && s.ToSD > 1e-9*size && s.ChangeSD > 1e-9*size) {
			return
		}
		for _, e := range panel.Effects {
			if !cohort.Defined(e.Value) || !e.Interval.Defined() {
				t.Errorf("%d pairs that vary, and yet %+v", s.N, e)
			}
		}
	})
}

func FuzzItems(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 4, 3, 2, 1, 0, 1}, uint8(3))
	f.Add([]byte{}, uint8(0))
	f.Fuzz(func(t *testing.T, data []byte, items uint8) {
		k := int(items%7) + 1
		it, r := cohort.NewItems(k, 0, 4), cohort.NewRepeated(k)
		row := make([]float64, k)
		for len(data) >= k {
			for i, b := range data[:k] {
				row[i] = float64(b % 6)
				if row[i] == 5 {
					row[i] = math.NaN()
				}
			}
			it.Add(row)
			r.Add(row)
			data = data[k:]
		}
		rel := it.Reliability()
		for what, v := range map[string]any{
			"reliability": rel, "omega": it.Omega(), "item": it.Item(0), "friedman": r.Friedman(), "variance": r.Variance(),
		} {
			noInfinity(t, reflect.ValueOf(v), what)
		}
		if rel.N > 1 && rel.SD > 1e-9 && k > 1 && !(rel.Alpha <= 1+1e-9 && rel.SEM >= 0) {
			t.Errorf("%d sheets of %d items: %+v", rel.N, k, rel)
		}
	})
}

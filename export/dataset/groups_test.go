package dataset

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// TestPrepare_refusesWhoStandsAlone: one family of another year is one too few, whatever else it shares.
func TestPrepare_refusesWhoStandsAlone(t *testing.T) {
	src := sample(t, 40, plainTraits(), 1)
	src.Data.Episodes[0].Start = day(2023, 3, 14)
	o := options(t)
	o.Drop = []Step{DropFamily}
	_, err := Prepare(t.Context(), src, o)
	var small *SmallGroupsError
	if !errors.As(err, &small) {
		t.Fatalf("%v", err)
	}
	if small.Groups.Small != 1 || small.Groups.Smallest != 1 {
		t.Errorf("%d families stand alone, the smallest group has %d", small.Groups.Small, small.Groups.Smallest)
	}
	if want := []Step{DropFamily, DropYear}; !cmp.Equal(small.Enough, want) {
		t.Errorf("proposed %v, %v is enough", small.Enough, want)
	}
	o.Coarsen = true
	d, err := Prepare(t.Context(), src, o)
	if err != nil || !cmp.Equal(d.Groups.Taken, small.Enough) || !d.Groups.Safe() {
		t.Errorf("%v %+v", err, d)
	}
}

func TestPrepare_refusesForGoodWhenThereAreTooFew(t *testing.T) {
	o := options(t)
	o.Coarsen = true
	for _, families := range []int{0, 4} {
		_, err := Prepare(t.Context(), sample(t, families, plainTraits(), 1), o)
		var small *SmallGroupsError
		if !errors.As(err, &small) || small.Enough != nil {
			t.Errorf("%d families: %v", families, err)
		}
	}
	d, err := Prepare(t.Context(), sample(t, 5, plainTraits(), 1), o)
	if err != nil || d.Groups.Smallest < 5 {
		t.Errorf("five families are enough: %v", err)
	}
}

// A rare gender is shown as an empty cell, and so that the empty cells tell nothing some others are empty too.
func TestPrepare_hidesARareGenderAmongOthers(t *testing.T) {
	src := sample(t, 60, plainTraits(), 1)
	src.Data.Persons[0].Gender = store.OtherGender
	o := options(t)
	o.Drop = []Step{DropFamily}
	d, err := Prepare(t.Context(), src, o)
	if err != nil {
		t.Fatal(err)
	}
	empty := 0
	for _, p := range d.x.persons {
		if p.quasi.Gender == string(store.OtherGender) {
			t.Error("the rare gender is shown")
		}
		if p.quasi.Gender == "" {
			empty++
		}
	}
	if empty != LeastGroup || d.Groups.Blanked != empty {
		t.Errorf("%d empty cells, %d told of", empty, d.Groups.Blanked)
	}
	for i := range 12 {
		src.Data.Persons[10*i].Gender = store.OtherGender
	}
	if d, err = Prepare(t.Context(), src, o); err != nil || d.Groups.Blanked != 0 {
		t.Errorf("twelve families have somebody of it, and it is hidden: %v", err)
	}
}

// TestPrepare_everyGroupIsLargeEnough looks at the rows as they come out, with the one thing that they do not say: which
// family each is of.
func TestPrepare_everyGroupIsLargeEnough(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tr := traits{
			areas: rapid.IntRange(1, 3).Draw(rt, "areas"), years: rapid.IntRange(1, 3).Draw(rt, "years"),
			genders: []store.Gender{store.Girl, store.Girl, store.Boy, store.Boy, store.OtherGender, store.NotTold},
			births:  []int{2005, 2009, 2012, 2018}, langs: []instruments.Lang{instruments.Finnish, instruments.Finnish, instruments.Swedish},
		}
		o := options(t)
		o.Coarsen = true
		o.K = rapid.IntRange(5, 9).Draw(rt, "k")
		d, err := Prepare(t.Context(), sample(t, rapid.IntRange(4, 90).Draw(rt, "families"), tr, rapid.Uint64().Draw(rt, "seed")), o)
		var small *SmallGroupsError
		if errors.As(err, &small) && small.Enough == nil {
			return
		}
		if err != nil {
			rt.Fatal(err)
		}
		of := map[int]*family{}
		for _, p := range d.x.persons {
			of[p.number] = p.family
		}
		tables := d.Tables()
		people := tables[slices.IndexFunc(tables, func(t *Table) bool { return t.Name == "persons" })]
		alike := map[string]map[*family]bool{}
		members := map[*family][]string{}
		must(rt, people.Rows(t.Context(), func(row []Cell) error {
			key := ""
			for _, name := range []string{"area", "year", "role", "gender", "age_band", "language", "home"} {
				c := row[people.column(name)]
				key += c.Text + string(rune(int(c.Number))) + "|"
			}
			f := of[int(row[0].Number)]
			if alike[key] == nil {
				alike[key] = map[*family]bool{}
			}
			alike[key][f] = true
			if row[1].Set {
				members[f] = append(members[f], key)
			}
			return nil
		}))
		for _, keys := range members {
			slices.Sort(keys)
		}
		for key, families := range alike {
			if len(families) < o.K {
				rt.Fatalf("%d families share %q, at least %d have to", len(families), key, o.K)
			}
		}
		for f, keys := range members {
			n := 0
			for _, other := range members {
				if slices.Equal(keys, other) {
					n++
				}
			}
			if n < o.K {
				rt.Fatalf("%d families look like family %d with its members, at least %d have to", n, f.number, o.K)
			}
		}
	})
}

func must(t interface{ Fatal(...any) }, err error) {
	if err != nil {
		t.Fatal(err)
	}
}

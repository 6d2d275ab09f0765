package dataset

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/mittari/mittari/store"
)

// quasi is what others may know of a person or a family. An empty text is not known, or not told.
type quasi struct {
	Area, Year, Home             string
	Role, Gender, Ages, Language string // of a person only
}

// Homes of a family: who lives with the young person.
const (
	HomeUnknown   = "unknown"
	HomeOne       = "one-guardian"
	HomeMore      = "more-guardians"
	HomeElsewhere = "two-homes"
)

// AgeBand is a band of ages in full years.
type AgeBand struct {
	From, To int
	Middle   int    // the age that stands for all of it
	Code     string // "12-14", "18-"
}

func ageBands() []AgeBand {
	return []AgeBand{{0, 6, 3, "0-6"}, {7, 11, 9, "7-11"}, {12, 14, 13, "12-14"}, {15, 17, 16, "15-17"}, {18, 200, 20, "18-"}}
}

func wideBands() []AgeBand { return []AgeBand{{0, 17, 13, "0-17"}, {18, 200, 20, "18-"}} }

// AgeBandOf is the band of an age that evaluators are told; of an age that is not known the zero band.
func AgeBandOf(age int) AgeBand { return bandOf(ageBands(), age) }

func bandOf(bands []AgeBand, age int) AgeBand {
	for _, b := range bands {
		if age >= b.From && age <= b.To {
			return b
		}
	}
	return AgeBand{}
}

// describe fills in what may be known, without what the steps take away.
func (x *index) describe(steps []Step) {
	areas := map[store.TeamID]string{}
	for _, t := range x.src.Data.Teams {
		for _, r := range x.src.Data.Regions {
			if r.ID == t.Region {
				areas[t.ID] = r.Code
			}
		}
	}
	bands := ageBands()
	if slices.Contains(steps, MergeAges) {
		bands = wideBands()
	}
	for _, f := range x.families {
		e := f.episodes[0]
		f.quasi = quasi{Area: areas[e.Team], Year: strconv.Itoa(e.Start.Year), Home: HomeOf(f.members())}.without(steps)
		for _, p := range f.people {
			q := f.quasi
			q.Role, q.Gender, q.Language = string(p.Role), string(p.Gender), string(p.Lang)
			if p.Role == store.YoungPerson {
				q.Ages = bandOf(bands, p.AgeOn(e.Start)).Code
			}
			p.quasi = q.without(steps)
		}
	}
	x.foldRareGender()
}

func (q quasi) without(steps []Step) quasi {
	for _, s := range steps {
		switch s {
		case DropLanguage:
			q.Language = ""
		case DropHome:
			q.Home = ""
		case DropYear:
			q.Year = ""
		case DropGender:
			q.Gender = ""
		case DropArea:
			q.Area = ""
		case DropFamily, MergeAges:
		}
	}
	return q
}

// foldRareGender shows the gender "other" only where enough families have somebody of it.
func (x *index) foldRareGender() {
	x.blanked = 0
	have := map[*family]bool{}
	for _, p := range x.persons {
		if p.quasi.Gender == string(store.OtherGender) {
			have[p.family] = true
		}
	}
	if x.o.ForCheck || x.dropped(DropGender) {
		return
	}
	for _, p := range x.persons {
		if p.quasi.Gender == string(store.OtherGender) && len(have) < x.o.K {
			p.quasi.Gender = ""
			x.blanked++
		}
	}
	x.fillUp()
}

// fillUp hides the gender of a few more, where those who show none are so few among people like them that it would tell
// something about them. It takes them from the gender that most have, and leaves that one enough.
func (x *index) fillUp() {
	like := map[quasi][]*person{}
	for _, p := range x.persons {
		q := p.quasi
		q.Gender = ""
		like[q] = append(like[q], p)
	}
	for _, people := range like {
		families := map[string]map[*family]bool{}
		most := ""
		for _, p := range people {
			g := p.quasi.Gender
			if families[g] == nil {
				families[g] = map[*family]bool{}
			}
			families[g][p.family] = true
		}
		for g := range families {
			if g != "" && (most == "" || len(families[g]) > len(families[most]) || len(families[g]) == len(families[most]) && g < most) {
				most = g
			}
		}
		left := len(families[most]) - x.o.K
		for _, p := range people {
			if n := len(families[""]); n == 0 || n >= x.o.K || left <= 0 || most == "" {
				break
			}
			if p.quasi.Gender != most || families[""][p.family] {
				continue
			}
			p.quasi.Gender = ""
			families[""][p.family] = true
			left--
			x.blanked++
		}
	}
}

// HomeOf is the family form that the members of a family make.
func HomeOf(people []store.Person) string {
	guardians := 0
	for _, p := range people {
		if p.OtherHome {
			return HomeElsewhere
		}
		if p.Role == store.Guardian {
			guardians++
		}
	}
	switch guardians {
	case 0:
		return HomeUnknown
	case 1:
		return HomeOne
	}
	return HomeMore
}

func (f *family) members() []store.Person {
	out := make([]store.Person, len(f.people))
	for i, p := range f.people {
		out[i] = *p.Person
	}
	return out
}

func (q quasi) key() string {
	return strings.Join([]string{q.Area, q.Year, q.Home, q.Role, q.Gender, q.Ages, q.Language}, "\x00")
}

func compareQuasi(a, b quasi) int {
	return cmp.Or(cmp.Compare(a.Area, b.Area), cmp.Compare(a.Year, b.Year), cmp.Compare(a.key(), b.key()))
}

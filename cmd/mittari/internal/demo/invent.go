package demo

import (
	"fmt"
	"math/rand/v2"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// world is everything invented, before anything of it is written down.
type world struct {
	agency   *agency
	families []*family
}

// family with everything that happens to it.
type family struct {
	store.Family
	area     *area
	plant    *recipe // nil: an ordinary family
	shape    shape
	effect   float64 // standard-normal effect on everybody's change
	common   float64 // standard-normal part of how informants see the young person
	young    []*person
	grown    []*person
	episodes []*episode
	events   []store.Event
	sheets   []*sheet
	log      []store.LogEntry
	world    *agency
	erase    string // ground of an erasure; empty: none
}

// person with the ways their scores go.
type person struct {
	store.Person
	second  bool // the second guardian
	courses map[instruments.ID]*course
	goals   []goalCourse
}

// episode with its meetings.
type episode struct {
	store.Episode
	main, standIn int
	early         bool
	reached       float64 // share of the full change reached before it began
	meetings      []store.Meeting
}

// sheet is one administration as it will be recorded.
type sheet struct {
	store.Administration
	respondent, subject *person
	points              int          // what the values of the main scale's items add up to
	fixed               map[int]int  // value of single items that are settled
	skipped             map[int]bool // items passed over
	lag                 int          // days from answering to entering
	hour                int
}

// invent draws the world. Nothing in it lies after today.
func invent(seed uint64, count int, today store.Date) *world {
	w := &world{agency: newAgency(seed)}
	codes := newCodes(newSource(seed, 1))
	stream := uint64(10)
	for i := range w.agency.areas {
		r := &w.agency.areas[i]
		plants := plantsOf(i)
		for n := range quota(count, i) {
			stream++
			f := &family{area: r, world: w.agency}
			if n < len(plants) {
				f.plant = &plants[n]
			}
			f.Code = codes.next(r.code, f.plant)
			f.invent(newSource(seed, stream), i, today)
			w.families = append(w.families, f)
		}
	}
	return w
}

// quota shares families out to an area in the proportions of the real plan; Pohjois-Savo takes what is left over.
func quota(count, index int) int {
	es, ka := (count*78+120)/240, (count*62+120)/240
	return [areaCount]int{es, ka, count - es - ka}[index]
}

// codes hands out family codes with a random number, so that a code tells nothing about the order of entry.
type codes struct {
	s    source
	used map[string]bool
}

func newCodes(s source) *codes {
	c := &codes{s: s, used: map[string]bool{}}
	for _, p := range Planted() {
		c.used[p.Code] = true
	}
	return c
}

func (c *codes) next(prefix string, plant *recipe) string {
	if plant != nil {
		return plant.code
	}
	for {
		code := fmt.Sprintf("%s-%04d", prefix, c.s.between(1, 9999))
		if !c.used[code] {
			c.used[code] = true
			return code
		}
	}
}

func (f *family) invent(s source, areaIndex int, today store.Date) {
	f.shape = drawShape(s, areaIndex, today)
	if f.plant != nil && f.plant.shape != nil {
		f.plant.shape(&f.shape)
		f.shape.underWay(today)
	}
	f.effect, f.common = s.NormFloat64(), s.NormFloat64()
	first := f.shape.spans[0]
	f.ID, f.Region, f.AnswersApart, f.Created = store.FamilyID(s.id(first.start)), f.area.region.ID, f.shape.apart, first.start
	f.addPersons(s, first)
	for _, sp := range f.shape.spans {
		e := f.addEpisode(s, sp, today)
		f.measure(s, e, today)
	}
	f.addEvents(s, today)
	if f.plant != nil && f.plant.after != nil {
		f.plant.after(f, s, today)
	}
}

func (f *family) addPersons(s source, first span) {
	for i, y := range f.shape.young {
		p := &person{Person: f.newPerson(s, store.YoungPerson, i+1, first.start, y.months, y.gender), courses: map[instruments.ID]*course{}}
		p.courses[ypCore] = distressOf(y.gender != store.Boy).course(s, f.effect, 0, first.early)
		if f.shape.moreForms {
			p.courses[who5] = wellbeing().course(s, f.effect, 0, first.early)
		}
		p.goals = drawGoals(source{rand.New(rand.NewPCG(s.Uint64(), 0))}) // so that goals can change and scores stay
		f.young = append(f.young, p)
	}
	for i, g := range f.shape.guardians {
		p := &person{Person: f.newPerson(s, store.Guardian, i+1, first.start, g.months, g.gender), second: i > 0, courses: map[instruments.ID]*course{}}
		p.OtherHome = g.elsewhere
		p.courses[core10] = guardianDistress().course(s, f.effect, 0, first.early)
		p.courses[sdq] = strengthsSeen().course(s, f.effect, f.common, first.early)
		if f.shape.moreForms && p.courses[core10].start >= 15 {
			p.courses[phq9] = lowMood().course(s, f.effect, 0, first.early)
		}
		f.grown = append(f.grown, p)
	}
}

func (f *family) newPerson(s source, role store.Role, number int, start store.Date, months int, g store.Gender) store.Person {
	born := start.Year*12 + int(start.Month) - 1 - months
	return store.Person{
		ID: store.PersonID(s.id(start)), Family: f.ID, Role: role, Gender: g, Lang: f.shape.lang,
		Code:      fmt.Sprintf("%s-%s%d", f.Code, role.Letter(), number),
		BirthYear: born / 12, BirthMonth: born%12 + 1,
	}
}

// people lists everybody, young people first.
func (f *family) people() []*person { return append(append([]*person{}, f.young...), f.grown...) }

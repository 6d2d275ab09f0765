package demo

import (
	"slices"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Plant is a case put into the demo on purpose. Case is its number in the project's list of planted cases.
type Plant struct {
	Case int
	Code string // family code; empty: the workspace as a whole
	What string // for developers, in English
}

// Planted lists the cases, by number. They are in every demo, whatever its seed and size.
func Planted() []Plant {
	out := []Plant{{Case: 17, What: "the lead partner differs before and after 1 July 2025"}}
	for i := range areaCount {
		for _, r := range plantsOf(i) {
			out = append(out, Plant{Case: r.number, Code: r.code, What: r.what})
		}
	}
	slices.SortStableFunc(out, func(a, b Plant) int { return a.Case - b.Case })
	return out
}

// recipe turns an ordinary family into a planted case: shape bends what is drawn first, after what came of it.
type recipe struct {
	number int
	code   string
	what   string
	shape  func(*shape)
	after  func(f *family, s source, today store.Date)
}

// plantsOf lists the recipes of one area; they take its first families.
func plantsOf(areaIndex int) []recipe {
	return [areaCount][]recipe{
		southSavo: {
			{1, "ES-0042", "two guardians in a custody dispute answer apart and see the young person in opposite ways", disputeShape, dispute},
			{3, "ES-0327", "the self-harm item is answered high at three months; the prompt was shown and logged", answering(day(2025, time.March, 10), 200), selfHarm},
			{6, "ES-0519", "comes back eight months after the end: two periods of service, one participant", comesBack, nil},
			{8, "ES-0635", "the worker changes in August 2025; the old one asks to see the family later and is denied", handover, lateLook},
			{13, "ES-0744", "the start form is keyed in from paper two weeks after it was answered", answering(day(2025, time.May, 5), 180), fromPaper},
		},
		kainuu: {
			{7, "KA-0174", "emergency placement in the second month, forms postponed, return home", answering(day(2025, time.August, 18), 210), placement},
			{9, "KA-0388", "moves to Pohjois-Savo in mid-case and stays in the sub-project it entered", known(day(2025, time.June, 2), 240), movesAway},
			{11, "KA-0456", "refuses every form and is worked with all the same", refusal, nil},
			{16, "KA-0533", "one of three young people in Kainuu whose gender is other: a small cell", otherGender, nil},
			{16, "KA-0647", "one of three young people in Kainuu whose gender is other: a small cell", otherGender, nil},
			{16, "KA-0759", "one of three young people in Kainuu whose gender is other: a small cell", otherGender, nil},
		},
		northSavo: {
			{2, "PS-0118", "the young person's score worsens by eleven points while the guardian's improves", answering(day(2025, time.April, 7), 190), twoViews},
			{4, "PS-0451", "one missing item at the start (prorated), three at three months (cannot be scored)", answering(day(2025, time.September, 1), 220), missing},
			{5, "PS-0263", "the young person turns 18 in mid-case", turnsEighteen, nil},
			{10, "PS-0702", "erased on request: a tombstone is left", known(day(2025, time.February, 3), 150), erased},
			{12, "PS-0890", "three siblings aged 12, 14 and 17", siblings, nil},
			{14, "PS-0333", "a goal with an invented identity code in its text was refused; always in work, so that a meeting can be played", answering(day(2026, time.July, 20), 200), nil},
		},
	}[areaIndex]
}

// known is a family with one young person whose work begins on a known day and runs its full length.
func known(start store.Date, days int) func(*shape) {
	return func(sh *shape) {
		sh.spans = []span{{start: start, days: days}}
		sh.young = []youngShape{{months: 15*12 + 4, gender: store.Girl}}
		sh.lang, sh.interpreter = instruments.Finnish, false
	}
}

// answering is a known family that answers every form until the end of the work.
func answering(start store.Date, days int) func(*shape) {
	return func(sh *shape) {
		known(start, days)(sh)
		sh.alwaysAsks = true
	}
}

func disputeShape(sh *shape) {
	answering(day(2025, time.January, 20), 230)(sh)
	sh.apart = true
	sh.guardians = []guardianShape{{months: 42 * 12, gender: store.Girl}, {months: 45 * 12, gender: store.Boy, elsewhere: true}}
}

func dispute(f *family, _ source, _ store.Date) {
	for _, sh := range f.sheets {
		if sh.Instrument.ID != sdq {
			continue
		}
		if sh.respondent.second {
			sh.points = 7
		} else {
			sh.points = 25
		}
	}
}

func selfHarm(f *family, _ source, _ store.Date) {
	sh := f.sheet(f.young[0], ypCore, store.ThreeMonths)
	sh.fixed = map[int]int{selfHarmItem: 3}
	sh.points = max(sh.points, 24)
	sh.Discussed = sh.Answered
}

func comesBack(sh *shape) {
	known(day(2024, time.December, 2), 160)(sh)
	sh.spans = append(sh.spans, span{start: day(2024, time.December, 2).AddDays(160 + 243), days: 150})
}

// changingPost is the post in Etelä-Savo whose holder changes.
const changingPost = 3

func handover(sh *shape) {
	known(day(2025, time.April, 28), 210)(sh)
	sh.post = changingPost
}

func lateLook(f *family, _ source, _ store.Date) {
	old := f.area.posts[changingPost].holders[0]
	f.log = append(f.log,
		store.LogEntry{At: old.to.Time().Add(9 * time.Hour), Worker: old.worker.ID, Action: store.ActView, Object: "family " + f.Code},
		store.LogEntry{At: old.to.AddDays(20).Time().Add(13 * time.Hour), Worker: old.worker.ID, Action: store.ActDenied, Object: "family " + f.Code, Why: "membership ended"})
}

func fromPaper(f *family, _ source, _ store.Date) {
	sh := f.sheet(f.young[0], ypCore, store.Start)
	sh.Mode, sh.lag, sh.DurationSec = store.FromPaper, 14, 0
	sh.Discussed = sh.Answered.AddDays(sh.lag)
}

func placement(f *family, s source, _ store.Date) {
	e, p := f.episodes[0], f.young[0]
	f.events = nil
	f.addEvent(s, p, store.EmergencyPlacement, e.Start.AddDays(40))
	f.addEvent(s, p, store.ReturnHome, e.Start.AddDays(112))
	for _, sh := range f.sheets {
		if sh.Wave == store.ThreeMonths {
			sh.Answered = e.Start.AddDays(91 + 25)
			sh.Discussed = sh.Answered
		}
	}
}

func movesAway(f *family, s source, _ store.Date) {
	e := f.episodes[0]
	moved := e.Start.AddDays(110)
	to := f.world.areas[northSavo]
	f.Region = to.region.ID
	main, standIn := to.drawPosts(s, moved)
	for i := range e.meetings {
		if !e.meetings[i].Date.Before(moved) {
			e.meetings[i].Worker = to.worker(main, standIn, e.meetings[i].Date).ID
			e.Worker = e.meetings[i].Worker
		}
	}
}

func refusal(sh *shape) {
	known(day(2025, time.October, 6), 170)(sh)
	sh.refuses = true
}

func otherGender(sh *shape) { sh.young[0].gender = store.OtherGender }

// twoViews sets the end against the start, so that the change is exactly the one promised.
func twoViews(f *family, _ source, _ store.Date) {
	young, grown := f.young[0], f.grown[0]
	f.sheet(young, ypCore, store.Start).points = 15
	f.sheet(young, ypCore, store.ThreeMonths).points = 19
	f.sheet(young, ypCore, store.End).points = 15 + 11
	f.sheet(grown, core10, store.Start).points = 19
	f.sheet(grown, core10, store.End).points = 10
	f.sheet(grown, sdq, store.Start).points = 20
	f.sheet(grown, sdq, store.End).points = 12
}

func missing(f *family, _ source, _ store.Date) {
	f.sheet(f.young[0], ypCore, store.Start).skipped = map[int]bool{8: true}
	f.sheet(f.young[0], ypCore, store.ThreeMonths).skipped = map[int]bool{2: true, 6: true, 8: true}
}

func turnsEighteen(sh *shape) {
	known(day(2025, time.November, 3), 230)(sh)
	sh.young[0].months = 17*12 + 8
}

func erased(f *family, _ source, _ store.Date) { f.erase = "request of the family, granted" }

func siblings(sh *shape) {
	answering(day(2025, time.July, 7), 190)(sh)
	sh.young = []youngShape{
		{months: 17*12 + 1, gender: store.Boy}, {months: 14*12 + 6, gender: store.Girl}, {months: 12*12 + 2, gender: store.Girl},
	}
}

// sheet is the administration of a form to a person at a wave, or the joined end when six months were part of it.
func (f *family) sheet(who *person, id instruments.ID, wave store.Wave) *sheet {
	for _, sh := range f.sheets {
		if sh.respondent == who && sh.Instrument.ID == id && (sh.Wave == wave || sh.Also == wave) {
			return sh
		}
	}
	return &sheet{} // never recorded; a recipe that asks for it is caught by the tests of the planted cases
}

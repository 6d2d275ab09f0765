package demo

import (
	"fmt"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Days that frame the project.
var (
	projectFrom = day(2024, time.August, 1)
	projectTo   = day(2026, time.December, 31)
	intakeFrom  = day(2024, time.October, 1)
	leadChanges = day(2025, time.July, 1)
)

// DataDate is the day on which the invented data stands still.
func DataDate() store.Date { return day(2026, time.November, 21) }

func day(y int, m time.Month, d int) store.Date { return store.Date{Year: y, Month: m, Day: d} }

// intakeDays is how long families are taken in, from intakeFrom.
const intakeDays = 715

// Areas, in the order of the reports.
const (
	southSavo = iota
	kainuu
	northSavo
	areaCount
)

// area is one of the three sub-projects.
type area struct {
	code, name string
	families   int     // of 240
	coverage   float64 // multiplies the chance of an answer
	posts      []post
	region     store.Region
	team       store.Team
}

// post is a piece of work that one worker after another holds.
type post struct {
	share   float64 // of full time; families come in proportion to it
	holders []holder
}

type holder struct {
	worker   store.Worker
	from, to store.Date // to zero: still
}

func (h holder) on(day store.Date) bool {
	return !day.Before(h.from) && (h.to.IsZero() || !day.After(h.to))
}

// holder is who holds the post on a day; false while it is empty.
func (p post) holder(day store.Date) (store.Worker, bool) {
	for _, h := range p.holders {
		if h.on(day) {
			return h.worker, true
		}
	}
	return store.Worker{}, false
}

// agency is who gives the service.
type agency struct{ areas [areaCount]area }

// newAgency makes the areas with their teams and posts. In Etelä-Savo one worker gives way to another in August
// 2025; in Kainuu one post is empty from February to May 2026; in Pohjois-Savo two posts are half-time.
func newAgency(seed uint64) *agency {
	s := newSource(seed, 0)
	a := &agency{areas: [areaCount]area{
		southSavo: {code: "ES", name: "Etelä-Savo", families: 78, coverage: 1},
		kainuu:    {code: "KA", name: "Kainuu", families: 62, coverage: 0.86},
		northSavo: {code: "PS", name: "Pohjois-Savo", families: 100, coverage: 1.05},
	}}
	for i := range a.areas {
		r := &a.areas[i]
		r.region = store.Region{ID: store.RegionID(s.id(projectFrom)), Code: r.code, Name: r.name, From: projectFrom}
		r.team = store.Team{ID: store.TeamID(s.id(projectFrom)), Region: r.region.ID, Code: r.code + "-T", Name: r.name, From: projectFrom}
	}
	number := 0
	worker := func() store.Worker {
		number++
		return store.Worker{ID: store.WorkerID(s.id(projectFrom)), Code: fmt.Sprintf("T%d", number)}
	}
	whole := func(share float64) post {
		return post{share: share, holders: []holder{{worker: worker(), from: projectFrom}}}
	}
	a.areas[southSavo].posts = []post{whole(1), whole(1), whole(1), {share: 1, holders: []holder{
		{worker: worker(), from: projectFrom, to: day(2025, time.August, 15)},
		{worker: worker(), from: day(2025, time.August, 16)},
	}}}
	vacant := worker()
	a.areas[kainuu].posts = []post{whole(1), whole(1), {share: 1, holders: []holder{
		{worker: vacant, from: projectFrom, to: day(2026, time.January, 31)},
		{worker: vacant, from: day(2026, time.June, 1)},
	}}}
	a.areas[northSavo].posts = []post{whole(1), whole(1), whole(1), whole(0.5), whole(0.5)}
	return a
}

// worker is who works with a family on a day: the holder of its post, or while that is empty of the stand-in.
func (r *area) worker(main, standIn int, day store.Date) store.Worker {
	if w, ok := r.posts[main].holder(day); ok {
		return w
	}
	w, _ := r.posts[standIn].holder(day)
	return w
}

// drawPosts draws the post that takes a family, and one that stands in.
func (r *area) drawPosts(s source, start store.Date) (main, standIn int) {
	shares := make([]float64, len(r.posts))
	for i, p := range r.posts {
		if _, held := p.holder(start); held {
			shares[i] = p.share
		}
	}
	main = s.pick(shares...)
	standIn = (main + s.between(1, len(r.posts)-1)) % len(r.posts)
	return main, standIn
}

// settings of the workspace, in the words of one language. The lead partner changes in the middle of the
// project; every organisation is invented.
func (a *agency) settings(words phrases, tag instruments.Lang) store.Settings {
	first := a.areas[southSavo]
	me, _ := first.posts[0].holder(DataDate())
	risk := map[instruments.Lang]string{}
	for l := range words {
		risk[l] = words.say(l, "demo.risk")
	}
	say := func(key string) string { return words.say(tag, key) }
	return store.Settings{
		Lang: tag, AutoLockMinutes: 5, Demo: true, Worker: me.ID, Team: first.team.ID, RiskInstruction: risk,
		Project: store.Project{
			Name: say("demo.project"), Code: "S00000", Programme: "Uudistuva ja osaava Suomi 2021–2027",
			Priority: "5.1 Turvaverkkoja nuorten tulevaisuuteen", From: projectFrom, To: projectTo,
			Publicity: say("demo.publicity"),
			Organisations: []store.OrganisationRole{
				{Role: "lead", Name: say("demo.lead.first"), From: projectFrom, To: leadChanges.AddDays(-1)},
				{Role: "lead", Name: say("demo.lead.second"), From: leadChanges},
				{Role: "partner", Name: "Etelä-Savo, Kainuu, Pohjois-Savo", From: projectFrom},
				{Role: "funder", Name: say("demo.funder"), From: projectFrom},
			},
		},
	}
}

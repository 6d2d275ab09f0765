package demo

import (
	"math"
	"slices"
	"strconv"

	"github.com/mittari/mittari/store"
)

// goalTexts is how many worded goals the message files hold.
const goalTexts = 12

// goalCourse is the way to one own goal, rated 0–10.
type goalCourse struct {
	text        string // key of its words
	first, last float64
}

// drawGoals draws one to three different goals. People differ in where they begin and how far they come, and the
// goals of one person have both in common.
func drawGoals(s source) []goalCourse {
	order := s.Perm(goalTexts)
	base, gain := s.normal(3, 1.8), s.normal(2.6, 2.2)
	var out []goalCourse
	for i := range 1 + s.pick(25, 45, 30) {
		first := clamp(base+s.normal(0, 1), 0, 8)
		out = append(out, goalCourse{
			text:  "demo.goal." + strconv.Itoa(order[i]+1),
			first: first, last: clamp(first+gain+s.normal(0, 1.2), 0, 10),
		})
	}
	return out
}

// rate draws the ratings of a person's goals at a share of the way; items without a goal are passed over.
func (p *person) rate(s source, share float64) (fixed map[int]int, skipped map[int]bool) {
	fixed, skipped = map[int]int{}, map[int]bool{}
	for i := range 3 {
		if i >= len(p.goals) {
			skipped[i+1] = true
			continue
		}
		g := p.goals[i]
		fixed[i+1] = int(math.Round(clamp(g.first+share*(g.last-g.first)+s.normal(0, 0.6), 0, 10)))
	}
	return fixed, skipped
}

// wordGoals turns the goals of those who ever rated them into records, in the words of their language.
func (f *family) wordGoals(s source, words phrases) []store.Goal {
	var out []store.Goal
	for _, p := range f.young {
		rated := slices.IndexFunc(f.sheets, func(sh *sheet) bool { return sh.Instrument.ID == goals && sh.Subject == p.ID })
		if rated < 0 {
			continue
		}
		set, last := f.sheets[rated].Answered, f.episodes[len(f.episodes)-1]
		for i, g := range p.goals {
			out = append(out, store.Goal{
				ID: store.GoalID(s.id(set)), Person: p.ID, Number: i + 1,
				Text: words.say(p.Lang, g.text), Set: set, Closed: last.End,
			})
		}
	}
	return out
}

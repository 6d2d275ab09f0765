package dataset

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/store"
)

// strings turns codes of a noun into texts.
func stringsOf[T ~string](codes ...T) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = string(c)
	}
	return out
}

func (x *index) area() Column {
	c := v("area", Code)
	for _, r := range x.src.Data.Regions {
		c.Values = append(c.Values, Value{r.Code, export.Name(r.Name)})
	}
	slices.SortFunc(c.Values, func(a, b Value) int { return cmp.Compare(a.Code, b.Code) })
	return c
}

// known are the columns of what may be known of a person, with the ids before them.
func (x *index) known() []Column {
	ages := v("age_band", Code)
	for _, b := range slices.Concat(ageBands(), wideBands()[:1]) {
		ages.Values = append(ages.Values, Value{b.Code, export.Msg("dataset.age." + b.Code)})
	}
	ages.Width = 5
	language := v("language", Text)
	language.Width = 3
	return []Column{
		v("person", Whole), v("family", Whole), x.area(), v("year", Whole), coded("role", "role.", stringsOf(store.YoungPerson, store.Guardian)...),
		coded("gender", "gender.", stringsOf(store.Girl, store.Boy, store.OtherGender)...), ages, language, home(),
	}
}

func home() Column {
	return coded("home", "cli.home.", HomeUnknown, HomeOne, HomeMore, HomeElsewhere)
}

// knownOf are the cells of those columns.
func (x *index) knownOf(p *person) []Cell {
	q := p.quasi
	var family Cell
	if x.linked {
		family = whole(p.family.number)
	}
	return []Cell{
		whole(p.number), family, text(q.Area), year(q), text(q.Role), text(q.Gender), text(q.Ages), text(q.Language), text(q.Home),
	}
}

func year(q quasi) Cell {
	if q.Year == "" {
		return Cell{}
	}
	n := 0
	for _, d := range q.Year {
		n = n*10 + int(d-'0')
	}
	return whole(n)
}

func (x *index) personsTable() *Table {
	t := &Table{
		Name: "persons", Label: export.Msg("dataset.table.persons"), Parted: true,
		Columns: append(x.known(), flag("in_work"), v("episodes", Whole)),
	}
	t.Rows = func(_ context.Context, emit func([]Cell) error) error {
		for _, p := range x.inOrder() {
			if err := emit(append(x.knownOf(p), yes(p.family.first != nil), whole(len(p.family.episodes)))); err != nil {
				return err
			}
		}
		return nil
	}
	return t
}

// inOrder lists the persons as their rows go.
func (x *index) inOrder() []*person {
	out := slices.Clone(x.persons)
	slices.SortFunc(out, comparePersons)
	return out
}

// episodesTable is about families. With Source.Quarters or without dates there are no weeks.
func (x *index) episodesTable() *Table {
	exits := coded("exit", "exit.", stringsOf(store.ExitGoalsMet, store.ExitLighter, store.ExitStopped, store.ExitMoved, store.ExitPlaced, store.ExitShort, store.ExitOther)...)
	t := &Table{
		Name: "episodes", Label: export.Msg("dataset.table.episodes"), Parted: true,
		Columns: []Column{
			v("family", Whole), v("episode", Whole), x.area(), v("year", Whole), home(), flag("in_period"), flag("ended"), flag("ended_in_period"),
			v("weeks", Whole), exits, v("meetings", Whole), v("meeting_minutes", Whole), v("met_home", Whole), v("met_office", Whole), v("met_remote", Whole),
		},
	}
	t.Rows = func(_ context.Context, emit func([]Cell) error) error {
		families := slices.Clone(x.families)
		slices.SortFunc(families, func(a, b *family) int {
			return cmp.Or(cmp.Compare(a.quasi.Area, b.quasi.Area), cmp.Compare(a.quasi.Year, b.quasi.Year), cmp.Compare(a.number, b.number))
		})
		for _, f := range families {
			for _, e := range f.episodes {
				if err := emit(x.episodeRow(f, e)); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return t
}

func (x *index) episodeRow(f *family, e *episode) []Cell {
	var weeks, exit Cell
	if e.ended {
		weeks = x.weeks(e.Episode, e.End)
		if exit = text(string(e.ExitReason)); !exit.Set {
			exit = text(string(store.ExitOther))
		}
	}
	return []Cell{
		whole(f.number), whole(e.number), text(f.quasi.Area), year(f.quasi), text(f.quasi.Home), yes(e.inWork), yes(e.ended),
		yes(e.ended && x.o.Period.Has(e.End)), weeks, exit, whole(e.meetings), whole(e.minutes), whole(e.places[store.AtHome]),
		whole(e.places[store.AtOffice]), whole(e.places[store.Remote]),
	}
}

// weeks since the start of an episode, where the record knows days and they may be told.
func (x *index) weeks(e *store.Episode, day store.Date) Cell {
	if x.src.Quarters || x.o.WithoutDates {
		return Cell{}
	}
	return whole(week(e, day))
}

// Parts of the time around an episode.
const (
	partBefore = "before"
	partDuring = "during"
	partAfter  = "after"
)

// eventsTable tells what happened to people around the first period that was in work in the time of the dataset, or the last before it.
func (x *index) eventsTable() *Table {
	kinds := coded("event", "event.", stringsOf(store.EmergencyPlacement, store.OpenCarePlacement, store.TakenIntoCare, store.ReturnHome)...)
	t := &Table{
		Name: "events", Label: export.Msg("dataset.table.events"), Parted: true,
		Columns: append(x.known(), v("episode", Whole), kinds, coded("part", "dataset.part.", partBefore, partDuring, partAfter), v("week", Whole), flag("in_period")),
	}
	t.Rows = func(_ context.Context, emit func([]Cell) error) error {
		of := map[*person][]*store.Event{}
		for i := range x.src.Data.Events {
			e := &x.src.Data.Events[i]
			if p := x.byPerson[e.Person]; p != nil && !e.Date.After(x.asOf) {
				of[p] = append(of[p], e)
			}
		}
		for _, p := range x.inOrder() {
			for _, ev := range of[p] {
				e := p.family.first
				if e == nil {
					e = p.family.episodes[len(p.family.episodes)-1]
				}
				part := partDuring
				switch {
				case ev.Date.Before(e.Start):
					part = partBefore
				case !e.End.IsZero() && ev.Date.After(e.End):
					part = partAfter
				}
				if err := emit(append(x.knownOf(p), whole(e.number), text(string(ev.Kind)), text(part), x.weeks(e.Episode, ev.Date), yes(x.inPeriod(ev.Date)))); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return t
}

// occasionsTable tells what became of everything that was asked for.
func (x *index) occasionsTable(g *gathered) *Table {
	t := &Table{
		Name: "occasions", Label: export.Msg("dataset.table.occasions"), Parted: true,
		Columns: append(x.known(), v("episode", Whole), v("instrument", Text), waves("wave"), waves("also"),
			coded("status", "dataset.status.", stringsOf(store.OccasionDone, store.OccasionDeclined, store.OccasionOverdue, store.OccasionDue)...),
			coded("reason", "decline.", stringsOf(store.Refused, store.NotReached, store.Crisis, store.LanguageBarrier, store.NotOffered, store.MovedAway, store.OtherReason)...),
			flag("optional")),
	}
	if x.o.ForCheck { // with the week beside it, a quarter would soon give the day away
		t.Columns = append(t.Columns, v("quarter", Text))
	}
	t.Rows = func(_ context.Context, emit func([]Cell) error) error {
		for i := range g.occasions {
			o := &g.occasions[i]
			row := append(x.knownOf(o.person), whole(o.episode.number), text(string(o.what)), text(string(o.wave)), text(string(o.also)),
				text(string(o.status)), text(string(o.decline)), yes(o.optional))
			if x.o.ForCheck {
				row = append(row, text(fmt.Sprintf("%dQ%d", o.due.Year, (o.due.Month+2)/3)))
			}
			if err := emit(row); err != nil {
				return err
			}
		}
		return nil
	}
	return t
}

func waves(name string) Column {
	return coded(name, "wave.", stringsOf(store.Start, store.ThreeMonths, store.SixMonths, store.End, store.FollowUp, store.AtMeeting, store.Extra)...)
}

package demo

import (
	"math"

	"github.com/mittari/mittari/store"
)

// shortContact is the length in days and the number of meetings under which work counts as a short contact.
const (
	shortContactDays     = 42
	shortContactMeetings = 3
)

// addEpisode draws one period of work with its meetings.
func (f *family) addEpisode(s source, sp span, today store.Date) *episode {
	e := &episode{early: sp.early}
	e.ID, e.Family, e.Team = store.EpisodeID(s.id(sp.start)), f.ID, f.area.team.ID
	e.Start, e.End = sp.start, sp.end(today)
	e.main, e.standIn = f.area.drawPosts(s, sp.start)
	if f.shape.post >= 0 {
		e.main = f.shape.post
	}
	if len(f.episodes) > 0 {
		e.reached = 0.4 // part of what was gained is left when a family comes back
	}
	last := today
	if !e.End.IsZero() {
		last = e.End
	}
	for d := sp.start; !d.After(last); d = d.AddDays(int(math.Round(clamp(s.normal(9, 3), 3, 20)))) {
		e.meetings = append(e.meetings, store.Meeting{
			ID: store.MeetingID(s.id(d)), Episode: e.ID, Date: d, Minutes: 15 * s.between(3, 8),
			Place:  []store.Place{store.AtHome, store.AtOffice, store.Remote}[s.pick(62, 21, 17)],
			Worker: f.area.worker(e.main, e.standIn, d).ID,
		})
	}
	e.Worker = f.area.worker(e.main, e.standIn, last).ID
	if !e.End.IsZero() {
		e.ExitReason = e.drawExit(s)
	}
	f.episodes = append(f.episodes, e)
	return e
}

func (e *episode) drawExit(s source) store.ExitReason {
	if e.short() {
		return store.ExitShort
	}
	if e.early {
		return store.ExitStopped
	}
	return []store.ExitReason{
		store.ExitGoalsMet, store.ExitLighter, store.ExitMoved, store.ExitPlaced, store.ExitOther,
	}[s.pick(44, 22, 4, 9, 6)]
}

// short reports whether the work was too short for an end measurement.
func (e *episode) short() bool {
	return !e.End.IsZero() && e.End.DaysSince(e.Start) < shortContactDays && len(e.meetings) < shortContactMeetings
}

// near moves a day to the closest meeting within the window, if there is one: forms are filled in when people meet.
func (e *episode) near(d, from, to store.Date) store.Date {
	best, distance := d, math.MaxInt
	for _, m := range e.meetings {
		if m.Date.Before(from) || m.Date.After(to) {
			continue
		}
		gap := m.Date.DaysSince(d)
		if gap = max(gap, -gap); gap < distance {
			best, distance = m.Date, gap
		}
	}
	return best
}

// next is the first meeting after a day; the zero date when there is none.
func (e *episode) next(d store.Date) store.Date {
	for _, m := range e.meetings {
		if m.Date.After(d) {
			return m.Date
		}
	}
	return store.Date{}
}

// addEvents draws placements of the young people during the work.
func (f *family) addEvents(s source, today store.Date) {
	e := f.episodes[0]
	last := today
	if !e.End.IsZero() {
		last = e.End
	}
	length := last.DaysSince(e.Start)
	for _, p := range f.young {
		for _, k := range []struct {
			kind  store.EventKind
			share float64
		}{{store.EmergencyPlacement, 0.09}, {store.OpenCarePlacement, 0.07}, {store.TakenIntoCare, 0.04}} {
			if !s.chance(k.share) || length < 20 {
				continue
			}
			on := e.Start.AddDays(s.between(10, length))
			f.addEvent(s, p, k.kind, on)
			back := on.AddDays(s.between(14, 60))
			if k.kind == store.EmergencyPlacement && s.chance(0.6) && !back.After(last) {
				f.addEvent(s, p, store.ReturnHome, back)
			}
		}
	}
}

func (f *family) addEvent(s source, p *person, kind store.EventKind, on store.Date) {
	f.events = append(f.events, store.Event{ID: store.EventID(s.id(on)), Person: p.ID, Kind: kind, Date: on})
}

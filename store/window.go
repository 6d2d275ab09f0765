package store

// windows are the phases that the episode has, with their days, merged and postponed.
func (pl planner) windows() []window {
	var out []window
	for _, phase := range pl.p.Phases {
		if date, ok := pl.date(phase); ok {
			out = append(out, window{
				phase: phase, date: date, opens: date.AddDays(-phase.Before), closes: date.AddDays(phase.After),
			})
		}
	}
	out = pl.merge(out)
	for i := range out {
		pl.postpone(&out[i])
	}
	return out
}

// date is the day a phase falls on. A phase counted from the end is not there before the end is known; one counted
// from the start is there when the family was still in the work on its day; a short episode has fewer.
func (pl planner) date(phase Phase) (Date, bool) {
	ended := !pl.e.End.IsZero()
	if phase.FromEnd {
		if !ended || !pl.allowedWhenShort(phase.Wave) {
			return Date{}, false
		}
		return pl.e.End.AddDays(phase.Day), true
	}
	date := pl.e.Start.AddDays(phase.Day)
	if ended && (date.After(pl.e.End) || !pl.allowedWhenShort(phase.Wave)) {
		return Date{}, false
	}
	return date, true
}

// allowedWhenShort limits an episode of less than ShortDays to start and end, or to the start when there were too
// few meetings.
func (pl planner) allowedWhenShort(w Wave) bool {
	if pl.e.End.DaysSince(pl.e.Start) >= pl.p.ShortDays {
		return true
	}
	return w == Start || (w == End && len(pl.meetings) >= pl.p.ShortMeetings)
}

// merge drops the earlier of two neighbouring phases whose dates lie close together and labels the later with both.
func (pl planner) merge(all []window) []window {
	var out []window
	for _, w := range all {
		before, ok := mergedWith(w.phase.Wave)
		last := len(out) - 1
		if ok && last >= 0 && out[last].phase.Wave == before && w.date.DaysSince(out[last].date) <= pl.p.MergeDays {
			w.also = before
			out[last] = w
			continue
		}
		out = append(out, w)
	}
	return out
}

// postpone keeps a window open longer when an emergency placement fell into it or not long before it. The days are
// added once, however many placements there were.
func (pl planner) postpone(w *window) {
	for _, v := range pl.events {
		if v.Kind != EmergencyPlacement || v.Date.After(w.closes) || v.Date.AddDays(pl.p.PostponeDays).Before(w.opens) {
			continue
		}
		if v.Date.Before(pl.e.Start) && w.phase.Wave == Start {
			continue // the placement that brought the family here
		}
		w.closes, w.postponed = w.closes.AddDays(pl.p.PostponeDays), true
		return
	}
}

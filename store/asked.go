package store

// asked reports whether a need is one of this person's, on the day a window opens.
func (pl planner) asked(n Need, p Person, opens Date) bool {
	if n.Role != p.Role || pl.tooYoung(p, opens) {
		return false
	}
	age := pl.ageAtEntry(p)
	if age < 0 {
		return true // an age that is not told limits nothing
	}
	return age >= n.FromAge && (n.ToAge == 0 || age <= n.ToAge)
}

// ageAtEntry is the age on the first day of the episode on which the person was old enough to answer; −1 when not
// known.
func (pl planner) ageAtEntry(p Person) int {
	age := p.AgeOn(pl.e.Start)
	if age >= 0 && p.Role == YoungPerson {
		return max(age, pl.p.LeastAge)
	}
	return age
}

// occasion is what the need and the person say about it.
func (pl planner) occasion(n Need, p Person) Occasion {
	return Occasion{
		Person: p.ID, Instrument: n.Instrument, Mode: n.Mode, Optional: n.Optional,
		Apart:   pl.apart || (p.Role == Guardian && pl.twoHomes),
		AskHome: n.AsksHome && pl.twoHomes && p.Role == YoungPerson,
	}
}

// keep adds an occasion, but for those that are not asked after all: of somebody who takes no part, and optional ones
// that were not answered in time.
func (pl planner) keep(all []Occasion, o Occasion) []Occasion {
	open := o.Status == OccasionNotDue || o.Status == OccasionDue || o.Status == OccasionOverdue
	if open && pl.takesNoPart(o) {
		return all
	}
	if o.Optional && o.Status == OccasionOverdue {
		return all
	}
	return append(all, o)
}

// takesNoPart looks at the decision in force on the day the window closes, or today when that comes first: somebody who
// decided in the middle of a window is asked no more in it.
func (pl planner) takesNoPart(o Occasion) bool {
	day := o.Closes
	if pl.today.Before(day) {
		day = pl.today
	}
	p, ok := ParticipationOn(pl.participations, o.Person, day)
	return ok && p.Decision == NoPart
}

// whyMissed is the reason that was noted for a missed occasion, or empty.
func (pl planner) whyMissed(o Occasion) DeclineReason {
	m, ok := newestOn(pl.missed, pl.today, func(m Missed) bool {
		return m.Episode == pl.e.ID && m.Person == o.Person && m.Instrument == o.Instrument && m.Wave == o.Wave &&
			m.Meeting == o.Meeting
	}, func(m Missed) (Date, ID) { return m.Noted, ID(m.ID) })
	if !ok {
		return ""
	}
	return m.Reason
}

// Sittings groups occasions that are open at the same time into sittings: everybody together, but for those who answer
// apart, who have one each. The order is that of the occasions.
func Sittings(occasions []Occasion) [][]Occasion {
	type key struct {
		person  PersonID // zero: together
		wave    Wave
		meeting MeetingID
	}
	var out [][]Occasion
	at := map[key]int{}
	for _, o := range occasions {
		k := key{wave: o.Wave, meeting: o.Meeting}
		if o.Apart {
			k.person = o.Person
		}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], o)
	}
	return out
}

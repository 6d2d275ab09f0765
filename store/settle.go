package store

// settle fills in the status from the administrations that serve the occasion.
func (pl planner) settle(o Occasion, serves func(Administration) bool) Occasion {
	for _, state := range []AdministrationState{Completed, Declined, DraftState} {
		for _, a := range pl.given {
			if a.State != state || a.Respondent != o.Person || a.Instrument.ID != o.Instrument || !serves(a) {
				continue
			}
			o.By = a.ID
			switch state {
			case Completed:
				o.Status = OccasionDone
				return o
			case Declined:
				o.Status, o.Decline = OccasionDeclined, a.Decline
				return o
			case DraftState:
			}
		}
	}
	o.Status = pl.open(o)
	if o.Status == OccasionOverdue {
		o.Decline = pl.whyMissed(o)
	}
	return o
}

// open is the status of an occasion that nothing has settled.
func (pl planner) open(o Occasion) OccasionStatus {
	switch {
	case pl.today.Before(o.Opens):
		return OccasionNotDue
	case pl.today.After(o.Closes):
		return OccasionOverdue
	}
	return OccasionDue
}

// feedback lists the occasions at each meeting that was held. One administration settles one meeting of a person:
// that of its day, else the last one before it whose window is open.
func (pl planner) feedback(persons []Person) []Occasion {
	var out []Occasion
	used := map[AdministrationID]bool{}
	for _, m := range pl.meetings {
		if m.Date.After(pl.today) {
			continue
		}
		for _, person := range persons {
			for _, need := range pl.p.EachMeeting {
				if !pl.asked(need, person, m.Date) {
					continue
				}
				o := pl.occasion(need, person)
				o.Wave, o.Meeting, o.Opens, o.Date, o.Closes = AtMeeting, m.ID, m.Date, m.Date, m.Date.AddDays(pl.p.MeetingDays)
				o = pl.settle(o, func(a Administration) bool { return !used[a.ID] && pl.at(a, m) })
				used[o.By] = o.By != AdministrationID{}
				out = pl.keep(out, o)
			}
		}
	}
	return out
}

// at reports whether feedback belongs to a meeting: given from its day until the next meeting or the window's end.
func (pl planner) at(a Administration, m Meeting) bool {
	if !labelled(a, AtMeeting) {
		return false
	}
	if a.Answered.IsZero() || a.Answered.Before(m.Date) || a.Answered.After(m.Date.AddDays(pl.p.MeetingDays)) {
		return false
	}
	for _, other := range pl.meetings {
		if other.Date.After(m.Date) && !other.Date.After(a.Answered) {
			return false
		}
	}
	return true
}

package casework

import (
	"github.com/mittari/mittari/store"
)

// NextRow is the measurement that the plan asks for next, for somebody or for a whole family.
type NextRow struct {
	Wave   store.Wave
	Opens  store.Date
	Date   store.Date // the day proposed: that on which the wave falls, or the first day it can still be done
	Closes store.Date
}

// next is the soonest measurement of the newest episode whose window has not opened, of one person or (zero id) of
// anybody. Feedback on meetings follows the meetings and is never the next date; optional forms propose none either.
// Nil: nothing is planned, which is so until the end of an episode is known.
func (d *Desk) next(f familyRecord, who store.PersonID) *NextRow {
	var soonest *NextRow
	for _, o := range d.occasions(f) {
		if o.Status != store.OccasionNotDue || o.Wave == store.AtMeeting || o.Optional || who != (store.PersonID{}) && o.Person != who {
			continue
		}
		if soonest == nil || o.Date.Before(soonest.Date) {
			soonest = &NextRow{Wave: o.Wave, Opens: o.Opens, Date: o.Date, Closes: o.Closes}
		}
	}
	if soonest != nil && soonest.Date.Before(d.Date()) {
		soonest.Date = soonest.Opens
	}
	return soonest
}

package store

import "slices"

// Appointment is the day on which the next meeting with a family has been agreed. An episode has one at a time, so its
// ID is that of the episode: agreeing on another day changes it, the days before stay in its history, and two laptops
// that agreed on different days leave a conflict to decide.
type Appointment struct {
	ID        DocumentID // the episode's
	Episode   EpisodeID
	Date      Date
	Agreed    Date     // the day on which it was agreed or last changed
	Withdrawn bool     `json:",omitzero"` // no day is agreed any more
	Worker    WorkerID `json:",omitzero"`
}

// AppointmentOf is the appointment of an episode, still without its days.
func AppointmentOf(e EpisodeID) Appointment { return Appointment{ID: DocumentID(e), Episode: e} }

// Place implements Document.
func (a Appointment) Place() Placement {
	return Placement{Kind: KindAppointment, ID: ID(a.ID), Episode: a.Episode, Owner: ID(a.Episode), Day: a.Date}
}

// Validate reports the first rule the appointment breaks, as an *InvalidError.
func (a Appointment) Validate() error {
	c := check{noun: "appointment"}
	c.that(a.Episode != EpisodeID{}, "Episode", Missing)
	c.that(a.ID == DocumentID(a.Episode), "ID", NotFitting)
	c.on(a.Date, "Date")
	c.on(a.Agreed, "Agreed")
	c.that(a.Withdrawn || !a.Date.Before(a.Agreed), "Date", WrongOrder)
	return c.err
}

// Open reports whether the meeting is still to come, or did not come about: nobody has taken it back, and no meeting
// of the episode has been held on the day or later. A meeting before the day is another one.
func (a Appointment) Open(meetings []Meeting) bool {
	return !a.Withdrawn && !slices.ContainsFunc(meetings, func(m Meeting) bool {
		return m.Episode == a.Episode && !m.Date.Before(a.Date)
	})
}

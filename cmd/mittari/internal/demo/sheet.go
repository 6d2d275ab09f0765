package demo

import (
	"math"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// newSheet draws the frame of an administration: how, in what language, when it was entered and talked about.
func (f *family) newSheet(s source, e *episode, who *person, id instruments.ID, wave store.Wave, on, today store.Date) *sheet {
	sh := &sheet{respondent: who, subject: who, hour: s.between(9, 17)}
	sh.ID, sh.Episode = store.AdministrationID(s.id(on)), e.ID
	sh.Instrument.ID = id
	sh.Informant, sh.Lang, sh.Wave = instruments.Self, who.Lang, wave
	sh.State, sh.Answered, sh.Revision = store.Completed, on, 1
	sh.Mode, sh.DurationSec = store.OwnScreen, s.between(60, 280)
	switch {
	case id == sdq:
		sh.Informant, sh.subject = instruments.Parent, f.young[0]
		sh.Mode, sh.DurationSec, sh.lag = store.FromPaper, 0, s.between(0, 6)
	case f.shape.interpreter:
		sh.Mode = store.Interpreter
	case s.chance(0.15):
		sh.Mode = store.Together
	}
	sh.Respondent, sh.Subject = who.ID, sh.subject.ID
	if on.AddDays(sh.lag).After(today) {
		sh.lag = max(0, today.DaysSince(on))
	}
	if id == feedback {
		sh.Discussed = on // talked through on the spot, that is what it is for
	} else if s.chance(0.71) {
		sh.Discussed = e.talk(s, on.AddDays(sh.lag), today)
	}
	return sh
}

// talk is the day a result is talked about: at once, or at the next meeting.
func (e *episode) talk(s source, on, today store.Date) store.Date {
	next := e.next(on)
	if s.chance(0.6) || next.IsZero() {
		next = on
	}
	if next.After(today) {
		return store.Date{}
	}
	return next
}

// entered is the instant the sheet was completed in the program.
func (sh *sheet) entered() time.Time {
	return sh.Answered.AddDays(sh.lag).Time().Add(time.Duration(sh.hour) * time.Hour)
}

// Meeting feedback, sum of four items from 0 to 10: first and last meeting, with a strong ceiling.
const (
	feedbackFirst, feedbackFirstSD = 33.0, 5.0
	feedbackLast, feedbackLastSD   = 36.0, 4.0
	feedbackCorrelation            = 0.40
	feedbackNoise                  = 1.5
	feedbackTop                    = 40
)

// giveFeedback draws the feedback of who was there at each meeting.
func (f *family) giveFeedback(s source, e *episode) {
	for _, who := range f.people() {
		z := s.NormFloat64()
		first := feedbackFirst + feedbackFirstSD*z
		last := feedbackLast + feedbackLastSD*(feedbackCorrelation*z+math.Sqrt(1-feedbackCorrelation*feedbackCorrelation)*s.NormFloat64())
		present := 0.85
		if who.second {
			present = 0.6
		}
		for i, m := range e.meetings {
			way := float64(i) / float64(max(1, len(e.meetings)-1))
			if !s.chance(present) || f.shape.refuses {
				continue
			}
			sh := f.newSheet(s, e, who, feedback, store.AtMeeting, m.Date, m.Date)
			sh.points = int(math.Round(clamp(first+way*(last-first)+s.normal(0, feedbackNoise), 0, feedbackTop)))
			sh.DurationSec = s.between(20, 70)
			f.sheets = append(f.sheets, sh)
		}
	}
}

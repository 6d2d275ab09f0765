package casework

import (
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// words keeps one copy of each short text that a hundred thousand rows share.
type words map[string]string

func known[T ~string](w words, text T) T {
	one, ok := w[string(text)]
	if !ok {
		one = string(text)
		w[one] = one
	}
	return T(one)
}

// slim keeps of an administration what reports look at. Scores are enough, but for forms that rate texts of the
// respondent's own: their answers stay.
func (w words) slim(s store.Scored, answers bool) store.Scored {
	a := &s.Administration
	out := store.Scored{Administration: store.Administration{
		ID: a.ID, Episode: a.Episode, Respondent: a.Respondent, Subject: a.Subject, Informant: known(w, a.Informant),
		Instrument: instruments.Ref{ID: known(w, a.Instrument.ID), Version: a.Instrument.Version}, Mode: known(w, a.Mode),
		Wave: known(w, a.Wave), Also: known(w, a.Also), State: known(w, a.State), Decline: known(w, a.Decline), Answered: a.Answered,
		Revision: a.Revision, Discussed: a.Discussed, DurationSec: a.DurationSec,
	}}
	if answers {
		out.Responses = a.Responses
	}
	out.Scores = slices.Clip(slices.Clone(s.Scores))
	for i := range out.Scores {
		c := &out.Scores[i]
		c.Scale, c.Band, c.Reason, c.Clinical = known(w, c.Scale), "", "", nil
	}
	return out
}

package phrase

import (
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/store"
)

// NextMeeting says what is agreed about the next meeting of a family, as seen on a day.
func NextMeeting(l *lang.Localizer, a *casework.AgreedRow, today store.Date) string {
	id := "agreed.next"
	switch {
	case a.Date == today:
		id = "agreed.today"
	case a.Past:
		id = "agreed.past"
	}
	return l.T(id, "date", l.Date(a.Date))
}

// AgreedDay says in a list whether an agreed day is today or has gone by; empty: it is still to come.
func AgreedDay(l *lang.Localizer, a *casework.AgreedRow, today store.Date) string {
	switch {
	case a.Date == today:
		return l.T("today.agreed.today")
	case a.Past:
		return l.T("today.agreed.past")
	}
	return ""
}

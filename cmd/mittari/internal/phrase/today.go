package phrase

import (
	"math"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/store"
)

// Minutes are whole ones, at least one.
func Minutes(m float64) int { return max(int(math.Ceil(m)), 1) }

// Alert is the sentence of an alert, marked when the figure that raised it is not sure.
func Alert(l *lang.Localizer, r *casework.AlertRow) string {
	text := AlertKind(l, r.Kind)
	if c := r.Evidence.Confidence; c != "" && !c.Sure() {
		text += " " + l.T("today.unsure") // the result says how the figure was obtained
	}
	return text
}

// AlertKind is the sentence of all alerts of a kind.
func AlertKind(l *lang.Localizer, k casework.AlertKind) string {
	switch k {
	case casework.AlertRisk:
		return l.T("today.alert.risk")
	case casework.AlertWorse:
		return l.T("today.alert.worse")
	case casework.AlertFeedback:
		return l.T("today.alert.feedback")
	case casework.AlertStalled:
		return l.T("today.alert.stalled")
	case casework.AlertNoTalk:
	}
	return l.T("today.alert.notalk")
}

// Backup says when a backup is to be made; empty when none is due.
func Backup(l *lang.Localizer, v *casework.TodayView) string {
	switch {
	case !v.BackupDue:
		return ""
	case v.LastBackup.IsZero():
		return l.T("today.backup.never")
	}
	return l.T("today.backup", "date", l.Date(store.DateOf(v.LastBackup)))
}

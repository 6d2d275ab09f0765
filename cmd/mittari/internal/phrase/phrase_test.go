package phrase_test

import (
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

func words(t *testing.T, tag instruments.Lang) *lang.Localizer {
	t.Helper()
	l, err := lang.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// scale is a score on a scale from 0 to 40, with one before it.
func scale(direction instruments.Direction, before, now float64, class change.Class) *casework.ScaleView {
	return &casework.ScaleView{
		Scale:  &instruments.Scale{Direction: direction, Range: instruments.Range{Min: 0, Max: 40}},
		Now:    scoring.ScaleResult{Status: scoring.Scored, Value: now, Reported: now},
		Before: &store.ScaleScore{Value: before, Reported: before, Scored: true},
		Change: &change.Result{Class: class},
	}
}

func TestBetterAndWorseAreToldAlike(t *testing.T) {
	for _, tag := range lang.Languages() {
		say := phrase.Result{L: words(t, tag)}
		better := say.Moves(scale(instruments.HigherWorse, 30, 10, change.Improved), phrase.SinceLast)
		worse := say.Moves(scale(instruments.HigherBetter, 30, 10, change.Deteriorated), phrase.SinceLast)
		same := say.Moves(scale(instruments.HigherWorse, 10, 10, change.Unchanged), phrase.SinceLast)
		if better.Way != phrase.Better || worse.Way != phrase.Worse || same.Way != phrase.Same {
			t.Errorf("%s: %s, %s, %s", tag, better.Way, worse.Way, same.Way)
		}
		if better.Sure != worse.Sure || better.Text == worse.Text || same.Sure == better.Sure {
			t.Errorf("%s: %q %q, %q %q, %q", tag, better.Text, better.Sure, worse.Text, worse.Sure, same.Sure)
		}
		unsure := say.Moves(scale(instruments.HigherWorse, 12, 10, change.Unchanged), phrase.SinceLast)
		if unsure.Way != phrase.Better || unsure.Sure == better.Sure || unsure.Sure == same.Sure {
			t.Errorf("%s: a small change is told as %q", tag, unsure.Sure)
		}
		if s := scale(instruments.HigherWorse, 12, 10, change.Unknown); say.Moves(s, phrase.SinceLast).Sure != words(t, tag).T("result.sure.unknown") {
			t.Errorf("%s: what cannot be told is told", tag)
		}
	}
}

func TestThePlaceOnTheScaleFollowsWhatIsBetter(t *testing.T) {
	say := phrase.Result{L: words(t, instruments.English)}
	for _, c := range []struct {
		direction instruments.Direction
		value     float64
		want      string
	}{
		{instruments.HigherWorse, 5, "better end"},
		{instruments.HigherWorse, 20, "middle"},
		{instruments.HigherWorse, 35, "heavier end"},
		{instruments.HigherBetter, 5, "heavier end"},
		{instruments.HigherBetter, 35, "better end"},
	} {
		if got := say.Place(scale(c.direction, 0, c.value, change.Unchanged)); !strings.Contains(got, c.want) {
			t.Errorf("%v of 40, %s: %q", c.value, c.direction, got)
		}
	}
}

// TestARespondentHearsOnlyWhatIsCertain: a figure that nobody has checked does not say better or worse to a family.
func TestARespondentHearsOnlyWhatIsCertain(t *testing.T) {
	l := words(t, instruments.English)
	series := func(c instruments.Confidence) *casework.Series {
		return &casework.Series{
			Scale: &instruments.Scale{Direction: instruments.HigherWorse}, Latest: &change.Result{Class: change.Improved},
			Basis:  &change.Basis{Evidence: instruments.Evidence{Confidence: c}},
			Points: []casework.Point{{Scored: true, Reported: 24}, {Reason: "too-few-answers"}, {Scored: true, Reported: 9}},
		}
	}
	if got := phrase.Own(l, series(instruments.Proposed)); strings.Contains(got, "better direction") || !strings.Contains(got, "First 24, now 9") {
		t.Errorf("unsure: %q", got)
	}
	if got := phrase.Own(l, series(instruments.Verified)); !strings.Contains(got, "better direction") {
		t.Errorf("sure: %q", got)
	}
	if got := phrase.Own(l, &casework.Series{Points: []casework.Point{{Reason: "too-few-answers"}}}); got != "" {
		t.Errorf("nothing scored: %q", got)
	}
}

func TestEveryAlertHasItsOwnWordsAndSaysWhenItIsUnsure(t *testing.T) {
	for _, tag := range lang.Languages() {
		l, seen := words(t, tag), map[string]bool{}
		for _, k := range []casework.AlertKind{casework.AlertRisk, casework.AlertWorse, casework.AlertFeedback, casework.AlertStalled, casework.AlertNoTalk} {
			sure := phrase.Alert(l, &casework.AlertRow{Kind: k})
			unsure := phrase.Alert(l, &casework.AlertRow{Kind: k, Evidence: instruments.Evidence{Confidence: instruments.Proposed}})
			if seen[sure] || strings.Contains(sure, "⟨") || !strings.HasPrefix(unsure, sure+" ") {
				t.Errorf("%s, %s: %q, %q", tag, k, sure, unsure)
			}
			seen[sure] = true
		}
	}
}

package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/mittari/mittari/store"
)

const (
	insertScore = "INSERT INTO score (administration, place, outcome, value, reported) VALUES "
	insertRisk  = "INSERT INTO risk (administration, item, state) VALUES "

	scoreColumns = 5
	riskColumns  = 3
)

func (w *Workspace) insertScores(ctx context.Context, n *numbers, no int64, scores []store.ScaleScore) error {
	for i, s := range scores {
		row, err := n.scoreRow(ctx, nil, no, i, s)
		if err != nil {
			return err
		}
		if _, err := w.exec(ctx, insertScore+tuples(1, scoreColumns), row...); err != nil {
			return fmt.Errorf("store score of %s: %w", s.Scale, err)
		}
	}
	return nil
}

// outcomeKey is what the table outcome tells apart.
type outcomeKey struct {
	scale, band, reason string
	answered, items     int
	scored, prorated    bool
	clinical            int
}

// scoreRow appends the values of insertScore.
func (n *numbers) scoreRow(ctx context.Context, row []any, no int64, place int, s store.ScaleScore) ([]any, error) {
	outcome, err := n.outcome(ctx, s)
	if err != nil {
		return nil, fmt.Errorf("store score of %s: %w", s.Scale, err)
	}
	var value, reported any
	if s.Scored {
		value = s.Value
		if s.Reported != s.Value {
			reported = s.Reported
		}
	}
	return append(row, no, place, outcome, value, reported), nil
}

// outcome is the number of what a score says besides its value.
func (n *numbers) outcome(ctx context.Context, s store.ScaleScore) (int64, error) {
	key := outcomeKey{
		scale: string(s.Scale), band: s.Band, reason: s.Reason, answered: s.Answered, items: s.Items, scored: s.Scored,
		prorated: s.Prorated, clinical: -1,
	}
	if s.Clinical != nil {
		key.clinical = 0
		if *s.Clinical {
			key.clinical = 1
		}
	}
	if no, ok := n.outcomes[key]; ok {
		return no, nil
	}
	no, err := n.w.given(ctx, `
		SELECT no FROM outcome WHERE scale = ? AND scored = ? AND answered = ? AND items = ? AND prorated = ? AND band = ?
			AND clinical = ? AND reason = ?`, `
		INSERT INTO outcome (scale, scored, answered, items, prorated, band, clinical, reason)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING no`,
		key.scale, key.scored, key.answered, key.items, key.prorated, key.band, key.clinical, key.reason)
	if err != nil {
		return 0, err
	}
	n.outcomes[key] = no
	return no, nil
}

func (w *Workspace) insertRisks(ctx context.Context, no int64, risks []store.RiskFlag) error {
	for _, r := range risks {
		if _, err := w.exec(ctx, insertRisk+tuples(1, riskColumns), no, r.Item, riskArg(r.State)); err != nil {
			return fmt.Errorf("store risk answer of item %d: %w", r.Item, err)
		}
	}
	return nil
}

// riskStates are the states of a risk answer by the number they are stored under.
func riskStates() [3]string { return [3]string{"none", "flagged", "unanswered"} }

func riskArg(state string) int {
	for i, s := range riskStates() {
		if s == state {
			return i
		}
	}
	return -1 // refused by the table
}

type scoreRow struct {
	no int64
	store.ScaleScore
}

func scanScore(s scanner) (scoreRow, error) {
	var r scoreRow
	var value, reported sql.NullFloat64
	var clinical int
	err := s.Scan(&r.no, intoText(&r.Scale), &r.Scored, &value, &reported, &r.Answered, &r.Items, &r.Prorated,
		&r.Band, &clinical, &r.Reason)
	r.Value, r.Reported = value.Float64, value.Float64
	if reported.Valid {
		r.Reported = reported.Float64
	}
	if clinical >= 0 {
		side := clinical == 1
		r.Clinical = &side
	}
	return r, err
}

type riskRow struct {
	no int64
	store.RiskFlag
}

func scanRisk(s scanner) (riskRow, error) {
	var r riskRow
	var state int
	err := s.Scan(&r.no, &r.Item, &state)
	if err != nil {
		return r, err
	}
	states := riskStates()
	if state < 0 || state >= len(states) {
		return r, fmt.Errorf("risk state %d", state)
	}
	r.State = states[state]
	return r, nil
}

// The results of the administrations whose numbers are in a JSON array.
const (
	selectScores = `
		SELECT s.administration, o.scale, o.scored, s.value, s.reported, o.answered, o.items, o.prorated, o.band, o.clinical,
			o.reason
		FROM json_each(?) j CROSS JOIN score s ON s.administration = j.value CROSS JOIN outcome o ON o.no = s.outcome
		ORDER BY s.administration, s.place`
	selectRisks = `
		SELECT r.administration, r.item, r.state FROM json_each(?) j CROSS JOIN risk r ON r.administration = j.value
		ORDER BY r.administration, r.item`
)

// withResults joins rows with their scores and risk answers, two queries for all of them together.
func (w *Workspace) withResults(ctx context.Context, rows []finalRow) ([]store.Scored, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	place := make(map[int64]int, len(rows))
	numbers := make([]int64, len(rows))
	out := make([]store.Scored, len(rows))
	for i, r := range rows {
		place[r.no], numbers[i] = i, r.no
		out[i].Administration = r.Administration
	}
	list, err := json.Marshal(numbers)
	if err != nil {
		return nil, err
	}
	scores, err := collect(ctx, w, scanScore, selectScores, string(list))
	if err != nil {
		return nil, err
	}
	for _, s := range scores {
		to := &out[place[s.no]]
		s.Administration = to.ID
		to.Scores = append(to.Scores, s.ScaleScore)
	}
	risks, err := collect(ctx, w, scanRisk, selectRisks, string(list))
	if err != nil {
		return nil, err
	}
	for _, r := range risks {
		to := &out[place[r.no]]
		r.Administration = to.ID
		to.Risks = append(to.Risks, r.RiskFlag)
	}
	return out, nil
}

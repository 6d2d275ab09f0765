package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/mittari/mittari/store"
)

func (w *Workspace) insertScores(ctx context.Context, no int64, scores []store.ScaleScore) error {
	for i, s := range scores {
		var value, reported, clinical any
		if s.Scored {
			value, reported = s.Value, s.Reported
		}
		if s.Clinical != nil {
			clinical = *s.Clinical
		}
		_, err := w.exec(ctx, `
			INSERT INTO score (administration, place, scale, scored, value, reported, answered, items, prorated, band,
				clinical, reason)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			no, i, string(s.Scale), s.Scored, value, reported, s.Answered, s.Items, s.Prorated, s.Band, clinical, s.Reason)
		if err != nil {
			return fmt.Errorf("store score of %s: %w", s.Scale, err)
		}
	}
	return nil
}

func (w *Workspace) insertRisks(ctx context.Context, no int64, risks []store.RiskFlag) error {
	for _, r := range risks {
		_, err := w.exec(ctx, "INSERT INTO risk (administration, item, state) VALUES (?, ?, ?)", no, r.Item, r.State)
		if err != nil {
			return fmt.Errorf("store risk answer of item %d: %w", r.Item, err)
		}
	}
	return nil
}

type scoreRow struct {
	no int64
	store.ScaleScore
}

func scanScore(s scanner) (scoreRow, error) {
	var r scoreRow
	var value, reported sql.NullFloat64
	var clinical sql.NullBool
	err := s.Scan(&r.no, intoText(&r.Scale), &r.Scored, &value, &reported, &r.Answered, &r.Items, &r.Prorated,
		&r.Band, &clinical, &r.Reason)
	r.Value, r.Reported = value.Float64, reported.Float64
	if clinical.Valid {
		r.Clinical = &clinical.Bool
	}
	return r, err
}

type riskRow struct {
	no int64
	store.RiskFlag
}

func scanRisk(s scanner) (riskRow, error) {
	var r riskRow
	err := s.Scan(&r.no, &r.Item, &r.State)
	return r, err
}

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
	scores, err := collect(ctx, w, scanScore, `
		SELECT administration, scale, scored, value, reported, answered, items, prorated, band, clinical, reason
		FROM score WHERE administration IN (SELECT value FROM json_each(?)) ORDER BY administration, place`, string(list))
	if err != nil {
		return nil, err
	}
	for _, s := range scores {
		to := &out[place[s.no]]
		s.Administration = to.ID
		to.Scores = append(to.Scores, s.ScaleScore)
	}
	risks, err := collect(ctx, w, scanRisk, `
		SELECT administration, item, state
		FROM risk WHERE administration IN (SELECT value FROM json_each(?)) ORDER BY administration, item`, string(list))
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

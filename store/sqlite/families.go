package sqlite

import (
	"context"
	"fmt"
	"strings"

	"github.com/mittari/mittari/store"
)

// selectFamilyRows lists living families with their newest episode. Drafts are counted once for all families, from a
// table that stays small; the rest is looked up for each family by index.
const selectFamilyRows = `
	WITH drafts AS MATERIALIZED (
		SELECT e.family, count(*) AS n FROM draft d CROSS JOIN episode e ON e.id = d.episode GROUP BY e.family
	)
	SELECT f.id, f.code, f.region, f.answers_apart, f.created, f.erased, f.erased_ground,
		e.id, e.family, e.team, e.worker, e.start_date, e.end_date, e.exit_reason,
		coalesce(w.code, ''), coalesce(t.code, ''),
		(SELECT count(*) FROM person p WHERE p.family = f.id),
		nullif((SELECT max(max(
				coalesce(date((
					SELECT a.day FROM administration a
					WHERE a.episode = n.no AND a.declined = 0 AND a.no NOT IN (SELECT administration FROM superseded)
					ORDER BY a.day DESC LIMIT 1) * 86400, 'unixepoch'), ''),
				coalesce((SELECT max(y.date) FROM meeting y WHERE y.episode = x.id), '')))
			FROM episode x LEFT JOIN episode_no n ON n.id = x.id WHERE x.family = f.id), ''),
		coalesce((SELECT n FROM drafts WHERE family = f.id), 0),
		(SELECT count(*) FROM open_risk o WHERE o.family = f.id)
	FROM family f
	LEFT JOIN episode e ON e.id = (
		SELECT x.id FROM episode x WHERE x.family = f.id ORDER BY x.start_date DESC, x.id DESC LIMIT 1)
	LEFT JOIN worker w ON w.id = e.worker
	LEFT JOIN team t ON t.id = e.team
	WHERE f.erased IS NULL `

func scanFamilyRow(s scanner) (store.FamilyRow, error) {
	var r store.FamilyRow
	f, e := &r.Family, &r.Episode
	err := s.Scan(intoID(&f.ID), &f.Code, intoID(&f.Region), &f.AnswersApart, intoDate(&f.Created), intoDate(&f.Erased),
		&f.ErasedGround, intoID(&e.ID), intoID(&e.Family), intoID(&e.Team), intoID(&e.Worker), intoDate(&e.Start),
		intoDate(&e.End), intoText(&e.ExitReason), &r.Worker, &r.Team, &r.Persons, intoDate(&r.LastSeen), &r.Drafts,
		&r.OpenRisks)
	return r, err
}

// FamilyRows lists living families by code. The filter's worker, team and Open look at the newest episode; a text
// that is a person's code finds the family.
func (w *Workspace) FamilyRows(ctx context.Context, f store.FamilyFilter) ([]store.FamilyRow, error) {
	query, args := familyRowsQuery(f)
	rows, err := collect(ctx, w, scanFamilyRow, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list families: %w", err)
	}
	return rows, nil
}

func familyRowsQuery(f store.FamilyFilter) (string, []any) {
	var query strings.Builder
	var args []any
	query.WriteString(selectFamilyRows)
	limit := func(condition string, value any) {
		query.WriteString(condition)
		args = append(args, value)
	}
	if text := familyPart(f.Text); text != "" {
		limit("AND instr(f.code, ?) > 0 ", text)
	}
	if f.Open {
		query.WriteString("AND e.id IS NOT NULL AND e.end_date IS NULL ")
	}
	if f.Worker != (store.WorkerID{}) {
		limit("AND e.worker = ? ", idArg(f.Worker))
	}
	if f.Team != (store.TeamID{}) {
		limit("AND e.team = ? ", idArg(f.Team))
	}
	query.WriteString("ORDER BY f.code, f.id ")
	if f.Limit > 0 {
		limit("LIMIT ?", f.Limit)
	}
	return query.String(), args
}

// familyPart is what a search text says about a family's code: capitals, and without a person's ending.
func familyPart(text string) string {
	text = strings.ToUpper(strings.TrimSpace(text))
	if store.IsPersonCode(text) {
		text = text[:strings.LastIndexByte(text, '-')]
	}
	return text
}

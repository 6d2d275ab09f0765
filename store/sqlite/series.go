package sqlite

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/mittari/mittari/store"
)

// page is how many administrations EachScored reads at a time.
const page = 1000

// finalRow is a row of administration with its internal number.
type finalRow struct {
	no int64
	store.Administration
}

// seriesOf is the SELECT of finalRow from the table administration, every revision, or the view
// administration_newest.
func seriesOf(source string, withAnswers bool) string {
	answers := "''"
	if withAnswers {
		answers = "a.answers"
	}
	return `
	SELECT a.no, a.id, a.revision, e.id, r.id, s.id, k.informant, d.instrument, d.version, d.hash, u.hash, k.lang, k.mode,
		k.wave, k.also, k.state, k.decline, a.day, a.entered, a.duration, a.revised_by, a.revised_why, ` + answers + `,
		iif(m.administration IS NULL, a.discussed, m.discussed), iif(m.administration IS NULL, a.risk_shown, m.risk_shown)
	FROM ` + source + ` a
	CROSS JOIN episode_no e ON e.no = a.episode
	CROSS JOIN person_no s ON s.no = a.subject
	CROSS JOIN person_no r ON r.no = coalesce(a.respondent, a.subject)
	CROSS JOIN manner k ON k.no = a.manner
	CROSS JOIN definition_used d ON d.no = k.definition
	LEFT JOIN wording_used u ON u.no = k.wording
	LEFT JOIN mark m ON m.administration = a.id `
}

func scanFinal(s scanner) (finalRow, error) {
	var r finalRow
	var sheet string
	a := &r.Administration
	err := s.Scan(&r.no, intoID(&a.ID), &a.Revision, intoID(&a.Episode), intoID(&a.Respondent), intoID(&a.Subject),
		intoText(&a.Informant), intoText(&a.Instrument.ID), &a.Instrument.Version, &a.Definition, intoText(&a.Wording),
		intoText(&a.Lang), intoText(&a.Mode), intoText(&a.Wave), intoText(&a.Also), intoText(&a.State), intoText(&a.Decline),
		intoDay(&a.Answered), intoInstant(&a.Entered), &a.DurationSec, intoID(&a.RevisedBy), &a.RevisedWhy, &sheet,
		intoDay(&a.Discussed), intoInstant(&a.RiskShown))
	if err != nil {
		return r, err
	}
	a.Responses, err = store.ParseSheet(sheet)
	return r, err
}

// series runs a query made with seriesOf and adds the results.
func (w *Workspace) series(ctx context.Context, query string, args ...any) ([]store.Scored, error) {
	rows, err := collect(ctx, w, scanFinal, query, args...)
	if err != nil {
		return nil, err
	}
	return w.withResults(ctx, rows)
}

// newest is the newest revision of a final administration.
func (w *Workspace) newest(ctx context.Context, id store.AdministrationID) (finalRow, error) {
	return one(ctx, w, scanFinal, seriesOf("administration", true)+
		"WHERE a.id = ? ORDER BY a.revision DESC LIMIT 1", idArg(id))
}

// Administration returns the newest revision, or the draft.
func (w *Workspace) Administration(ctx context.Context, id store.AdministrationID) (store.Scored, error) {
	row, err := w.newest(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		a, err := w.draft(ctx, id)
		if err != nil {
			return store.Scored{}, fmt.Errorf("read administration %s: %w", id, err)
		}
		return store.Scored{Administration: a}, nil
	}
	if err != nil {
		return store.Scored{}, fmt.Errorf("read administration %s: %w", id, err)
	}
	found, err := w.withResults(ctx, []finalRow{row})
	if err != nil {
		return store.Scored{}, fmt.Errorf("read result of %s: %w", id, err)
	}
	return found[0], nil
}

const (
	whereSubject = "WHERE a.subject = (SELECT no FROM person_no WHERE id = ?) ORDER BY a.day, a.id"
	whereFamily  = `
	WHERE a.episode IN (SELECT n.no FROM episode x CROSS JOIN episode_no n ON n.id = x.id WHERE x.family = ?)
	ORDER BY a.day, a.id`
	afterRow = "WHERE (a.day, a.no) > (?, ?) ORDER BY a.day, a.no LIMIT ?"
)

// OfPerson lists completed and declined administrations about a subject, oldest first; those of one day by id, so that
// merged files agree.
func (w *Workspace) OfPerson(ctx context.Context, subject store.PersonID) ([]store.Scored, error) {
	rows, err := w.series(ctx, seriesOf("administration_newest", true)+whereSubject, idArg(subject))
	if err != nil {
		return nil, fmt.Errorf("list administrations about %s: %w", subject, err)
	}
	return rows, nil
}

// OfFamily lists completed and declined administrations of a family, oldest first, those of one day by id.
func (w *Workspace) OfFamily(ctx context.Context, family store.FamilyID) ([]store.Scored, error) {
	rows, err := w.series(ctx, seriesOf("administration_newest", true)+whereFamily, idArg(family))
	if err != nil {
		return nil, fmt.Errorf("list administrations of family %s: %w", family, err)
	}
	return rows, nil
}

// EachScored calls f for every completed and declined administration (newest revision), oldest first, without
// its answers unless withAnswers. It reads a page at a time and holds nothing open while f runs, so f may use
// the Workspace; what f or others write meanwhile may or may not be seen. An error of f ends it and is returned.
func (w *Workspace) EachScored(ctx context.Context, withAnswers bool, f func(store.Scored) error) error {
	query := seriesOf("administration_newest", withAnswers) + afterRow
	day, no := int64(math.MinInt64), int64(0)
	for {
		rows, err := collect(ctx, w, scanFinal, query, day, no, page)
		if err != nil {
			return fmt.Errorf("read administrations: %w", err)
		}
		found, err := w.withResults(ctx, rows)
		if err != nil {
			return fmt.Errorf("read results: %w", err)
		}
		for _, s := range found {
			if err := f(s); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
		last := rows[len(rows)-1]
		day, no = dayNumber(last.Answered), last.no
	}
}

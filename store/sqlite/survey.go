package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// surveyPage is how many rows the queries over everything read at a time.
const surveyPage = 20_000

// Stay is one episode as a report over a whole country sees it: where, since when, and how many sheets.
type Stay struct {
	Episode   int64 // number of this file, as in Point; 0: nothing was ever given
	Region    store.RegionID
	Start     store.Date
	Completed int // administrations with answers, each counted once
	Declined  int // administrations with a reason in place of answers
}

// Point is one administration of an instrument, with the value of one of its scales. Episode and Respondent are numbers
// that hold in this file only.
type Point struct {
	Episode    int64
	Respondent int64
	Subject    int64
	Informant  instruments.Informant
	Wave       store.Wave
	Also       store.Wave // a second wave that the same sitting serves
	Day        int64      // since 1970-01-01
	Declined   bool
	Scored     bool
	Value      float64 // of a scored one
}

// The index administration_by_episode answers both counts without the table. Corrections are few, so the revisions
// that they replaced are looked up by themselves.
const selectStays = `
	SELECT e.id, coalesce(n.no, 0), t.region, e.start_date,
		(SELECT count(*) FROM administration a WHERE a.episode = n.no AND a.declined = 0
			AND a.no NOT IN (SELECT administration FROM superseded)),
		(SELECT count(*) FROM administration a WHERE a.episode = n.no AND a.declined = 1
			AND a.no NOT IN (SELECT administration FROM superseded))
	FROM episode e
	CROSS JOIN team t ON t.id = e.team
	LEFT JOIN episode_no n ON n.id = e.id
	WHERE e.id > ?
	ORDER BY e.id LIMIT ?`

// stayRow is a Stay with the id after which the next page starts.
type stayRow struct {
	id store.EpisodeID
	Stay
}

func scanStay(s scanner) (stayRow, error) {
	var r stayRow
	err := s.Scan(intoID(&r.id), &r.Episode, intoID(&r.Region), intoDate(&r.Start), &r.Completed, &r.Declined)
	return r, err
}

// EachStay calls f for every episode, in the order of ids. Like EachScored it holds nothing open while f runs.
func (w *Workspace) EachStay(ctx context.Context, f func(Stay) error) error {
	return w.eachStay(ctx, surveyPage, f)
}

func (w *Workspace) eachStay(ctx context.Context, page int, f func(Stay) error) error {
	var last store.EpisodeID
	for {
		rows, err := collect(ctx, w, scanStay, selectStays, last[:], page)
		if err != nil {
			return fmt.Errorf("read episodes: %w", err)
		}
		for _, r := range rows {
			if err := f(r.Stay); err != nil {
				return err
			}
			last = r.id
		}
		if len(rows) < page {
			return nil
		}
	}
}

// givenAs is what a row of manner says of a Point.
type givenAs struct {
	no int64
	Point
}

func scanGivenAs(s scanner) (givenAs, error) {
	var g givenAs
	err := s.Scan(&g.no, intoText(&g.Informant), intoText(&g.Wave), intoText(&g.Also), &g.Declined)
	return g, err
}

const (
	selectGivenAs = `
	SELECT k.no, k.informant, k.wave, k.also, k.state = 'declined'
	FROM manner k CROSS JOIN definition_used d ON d.no = k.definition
	WHERE d.instrument = ?`

	// Administrations of one instrument lie among all others, so the table is read in its own order from end to end, and
	// the scores beside it in the same order. An index by instrument would cost a tenth of the file.
	selectPoints = `
	SELECT a.no, a.episode, a.subject, a.respondent, a.day, a.manner, s.outcome, s.value
	FROM administration a NOT INDEXED
	LEFT JOIN score s ON s.administration = a.no AND s.place = ?2
	WHERE a.no > ?3
		AND a.manner IN (SELECT k.no FROM manner k CROSS JOIN definition_used d ON d.no = k.definition WHERE d.instrument = ?1)
		AND a.no NOT IN (SELECT administration FROM superseded)
	ORDER BY a.no LIMIT ?4`

	selectPlace = `
	SELECT s.place, s.outcome, s.value FROM score s CROSS JOIN outcome o ON o.no = s.outcome
	WHERE s.administration = ? AND o.scale = ?`
)

// pointRow is a Point with the numbers that stand for the rest of it.
type pointRow struct {
	no, manner int64
	outcome    sql.NullInt64
	Point
}

func scanPoint(s scanner) (pointRow, error) {
	var r pointRow
	var respondent sql.NullInt64
	var value sql.NullFloat64
	err := s.Scan(&r.no, &r.Episode, &r.Subject, &respondent, &r.Day, &r.manner, &r.outcome, &value)
	r.Respondent = r.Subject
	if respondent.Valid {
		r.Respondent = respondent.Int64
	}
	r.Scored, r.Value = value.Valid, value.Float64
	return r, err
}

// points is one pass of EachPoint.
type points struct {
	w          *Workspace
	instrument instruments.ID
	scale      instruments.ScaleID
	as         map[int64]Point // what the manners say
	outcomes   map[int64]bool  // of the scale
	place      int64           // where the scale stood last; all sheets of one definition have it at the same place
}

// EachPoint calls f for every administration (newest revision) of an instrument in all its versions, in the order in
// which they came into this file. It reads the whole record once and keeps a page of it. Like EachScored it holds
// nothing open while f runs.
func (w *Workspace) EachPoint(ctx context.Context, instrument instruments.ID, scale instruments.ScaleID, f func(Point) error) error {
	return w.eachPoint(ctx, instrument, scale, surveyPage, f)
}

func (w *Workspace) eachPoint(
	ctx context.Context, instrument instruments.ID, scale instruments.ScaleID, page int, f func(Point) error,
) error {
	p := points{w: w, instrument: instrument, scale: scale, as: map[int64]Point{}, outcomes: map[int64]bool{}}
	if err := p.prepare(ctx); err != nil {
		return fmt.Errorf("read how %s was given: %w", instrument, err)
	}
	for last := int64(0); ; {
		rows, err := p.page(ctx, last, page)
		if err != nil {
			return fmt.Errorf("read %s of %s: %w", scale, instrument, err)
		}
		for _, r := range rows {
			if err := f(r.Point); err != nil {
				return err
			}
			last = r.no
		}
		if len(rows) < page {
			return nil
		}
	}
}

func (p *points) prepare(ctx context.Context) error {
	given, err := collect(ctx, p.w, scanGivenAs, selectGivenAs, string(p.instrument))
	if err != nil {
		return err
	}
	for _, g := range given {
		p.as[g.no] = g.Point
	}
	outcomes, err := collect(ctx, p.w, scanInt, "SELECT no FROM outcome WHERE scale = ?", string(p.scale))
	for _, no := range outcomes {
		p.outcomes[no] = true
	}
	return err
}

func (p *points) page(ctx context.Context, after int64, limit int) ([]pointRow, error) {
	rows, err := collect(ctx, p.w, scanPoint, selectPoints, string(p.instrument), p.place, after, limit)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		r, how := &rows[i], p.as[rows[i].manner]
		r.Informant, r.Wave, r.Also, r.Declined = how.Informant, how.Wave, how.Also, how.Declined
		if r.Declined || r.outcome.Valid && p.outcomes[r.outcome.Int64] {
			continue
		}
		if err := p.find(ctx, r); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// find looks for the scale of a sheet that has it at another place, and remembers the place.
func (p *points) find(ctx context.Context, r *pointRow) error {
	r.Scored, r.Value = false, 0
	_, err := collect(ctx, p.w, func(s scanner) (struct{}, error) {
		var value sql.NullFloat64
		err := s.Scan(&p.place, &r.outcome, &value)
		r.Scored, r.Value = value.Valid, value.Float64
		return struct{}{}, err
	}, selectPlace, r.no, string(p.scale))
	return err
}

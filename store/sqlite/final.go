package sqlite

import (
	"context"
	"errors"

	"github.com/mittari/mittari/store"
)

const insertAdministration = `
	INSERT INTO administration (no, id, revision, episode, subject, respondent, manner, declined, day, entered, duration,
		discussed, risk_shown, revised_by, revised_why, answers) VALUES `

// administrationColumns is how many values a row of insertAdministration has.
const administrationColumns = 16

// insertFinal writes the row with its scores and risk answers. It runs inside a batch.
func (w *Workspace) insertFinal(ctx context.Context, a store.Administration, scores []store.ScaleScore, risks []store.RiskFlag) error {
	numbers := w.numbers()
	episode, err := numbers.episode(ctx, a.Episode)
	if err != nil {
		return err
	}
	subject, err := numbers.person(ctx, a.Subject)
	if err != nil {
		return err
	}
	respondent, err := numbers.person(ctx, a.Respondent)
	if err != nil {
		return err
	}
	manner, err := numbers.manner(ctx, a)
	if err != nil {
		return err
	}
	no, err := w.nextAdministration(ctx)
	if err != nil {
		return err
	}
	row := administrationRow(nil, no, a, episode.no, subject.no, respondent.no, manner)
	if _, err := w.exec(ctx, insertAdministration+tuples(1, administrationColumns), row...); err != nil {
		return err
	}
	if err := w.insertScores(ctx, numbers, no, scores); err != nil {
		return err
	}
	return w.insertRisks(ctx, no, risks)
}

// administrationRow appends the values of insertAdministration.
func administrationRow(row []any, no int64, a store.Administration, episode, subject, respondent, manner int64) []any {
	var other any
	if respondent != subject {
		other = respondent
	}
	return append(row, no, idArg(a.ID), a.Revision, episode, subject, other, manner, a.State == store.Declined,
		dayArg(a.Answered), instantArg(a.Entered), a.DurationSec, dayArg(a.Discussed), instantArg(a.RiskShown),
		idArg(a.RevisedBy), a.RevisedWhy, a.Responses.Encode())
}

// mannerKey is what the table manner tells apart.
type mannerKey struct {
	instrument, definition, wording, informant, lang, mode, wave, also, state, decline string
	version                                                                            int
}

// manner is the number of how an administration was given.
func (n *numbers) manner(ctx context.Context, a store.Administration) (int64, error) {
	key := mannerKey{
		instrument: string(a.Instrument.ID), version: a.Instrument.Version, definition: a.Definition, wording: a.Wording,
		informant: string(a.Informant), lang: string(a.Lang), mode: string(a.Mode), wave: string(a.Wave),
		also: string(a.Also), state: string(a.State), decline: string(a.Decline),
	}
	if no, ok := n.manners[key]; ok {
		return no, nil
	}
	definition, err := n.w.definitionNo(ctx, a)
	if err != nil {
		return 0, err
	}
	wording, err := n.w.wordingNo(ctx, a.Wording)
	if err != nil {
		return 0, err
	}
	args := []any{definition, wording, key.informant, key.lang, key.mode, key.wave, key.also, key.state, key.decline}
	no, err := n.w.given(ctx, `
		SELECT no FROM manner WHERE definition = ? AND coalesce(wording, 0) = coalesce(?, 0) AND informant = ? AND lang = ?
			AND mode = ? AND wave = ? AND also = ? AND state = ? AND decline = ?`, `
		INSERT INTO manner (definition, wording, informant, lang, mode, wave, also, state, decline)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING no`, args...)
	if err != nil {
		return 0, err
	}
	n.manners[key] = no
	return no, nil
}

// given finds a number, or gives one.
func (w *Workspace) given(ctx context.Context, find, give string, args ...any) (int64, error) {
	no, err := one(ctx, w, scanInt, find, args...)
	if errors.Is(err, store.ErrNotFound) {
		return one(ctx, w, scanInt, give, args...)
	}
	return no, err
}

// definitionNo is the number that stands for instrument, version and hash.
func (w *Workspace) definitionNo(ctx context.Context, a store.Administration) (int64, error) {
	return w.given(ctx, "SELECT no FROM definition_used WHERE instrument = ? AND version = ? AND hash = ?",
		"INSERT INTO definition_used (instrument, version, hash) VALUES (?, ?, ?) RETURNING no",
		string(a.Instrument.ID), a.Instrument.Version, a.Definition)
}

// wordingNo is the number that stands for the hash of a wording; nil for none.
func (w *Workspace) wordingNo(ctx context.Context, hash string) (any, error) {
	if hash == "" {
		return nil, nil
	}
	no, err := w.given(ctx, "SELECT no FROM wording_used WHERE hash = ?",
		"INSERT INTO wording_used (hash) VALUES (?) RETURNING no", hash)
	if err != nil {
		return nil, err
	}
	return no, nil
}

package sqlite

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// saveDraft is run for every answer given. It touches one row of a table without secondary indexes, and leaves what
// stands below the sheet as it is.
const saveDraft = `UPDATE draft SET position = ?2, answers = ?1 ||
	CASE instr(answers, char(10)) WHEN 0 THEN '' ELSE substr(answers, instr(answers, char(10))) END WHERE id = ?3`

// What a draft holds besides its sheet, in lines below it: it goes when the draft does, and travels nowhere.
const (
	offerLine  = "offer"
	secondLine = "second " // and the sheet of the second keying
)

// draftText is the sheet of a draft with the lines below it.
func draftText(a store.Administration) string {
	text := a.Responses.Encode()
	if a.Offer {
		text += "\n" + offerLine
	}
	if a.Second != nil {
		text += "\n" + secondLine + a.Second.Encode()
	}
	return text
}

// readDraftText is the reverse of draftText. A line that this program does not write is instruments.ErrResponses.
func readDraftText(a *store.Administration, text string) (err error) {
	lines := strings.Split(text, "\n")
	if a.Responses, err = store.ParseSheet(lines[0]); err != nil {
		return err
	}
	for _, line := range lines[1:] {
		second, isSecond := strings.CutPrefix(line, secondLine)
		switch {
		case line == offerLine:
			a.Offer = true
		case isSecond:
			if a.Second, err = store.ParseSheet(second); err != nil {
				return fmt.Errorf("second keying: %w", err)
			}
		default:
			return fmt.Errorf("%w: below the sheet", instruments.ErrResponses)
		}
	}
	return nil
}

const selectDraft = `
	SELECT d.id, d.episode, d.respondent, d.subject, d.informant, d.instrument, d.version, d.definition, d.wording,
		d.lang, d.mode, d.wave, d.also, d.answered, d.duration, d.position, d.answers, m.discussed, m.risk_shown
	FROM draft d LEFT JOIN mark m ON m.administration = d.id `

func scanDraft(s scanner) (store.Administration, error) {
	a := store.Administration{State: store.DraftState}
	var sheet string
	err := s.Scan(intoID(&a.ID), intoID(&a.Episode), intoID(&a.Respondent), intoID(&a.Subject), intoText(&a.Informant),
		intoText(&a.Instrument.ID), &a.Instrument.Version, &a.Definition, &a.Wording, intoText(&a.Lang), intoText(&a.Mode),
		intoText(&a.Wave), intoText(&a.Also), intoDate(&a.Answered), &a.DurationSec, &a.Position, &sheet,
		intoDay(&a.Discussed), intoInstant(&a.RiskShown))
	if err != nil {
		return a, err
	}
	return a, readDraftText(&a, sheet)
}

// BeginDraft stores a new draft with its empty sheet. An id that is in use is store.ErrConflict.
func (w *Workspace) BeginDraft(ctx context.Context, a store.Administration) error {
	a.State = store.DraftState
	if err := a.Validate(); err != nil {
		return err
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		final, err := w.isFinal(ctx, a.ID)
		if err != nil {
			return err
		}
		if final {
			return store.ErrConflict
		}
		_, err = w.exec(ctx, `
			INSERT INTO draft (id, episode, respondent, subject, informant, instrument, version, definition, wording,
				lang, mode, wave, also, answered, duration, position, answers)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			idArg(a.ID), idArg(a.Episode), idArg(a.Respondent), idArg(a.Subject), string(a.Informant),
			string(a.Instrument.ID), a.Instrument.Version, a.Definition, a.Wording, string(a.Lang), string(a.Mode),
			string(a.Wave), string(a.Also), dateArg(a.Answered), a.DurationSec, a.Position, draftText(a))
		return err
	})
	if err != nil {
		return fmt.Errorf("begin draft %s: %w", a.ID, err)
	}
	return nil
}

// SaveDraft stores the sheet and the position of a draft; when it returns the answers are on disk.
func (w *Workspace) SaveDraft(ctx context.Context, id store.AdministrationID, sheet instruments.Responses, position int) error {
	n, err := w.exec(ctx, saveDraft, sheet.Encode(), position, idArg(id))
	if err == nil && n == 0 {
		err = w.noDraft(ctx, id)
	}
	if err != nil {
		return fmt.Errorf("save draft %s: %w", id, err)
	}
	return nil
}

// SaveSecond stores how far the second keying of a draft from paper has come; nil: there is none any more. When it
// returns that is on disk.
func (w *Workspace) SaveSecond(ctx context.Context, id store.AdministrationID, second instruments.Responses) error {
	err := w.Batch(ctx, func(w *Workspace) error {
		draft, err := w.draft(ctx, id)
		if err != nil {
			return err
		}
		draft.Second = second
		_, err = w.exec(ctx, "UPDATE draft SET answers = ? WHERE id = ?", draftText(draft), idArg(id))
		return err
	})
	if err != nil {
		return fmt.Errorf("save the second keying of %s: %w", id, err)
	}
	return nil
}

// DiscardDraft removes a draft that nobody has answered or skipped anything in yet; otherwise store.ErrConflict.
func (w *Workspace) DiscardDraft(ctx context.Context, id store.AdministrationID) error {
	err := w.Batch(ctx, func(w *Workspace) error {
		draft, err := w.draft(ctx, id)
		if err != nil {
			return err
		}
		for _, r := range draft.Responses {
			if r.State == instruments.Answered || r.State == instruments.Skipped {
				return store.ErrConflict
			}
		}
		return w.removeDraft(ctx, id, true)
	})
	if err != nil {
		return fmt.Errorf("discard draft %s: %w", id, err)
	}
	return nil
}

// Drafts lists unfinished administrations, newest first.
func (w *Workspace) Drafts(ctx context.Context) ([]store.Administration, error) {
	rows, err := collect(ctx, w, scanDraft, selectDraft+"ORDER BY d.id DESC")
	if err != nil {
		return nil, fmt.Errorf("list drafts: %w", err)
	}
	return rows, nil
}

// draft reads one draft. A final administration of that id is store.ErrCompleted, none at all store.ErrNotFound.
func (w *Workspace) draft(ctx context.Context, id store.AdministrationID) (store.Administration, error) {
	a, err := one(ctx, w, scanDraft, selectDraft+"WHERE d.id = ?", idArg(id))
	if errors.Is(err, store.ErrNotFound) {
		err = w.noDraft(ctx, id)
	}
	return a, err
}

// noDraft tells why there is no draft of that id.
func (w *Workspace) noDraft(ctx context.Context, id store.AdministrationID) error {
	final, err := w.isFinal(ctx, id)
	if err != nil {
		return err
	}
	if final {
		return store.ErrCompleted
	}
	return store.ErrNotFound
}

func (w *Workspace) removeDraft(ctx context.Context, id store.AdministrationID, marks bool) error {
	if _, err := w.exec(ctx, "DELETE FROM draft WHERE id = ?", idArg(id)); err != nil {
		return err
	}
	if !marks {
		return nil
	}
	_, err := w.exec(ctx, "DELETE FROM mark WHERE administration = ?", idArg(id))
	return err
}

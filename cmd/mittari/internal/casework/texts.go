package casework

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Refusals about the project's texts.
var (
	ErrNoText  = &Refusal{"no-text"}  // nothing has been written under that name in that language
	ErrTextKey = &Refusal{"text-key"} // texts are about an aim, a work package, problems, continuity or suggestions
)

// Texts lists what the running project tells in its own words, by what it is about and by language.
func (d *Desk) Texts(ctx context.Context) ([]store.NarrativeBlock, error) {
	project, err := d.projectToday(ctx)
	if err != nil {
		return nil, err
	}
	all, err := d.rec.Narratives(ctx, project.ID)
	if err != nil {
		return nil, fmt.Errorf("list the project's texts: %w", err)
	}
	slices.SortFunc(all, func(a, b store.NarrativeBlock) int {
		if c := strings.Compare(a.Key, b.Key); c != 0 {
			return c
		}
		return strings.Compare(string(a.Lang), string(b.Lang))
	})
	return all, nil
}

// Text finds one of the project's texts. One that has not been written is ErrNoText.
func (d *Desk) Text(ctx context.Context, key string, lang instruments.Lang) (store.NarrativeBlock, error) {
	all, err := d.Texts(ctx)
	if err != nil {
		return store.NarrativeBlock{}, err
	}
	for _, b := range all {
		if b.Key == key && b.Lang == lang {
			return b, nil
		}
	}
	return store.NarrativeBlock{}, fmt.Errorf("%w: %s in %s", ErrNoText, key, lang)
}

// SetText writes what the project tells about an aim or a work package, in one language. Text that may tell who somebody
// is is a *store.FreeTextError; a name that texts do not have is ErrTextKey.
func (d *Desk) SetText(ctx context.Context, key string, lang instruments.Lang, text string) error {
	if !store.NarrativeKeyFits(key) {
		return fmt.Errorf("%w: %q", ErrTextKey, key)
	}
	text = strings.TrimSpace(text)
	if err := harmless(text); err != nil {
		return err
	}
	block, err := d.Text(ctx, key, lang)
	if err != nil && !errors.Is(err, ErrNoText) {
		return err
	}
	project, err := d.projectToday(ctx)
	if err != nil {
		return err
	}
	return d.rec.Batch(ctx, func(r Record) error {
		if project.ID == (store.ProjectID{}) {
			if project, err = d.firstProject(ctx, r); err != nil {
				return err
			}
		}
		if block.ID == (store.DocumentID{}) {
			block = store.NarrativeBlock{ID: store.DocumentID(newID()), Project: project.ID, Key: key, Lang: lang}
		}
		block.Text, block.Written = text, d.Date()
		if err := r.SaveNarrative(ctx, block); err != nil {
			return fmt.Errorf("save the text: %w", err)
		}
		return d.logTo(ctx, r, store.ActSetting, store.FamilyID{}, "text "+key+" "+string(lang), "")
	})
}

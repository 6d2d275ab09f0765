package casework

import (
	"context"
	"fmt"
	"strings"

	"github.com/mittari/mittari/store"
)

// Found is a family or, with a person, one of its members, whose code has what was looked for in it.
type Found struct {
	Family store.Family
	Person store.Person // zero: the family itself
}

// Find looks for families and people by a part of their code, case ignored, and returns at most limit of them, each
// family before its people. The people of a family are told when theirs is the only family found or the text is the
// beginning of their own code. Nothing is opened by looking, so nothing is logged.
func (d *Desk) Find(ctx context.Context, text string, limit int) ([]Found, error) {
	text = strings.ToUpper(strings.TrimSpace(text))
	if text == "" {
		return nil, nil
	}
	families, err := d.rec.FamilyRows(ctx, store.FamilyFilter{Text: text, Limit: limit})
	if err != nil {
		return nil, fmt.Errorf("look for a code: %w", err)
	}
	if at := strings.LastIndexByte(text, '-'); len(families) == 0 && at > 0 { // a person's code, not typed to its end
		if families, err = d.rec.FamilyRows(ctx, store.FamilyFilter{Text: text[:at], Limit: limit}); err != nil {
			return nil, fmt.Errorf("look for a code: %w", err)
		}
	}
	var out []Found
	for _, f := range families {
		if len(out) >= limit {
			break
		}
		whole := strings.Contains(f.Code, text)
		if whole {
			out = append(out, Found{Family: f.Family})
		}
		if whole && len(families) > 1 {
			continue
		}
		persons, err := d.rec.Persons(ctx, f.ID)
		if err != nil {
			return nil, fmt.Errorf("look for a code: %w", err)
		}
		youngFirst(persons)
		for _, p := range persons {
			if len(out) < limit && strings.Contains(p.Code, text) {
				out = append(out, Found{Family: f.Family, Person: p})
			}
		}
	}
	return out, nil
}

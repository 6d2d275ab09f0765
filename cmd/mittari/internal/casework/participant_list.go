package casework

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/store"
)

// ParticipantRow is one participant with what is still lacking. Code is empty for somebody from outside the families.
type ParticipantRow struct {
	store.Participant
	Code  string
	Lacks []export.Lack
}

// Participants lists the participants as they are recorded, with what the funder's system and the indicators lack on
// this day. The list says who is who by code and is for the screen.
func (d *Desk) Participants(ctx context.Context) ([]ParticipantRow, error) {
	all, err := d.rec.Participants(ctx, store.ProjectID{})
	if err != nil {
		return nil, fmt.Errorf("list participants: %w", err)
	}
	persons, err := d.rec.Persons(ctx, store.FamilyID{})
	if err != nil {
		return nil, err
	}
	codes := make(map[store.PersonID]string, len(persons))
	for _, p := range persons {
		codes[p.ID] = p.Code
	}
	out := make([]ParticipantRow, len(all))
	for i, p := range all {
		out[i] = ParticipantRow{Participant: p, Code: codes[p.Person], Lacks: export.Lacks(p, d.Date())}
	}
	slices.SortFunc(out, func(a, b ParticipantRow) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), a.Entry.Time().Compare(b.Entry.Time()), slices.Compare(a.ID[:], b.ID[:]))
	})
	return out, d.log(ctx, store.ActView, store.FamilyID{}, "participants", "")
}

// Package sitdown gives a screen sittings as that screen asks of them: it begins and resumes them at the desk.
package sitdown

import (
	"context"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

// Desk is the desk with sittings as a screen's own interface S. As turns one into it.
type Desk[S any] struct {
	*casework.Desk
	As func(*casework.Sitting) S
}

// Begin stores a draft and returns the sitting at its first item. After an error the sitting is nil, not an interface
// that holds a nil.
func (d Desk[S]) Begin(ctx context.Context, p casework.Plan) (S, error) {
	return d.as(d.Desk.Begin(ctx, p))
}

// Resume returns a draft at the item it was left at.
func (d Desk[S]) Resume(ctx context.Context, id store.AdministrationID) (S, error) {
	return d.as(d.Desk.Resume(ctx, id))
}

func (d Desk[S]) as(s *casework.Sitting, err error) (S, error) {
	if err != nil {
		var none S
		return none, err
	}
	return d.As(s), nil
}

// Package sitdown gives a screen sittings as that screen asks of them: it begins and resumes them at the desk.
package sitdown

import (
	"context"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

// Sitter begins and resumes sittings as a screen's own interface S. As turns one into it. A screen embeds it beside
// what else it asks of the desk; embedding the desk whole would bring each of its methods along.
type Sitter[S any] struct {
	Desk *casework.Desk
	As   func(*casework.Sitting) S
}

// Begin stores a draft and returns the sitting at its first item. After an error the sitting is nil, not an interface
// that holds a nil.
func (s Sitter[S]) Begin(ctx context.Context, p casework.Plan) (S, error) {
	return s.as(s.Desk.Begin(ctx, p))
}

// Resume returns a draft at the item it was left at.
func (s Sitter[S]) Resume(ctx context.Context, id store.AdministrationID) (S, error) {
	return s.as(s.Desk.Resume(ctx, id))
}

func (s Sitter[S]) as(sitting *casework.Sitting, err error) (S, error) {
	if err != nil {
		var none S
		return none, err
	}
	return s.As(sitting), nil
}

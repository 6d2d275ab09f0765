package sqlite

import (
	"context"

	"github.com/mittari/mittari/instruments"
)

// EachStayBy is EachStay with pages of another size.
func (w *Workspace) EachStayBy(ctx context.Context, page int, f func(Stay) error) error {
	return w.eachStay(ctx, page, f)
}

// EachPointBy is EachPoint with pages of another size.
func (w *Workspace) EachPointBy(
	ctx context.Context, instrument instruments.ID, scale instruments.ScaleID, page int, f func(Point) error,
) error {
	return w.eachPoint(ctx, instrument, scale, page, f)
}

// SelectPoints and SelectStays are the queries over everything.
const (
	SelectPoints = selectPoints
	SelectStays  = selectStays
)

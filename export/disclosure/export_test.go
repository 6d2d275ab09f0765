package disclosure

import "context"

// WithoutSecondary makes a context in which only small counts are hidden, and nothing that protects them.
func WithoutSecondary(ctx context.Context) context.Context {
	return context.WithValue(ctx, bare{}, true)
}

package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/vault"
)

// Exit codes, as `mittari help exit-codes` lists them.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitWarned      = 3   // done, but something was left out and said so
	exitLocked      = 4   // the workspace is open elsewhere or of a newer version
	exitDefinition  = 5   // a definition of an instrument is wrong
	exitRolledBack  = 6   // the access log does not contain a point that was noted
	exitInterrupted = 130 // as shells have it for an interrupt
)

// exitCode is the code of an error.
func exitCode(ctx context.Context, err error) int {
	var (
		use    *usageError
		quiet  *warned
		format *vault.NewerFormatError
		schema *store.NewerSchemaError
		def    *instruments.DefinitionError
		defs   instruments.DefinitionErrors
		double *instruments.DuplicateVersionError
		back   *casework.RolledBackError
		other  *casework.OtherLogError
	)
	switch {
	case errors.Is(err, context.Canceled), ctx.Err() != nil && errors.Is(err, ctx.Err()):
		return exitInterrupted
	case errors.As(err, &quiet):
		return quiet.code
	case errors.As(err, &use):
		return exitUsage
	case errors.Is(err, vault.ErrInUse), errors.As(err, &format), errors.As(err, &schema):
		return exitLocked
	case errors.As(err, &defs), errors.As(err, &def), errors.As(err, &double):
		return exitDefinition
	case errors.As(err, &back), errors.As(err, &other):
		return exitRolledBack
	}
	return exitFailed
}

// warned ends a command whose complaints have been printed already.
type warned struct{ code int }

func (w *warned) Error() string { return "said already" }

// usageError is a command line that makes no sense. Its text is for people.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// MessageKey names the sentence for it in the catalogues.
func (e *usageError) MessageKey() (string, []any) { return "cli-usage", []any{"text", e.text} }

func (a *app) usage(key string, pairs ...any) error {
	return &usageError{text: a.loc.T(key, pairs...)}
}

// problem is an error of the command line's own making: the message error.cli-<key>, with its facts.
type problem struct {
	key   string
	pairs []any
}

func (p *problem) Error() string { return "problem: " + p.key }

// MessageKey names the sentence for it in the catalogues.
func (p *problem) MessageKey() (string, []any) { return "cli-" + p.key, p.pairs }

// flagProblem words what the flag parser, which speaks English only, has to say.
func (a *app) flagProblem(err error) error {
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "unknown flag: "); ok {
		return a.usage("cli.usage.flag", "flag", name)
	}
	return a.usage("cli.usage.parser", "text", text)
}

package lang

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/vault"
)

// Sentence is an error in words for a person.
type Sentence struct {
	What string // what happened
	Kept string // what is safe; may be empty
	Do   string // what to do next
}

// String joins the parts.
func (s Sentence) String() string {
	out := s.What
	for _, part := range []string{s.Kept, s.Do} {
		if part != "" {
			out += " " + part
		}
	}
	return out
}

// Keyed is an error that knows its own message: error.<key>.what, .kept and .do, with the pairs filled in.
// Packages that lang must not import use it.
type Keyed interface {
	error
	MessageKey() (key string, pairs []any)
}

// Err words an error. An error that nobody planned for gets one calm sentence and its technical text.
func (l *Localizer) Err(err error) Sentence {
	key, pairs := kind(err)
	return Sentence{
		What: l.part(key, "what", pairs),
		Kept: l.part(key, "kept", pairs),
		Do:   l.part(key, "do", pairs),
	}
}

func (l *Localizer) part(key, part string, pairs []any) string {
	full := "error." + key + "." + part
	if !l.Has(full) {
		return ""
	}
	return l.T(full, pairs...)
}

// kind is the message key of an error: the first entry that recognises it.
func kind(err error) (string, []any) {
	var keyed Keyed
	if errors.As(err, &keyed) {
		return keyed.MessageKey()
	}
	if key, pairs, ok := typed(err); ok {
		return key, pairs
	}
	for _, e := range sentinels() {
		if errors.Is(err, e.err) {
			return e.key, nil
		}
	}
	return "unknown", []any{"text", err.Error()}
}

// typed recognises errors whose fields the sentence needs.
func typed(err error) (string, []any, bool) {
	var (
		schema  *store.NewerSchemaError
		changed *store.SchemaChangedError
		chain   *store.ChainError
		invalid *store.InvalidError
		free    *store.FreeTextError
		damaged *vault.DamagedError
		newer   *vault.NewerFormatError
		defs    instruments.DefinitionErrors
		def     *instruments.DefinitionError
		compile *scoring.CompileError
		code    *scoring.CodeError
		offered *instruments.CodeNotOfferedError
		wording *instruments.WordingError
		path    *fs.PathError
	)
	switch {
	case errors.As(err, &schema):
		return "newer-file", []any{"have", schema.Have, "know", schema.Know}, true
	case errors.As(err, &newer):
		return "newer-file", []any{"have", newer.Have, "know", newer.Know}, true
	case errors.As(err, &changed):
		return "schema-changed", []any{"version", changed.Version}, true
	case errors.As(err, &chain):
		return "log-chain", []any{"seq", chain.Seq}, true
	case errors.As(err, &free):
		return "free-text", nil, true
	case errors.As(err, &invalid):
		return "invalid", []any{"noun", invalid.Noun, "field", invalid.Field}, true
	case errors.As(err, &damaged):
		return "damaged", []any{"page", damaged.Page}, true
	case errors.As(err, &defs):
		return "definition", []any{"text", defs.Error()}, true
	case errors.As(err, &def):
		return "definition", []any{"text", def.Error()}, true
	case errors.As(err, &compile):
		return "definition", []any{"text", compile.Error()}, true
	case errors.As(err, &code):
		return "code", []any{"item", code.Item, "code", code.Code}, true
	case errors.As(err, &offered):
		return "code", []any{"item", offered.Item, "code", offered.Code}, true
	case errors.As(err, &wording):
		return "wording", []any{"text", wording.Error()}, true
	case errors.As(err, &path) && errors.Is(err, fs.ErrNotExist):
		return "no-file", []any{"path", path.Path}, true
	case errors.As(err, &path) && errors.Is(err, fs.ErrPermission):
		return "no-permission", []any{"path", path.Path}, true
	case errors.As(err, &path) && errors.Is(err, syscall.EISDIR):
		return "is-folder", []any{"path", path.Path}, true
	}
	return "", nil, false
}

type sentinel struct {
	err error
	key string
}

// sentinels in the order in which they are tried.
func sentinels() []sentinel {
	return []sentinel{
		{vault.ErrWrongSecret, "wrong-secret"},
		{vault.ErrRecoveryCode, "recovery-code"},
		{vault.ErrNoSuchSlot, "no-slot"},
		{vault.ErrLastSlot, "last-slot"},
		{vault.ErrBadSecret, "bad-secret"},
		{vault.ErrNotVault, "not-workspace"},
		{store.ErrNotWorkspace, "not-workspace"},
		{vault.ErrHeaderAltered, "header-altered"},
		{vault.ErrTruncated, "truncated"},
		{vault.ErrExists, "file-exists"},
		{vault.ErrInUse, "in-use"},
		{vault.ErrDiskFull, "disk-full"},
		{vault.ErrReadOnly, "read-only"},
		{store.ErrCompleted, "completed"},
		{store.ErrConflict, "conflict"},
		{store.ErrErased, "erased"},
		{store.ErrRefused, "refused"},
		{store.ErrNoCodeLeft, "no-code-left"},
		{store.ErrPaperOnly, "paper-only"},
		{instruments.ErrPaperOnly, "paper-only"},
		{instruments.ErrUnknownInstrument, "unknown-instrument"},
		{store.ErrNotFound, "not-found"},
		{context.Canceled, "canceled"},
		{fs.ErrNotExist, "no-file"},
	}
}

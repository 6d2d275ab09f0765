package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
)

// longestSecret is far beyond any passphrase; a file larger than this is the wrong one.
const longestSecret = 4096

// passphrase asks for the passphrase of an existing workspace.
func (a *app) passphrase(ctx context.Context) (string, error) {
	if s, given, err := a.givenPassphrase(); given || err != nil {
		return s, err
	}
	return a.hidden(ctx, a.loc.T("cli.ask.passphrase"))
}

// newPassphrase asks for a new one, twice when a person types it.
func (a *app) newPassphrase(ctx context.Context) (string, error) {
	s, given, err := a.givenPassphrase()
	if err != nil {
		return "", err
	}
	if !given {
		if s, err = a.twice(ctx, "cli.ask.new-passphrase"); err != nil {
			return "", err
		}
	}
	return s, strong(s)
}

// freshPassphrase is newPassphrase for a secret with a flag of its own.
func (a *app) freshPassphrase(ctx context.Context, file, ask string) (s string, err error) {
	if file == "" {
		s, err = a.twice(ctx, ask)
	} else {
		s, err = secretOf(file)
	}
	if err != nil {
		return "", err
	}
	return s, strong(s)
}

// strong refuses a passphrase that is too short.
func strong(s string) error {
	if len([]rune(s)) < casework.ShortestPassphrase {
		return &problem{key: "passphrase-short", pairs: []any{"n", casework.ShortestPassphrase}}
	}
	return nil
}

// twice asks a person for a new secret, and once more.
func (a *app) twice(ctx context.Context, ask string) (string, error) {
	s, err := a.hidden(ctx, a.loc.T(ask, "n", casework.ShortestPassphrase))
	if err != nil {
		return "", err
	}
	again, err := a.hidden(ctx, a.loc.T("cli.ask.passphrase-again"))
	if err != nil {
		return "", err
	}
	if again != s {
		return "", &problem{key: "passphrase-differs"}
	}
	return s, nil
}

// givenPassphrase reads the passphrase from where the flags point; false when they point nowhere.
func (a *app) givenPassphrase() (string, bool, error) {
	switch {
	case a.flags.passphraseFile != "":
		s, err := secretOf(a.flags.passphraseFile)
		return s, err == nil, err
	case a.flags.passphraseFD >= 0:
		f := os.NewFile(uintptr(a.flags.passphraseFD), "passphrase")
		if f == nil {
			return "", false, a.usage("cli.usage.fd", "n", a.flags.passphraseFD)
		}
		s, err := readSecret(f)
		return s, err == nil, err
	}
	return "", false, nil
}

// secretOf is the first line of a file.
func secretOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read the passphrase: %w", err)
	}
	return readSecret(f)
}

// readSecret reads the first line and closes the file.
func readSecret(f *os.File) (string, error) {
	defer func() { _ = f.Close() }() // opened for reading only
	raw, err := io.ReadAll(io.LimitReader(f, longestSecret+1))
	if err != nil {
		return "", fmt.Errorf("read the passphrase: %w", err)
	}
	s, _, _ := strings.Cut(string(raw), "\n")
	s = strings.TrimSuffix(s, "\r")
	if s == "" || len(raw) > longestSecret {
		return "", &problem{key: "passphrase-source"}
	}
	return s, nil
}

// hidden asks a person for a secret without showing it.
func (a *app) hidden(ctx context.Context, prompt string) (string, error) {
	f, ok := a.std.In.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return "", a.usage("cli.usage.no-prompt")
	}
	_, _ = fmt.Fprint(a.std.Err, prompt+" ")
	state, err := term.GetState(int(f.Fd()))
	if err != nil {
		return "", fmt.Errorf("prepare the terminal: %w", err)
	}
	typed := make(chan []byte, 1)
	failed := make(chan error, 1)
	go func() {
		raw, err := term.ReadPassword(int(f.Fd()))
		if err != nil {
			failed <- err
			return
		}
		typed <- raw
	}()
	defer func() { _, _ = fmt.Fprintln(a.std.Err) }()
	select {
	case raw := <-typed:
		return string(raw), nil
	case err := <-failed:
		return "", fmt.Errorf("read the passphrase: %w", err)
	case <-ctx.Done():
		return "", errors.Join(ctx.Err(), term.Restore(int(f.Fd()), state))
	}
}

// asker reads answers of a person line by line.
type asker struct {
	in  *bufio.Reader
	out io.Writer
}

func (a *app) asker() *asker { return &asker{in: bufio.NewReader(a.std.In), out: a.std.Err} }

// line asks and reads one line; io.EOF when there is none.
func (q *asker) line(ctx context.Context, prompt string) (string, error) {
	_, _ = fmt.Fprint(q.out, prompt+" ")
	type read struct {
		text string
		err  error
	}
	got := make(chan read, 1)
	go func() {
		s, err := q.in.ReadString('\n')
		if errors.Is(err, io.EOF) && s != "" {
			err = nil
		}
		got <- read{strings.TrimSpace(s), err}
	}()
	select {
	case r := <-got:
		return r.text, r.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
)

func (a *app) door() *cabinet.Door {
	return cabinet.NewDoor(a.cfg.Workspace, a.host.kdf, a.host.clock)
}

// open asks for the passphrase and opens the workspace.
func (a *app) open(ctx context.Context) (cabinet.Record, error) {
	secret, err := a.knock(ctx)
	if err != nil {
		return cabinet.Record{}, err
	}
	return a.openWith(ctx, secret)
}

// knock asks for the passphrase, or the recovery code, when there is a workspace to open.
func (a *app) knock(ctx context.Context) (string, error) {
	if d := a.door(); !d.Exists() {
		return "", &problem{key: "no-workspace", pairs: []any{"path", d.Path()}}
	}
	return a.passphrase(ctx)
}

func (a *app) openWith(ctx context.Context, secret string) (cabinet.Record, error) {
	rec, err := a.door().Open(ctx, secret, false)
	if err != nil {
		return cabinet.Record{}, fmt.Errorf("open the workspace: %w", err)
	}
	r, ok := rec.(cabinet.Record)
	if !ok {
		return cabinet.Record{}, errors.Join(fmt.Errorf("a record of type %T", rec), rec.Close())
	}
	for _, n := range r.Notices() {
		a.note(n.Key, "path", n.Path, "n", n.N)
	}
	return r, nil
}

// desk opens the workspace and sits down at it. The caller leaves the desk.
func (a *app) desk(ctx context.Context) (*casework.Desk, cabinet.Record, error) {
	secret, err := a.knock(ctx)
	if err != nil {
		return nil, cabinet.Record{}, err
	}
	return a.deskWith(ctx, secret)
}

func (a *app) deskWith(ctx context.Context, secret string) (*casework.Desk, cabinet.Record, error) {
	rec, err := a.openWith(ctx, secret)
	if err != nil {
		return nil, rec, err
	}
	cat, err := a.definitions()
	if err != nil {
		return nil, rec, errors.Join(err, rec.Close())
	}
	d, err := casework.NewDesk(ctx, rec, cat, a.host.clock)
	if err != nil {
		return nil, rec, errors.Join(fmt.Errorf("read the settings: %w", err), rec.Close())
	}
	return d, rec, nil
}

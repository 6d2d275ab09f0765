package cli

import (
	"context"
	"errors"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/vault"
)

// atDeskOf sits down at a workspace of a script.
func atDeskOf(ts *testscript.TestScript, file string, do func(*casework.Desk) error) {
	ctx := context.Background()
	rec, err := cabinet.NewDoor(ts.MkAbs(file), vault.FloorKDF(), testHost().clock).Open(ctx, secret, false)
	ts.Check(err)
	cat, err := instruments.Builtin()
	ts.Check(err)
	desk, err := casework.NewDesk(ctx, rec, cat, testHost().clock)
	ts.Check(err)
	ts.Check(errors.Join(do(desk), desk.Leave(ctx)))
}

// recipient puts the public key of a workspace into RECIPIENT and the fingerprint it signs with into SIGNER: recipient FILE.
func recipient(ts *testscript.TestScript, _ bool, args []string) {
	atDeskOf(ts, args[0], func(desk *casework.Desk) error {
		a, err := desk.Address(context.Background())
		ts.Setenv("RECIPIENT", a.Recipient)
		ts.Setenv("SIGNER", a.Signer.Words)
		return err
	})
}

// conflict puts the id of a conflict about something into CONFLICT: conflict FILE KIND.
func conflict(ts *testscript.TestScript, _ bool, args []string) {
	atDeskOf(ts, args[0], func(desk *casework.Desk) error {
		all, err := desk.Conflicts(context.Background())
		for _, c := range all {
			if string(c.About) == args[1] {
				ts.Setenv("CONFLICT", c.ID)
			}
		}
		return err
	})
}

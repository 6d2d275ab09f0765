package deeds

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/vault"
)

const second = "another passphrase for tests"

// upkeep is what is set, and keys and copies of the file.
func upkeep() []Deed {
	return []Deed{
		{
			Name: "idle time", Calls: []string{"settings.SaveSettings"},
			Do: func(h Hands, _ *Place) {
				settings(h, "Locks when idle")
				h.Sees("1–15")
				h.Press("ctrl+u")
				h.Type("9")
				h.Press("enter")
				h.Sees("9 minutes")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				s, err := p.Settings(ctx)
				return s.AutoLockMinutes == 9, err
			},
		},
		{
			Name: "PIN", Calls: []string{"settings.SetPIN"},
			Do: func(h Hands, _ *Place) {
				settings(h, "PIN")
				h.Sees("same again")
				h.Type("135790")
				h.Press("enter")
				h.Type("135790")
				h.Press("enter")
				h.Sees("✓")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				n, err := p.Desk.PINLength(ctx)
				return n == 6, err
			},
		},
		{
			Name: "backup", Calls: []string{"keeping.Backup"},
			Do: func(h Hands, p *Place) {
				keeping(h, "Make a backup")
				h.Press("ctrl+u")
				h.Type(filepath.Join(p.Dir, "copy.mittari"))
				h.Press("enter")
				h.Sees("✓ Backup")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				_, err := os.Stat(filepath.Join(p.Dir, "copy.mittari"))
				v, err2 := p.Desk.Keeping(ctx)
				return err == nil && !v.LastBackup.IsZero(), err2
			},
		},
		{
			Name: "reminder", Calls: []string{"keeping.RemindOfBackup"},
			Do: func(h Hands, _ *Place) {
				keeping(h, "Remind")
				h.Press("ctrl+u")
				h.Type("14")
				h.Press("enter")
				h.Sees("14 days")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				v, err := p.Desk.Keeping(ctx)
				return v.BackupEvery == 14, err
			},
		},
		{
			Name: "time of keeping", Calls: []string{"keeping.KeepFor"},
			Do: func(h Hands, _ *Place) {
				settings(h, "Time of keeping")
				h.Sees("ended more than")
				h.Press("m")
				h.Sees("1–600")
				h.Press("ctrl+u")
				h.Type("36")
				h.Press("enter")
				h.Sees("more than 36 months")
			},
			Kept: func(ctx context.Context, p *Place) (bool, error) {
				v, err := p.Desk.Keeping(ctx)
				return v.KeepMonths == 36, err
			},
		},
		{
			Name: "second key", Calls: []string{"keeping.ChangeKey"},
			Do:   func(h Hands, _ *Place) { secondKey(h) },
			Kept: func(_ context.Context, p *Place) (bool, error) { return opens(p.Path, second) },
		},
		{
			Name: "second key removed", Calls: []string{"keeping.RemoveSecond"},
			Do: func(h Hands, _ *Place) {
				secondKey(h)
				h.Choose("Remove the second")
				h.Press("enter")
				h.Sees("no longer opens")
				h.Type(storetest.Passphrase)
				h.Press("enter")
				h.Sees("Second person’s passphrase none")
			},
			Kept: func(_ context.Context, p *Place) (bool, error) {
				open, err := opens(p.Path, second)
				return !open, err
			},
		},
		{
			Name: "instrument of the team", Calls: []string{"protocol.AddNeed"},
			Do: func(h Hands, _ *Place) {
				settings(h, "The team’s instruments")
				h.Sees("house protocol")
				h.Press("a")
				h.Sees("Instrument")
				h.Press("enter", "enter", "enter", "right", "enter")
				h.Sees("✓")
			},
			Kept: needs(func(n int) bool { return n > 3 }),
		},
		{
			Name: "instrument of the team taken away", Calls: []string{"protocol.RemoveNeed"},
			Do: func(h Hands, _ *Place) {
				settings(h, "The team’s instruments")
				h.Sees("house protocol")
				h.Press("x", "right", "enter")
				h.Sees("was removed")
			},
			Kept: needs(func(n int) bool { return n < 3 }),
		},
	}
}

func keeping(h Hands, page string) {
	settings(h, "Backups and keys")
	h.Sees("With the file closed")
	h.Choose(page)
	h.Press("enter")
	h.Sees("F1")
}

func secondKey(h Hands) {
	keeping(h, "Second person")
	h.Sees("They type it themselves")
	h.Type(storetest.Passphrase)
	h.Press("enter")
	h.Type(second)
	h.Press("enter")
	h.Type(second)
	h.Press("enter")
	h.Sees("Remove the second")
}

// opens tries a secret on a file.
func opens(path, secret string) (bool, error) {
	for _, slot := range []vault.SlotKind{vault.SlotPassphrase, vault.SlotSecondPerson} {
		key, err := vault.Unlock(path, slot, secret)
		if err == nil {
			key.Forget()
			return true, nil
		}
		if errors.Is(err, fs.ErrNotExist) {
			return false, err
		}
	}
	return false, nil
}

// needs looks at how many instruments the team asks at the start; the house protocol has three.
func needs(as func(int) bool) func(context.Context, *Place) (bool, error) {
	return func(ctx context.Context, p *Place) (bool, error) {
		v, err := p.Desk.TeamProtocol(ctx)
		n := 0
		for _, r := range v.Rows {
			if r.Wave == store.Start {
				n++
			}
		}
		return as(n), err
	}
}

package cabinet_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/vault"
)

const (
	old   = "vanha salasana tässä"
	fresh = "uusi salasana tässä"
)

func clock() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }

// place is a door with a workspace behind it.
func place(t *testing.T) (*cabinet.Door, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "team.mittari")
	d := cabinet.NewDoor(path, vault.FloorKDF(), clock)
	code, err := d.NewRecoveryCode()
	if err != nil {
		t.Fatal(err)
	}
	rec, err := d.Create(t.Context(), old, code)
	if err != nil {
		t.Fatal(err)
	}
	first := casework.First{Lang: "fi", RegionCode: "ES", RegionName: "Etelä-Savo", TeamCode: "ES-T", TeamName: "Tiimi", WorkerCode: "T1"}
	if err := errors.Join(casework.SetUp(t.Context(), rec, first, clock), rec.Close()); err != nil {
		t.Fatal(err)
	}
	return d, code
}

func sit(t *testing.T, d *cabinet.Door, secret string) (*casework.Desk, cabinet.Record) {
	t.Helper()
	rec, err := d.Open(t.Context(), secret, false)
	if err != nil {
		t.Fatal(err)
	}
	desk, err := casework.NewDesk(t.Context(), rec, catalogue(t), clock)
	if err != nil {
		t.Fatal(err)
	}
	return desk, rec.(cabinet.Record)
}

func catalogue(t *testing.T) *instruments.Catalogue {
	t.Helper()
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func proving(t *testing.T) cabinet.Prove {
	t.Helper()
	cat := catalogue(t)
	return func(ctx context.Context, rec casework.Record) (casework.Proof, error) {
		return casework.Prove(ctx, rec, cat)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func noted(t *testing.T, d *cabinet.Door, secret string) store.LogHead {
	t.Helper()
	desk, _ := sit(t, d, secret)
	m, err := desk.LogMark(t.Context())
	must(t, errors.Join(err, desk.Leave(t.Context())))
	return m
}

func TestRekeyGoesOnWithTheLogAndShutsTheOldSecretsOut(t *testing.T) {
	d, code := place(t)
	mark := noted(t, d, old)
	for i, secrets := range [][]string{{old, fresh}, {fresh, "kolmas salasana tässä"}} { // twice: the log key is kept again
		rec, err := d.Open(t.Context(), secrets[0], false)
		must(t, err)
		kept, err := d.Rekey(t.Context(), rec.(cabinet.Record), []casework.Secret{{Kind: casework.KeyPassphrase, Text: secrets[1]}})
		must(t, err)
		if _, err := d.Open(t.Context(), secrets[0], false); !errors.Is(err, vault.ErrWrongSecret) {
			t.Errorf("%d: the old passphrase gives %v", i, err)
		}
		if _, err := d.Open(t.Context(), code, true); err == nil {
			t.Errorf("%d: the old recovery code still opens", i)
		}
		if _, err := cabinet.NewDoor(kept, vault.FloorKDF(), clock).Try(casework.Secret{Text: secrets[0]}); err != nil {
			t.Errorf("%d: the old file is not kept as it was: %v", i, err)
		}
		desk, now := sit(t, d, secrets[1])
		if err := desk.CheckLogMark(t.Context(), mark); err != nil {
			t.Errorf("%d: the noted point: %v", i, err)
		}
		if k, err := desk.Keeping(t.Context()); err != nil || !k.Due {
			t.Errorf("%d: no backup is asked for after a new key: %+v, %v", i, k, err)
		}
		p, err := casework.Prove(t.Context(), now, catalogue(t))
		if err := errors.Join(err, p.Err()); err != nil {
			t.Errorf("%d: %v", i, err)
		}
		must(t, desk.Leave(t.Context()))
	}
}

func TestRekeyThatCannotBeDoneChangesNothing(t *testing.T) {
	d, _ := place(t)
	rec, err := d.Open(t.Context(), old, false)
	must(t, err)
	if _, err := d.Rekey(t.Context(), rec.(cabinet.Record), []casework.Secret{{Kind: casework.KeyPassphrase, Text: "lyhyt"}}); !errors.Is(err, casework.ErrShortPassphrase) {
		t.Errorf("%v, want a refusal", err)
	}
	must(t, os.WriteFile(d.Path()+".new-key", []byte("left by a kill"), 0o600))
	rec, err = d.Open(t.Context(), old, false)
	must(t, err)
	if _, err := d.Rekey(t.Context(), rec.(cabinet.Record), []casework.Secret{{Kind: "other", Text: fresh}}); !errors.Is(err, vault.ErrBadSecret) {
		t.Errorf("%v, want a bad secret", err)
	}
	rec, err = d.Open(t.Context(), old, false)
	must(t, err)
	if _, err := d.Rekey(t.Context(), rec.(cabinet.Record), []casework.Secret{{Kind: casework.KeyPassphrase, Text: fresh}}); err != nil {
		t.Errorf("what a kill left behind is in the way: %v", err)
	}
	only(t, filepath.Dir(d.Path()), "team.mittari", "team.before-rekey-2026-11-22.mittari")
}

// only fails when a folder holds anything else.
func only(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	have := map[string]bool{}
	for _, e := range entries {
		have[e.Name()] = true
	}
	for _, n := range names {
		if !have[n] {
			t.Errorf("%s is missing", n)
		}
		delete(have, n)
	}
	if len(have) > 0 {
		t.Errorf("left over: %v", have)
	}
}

// backup makes one, and then something that only the workspace has.
func backup(t *testing.T, d *cabinet.Door) string {
	t.Helper()
	desk, _ := sit(t, d, old)
	path, err := desk.Backup(t.Context(), t.TempDir())
	must(t, err)
	if filepath.Base(path) != casework.BackupName(store.DateOf(clock())) {
		t.Errorf("the backup is called %s", path)
	}
	k, err := desk.Keeping(t.Context())
	if err != nil || k.Due || !k.LastBackup.Equal(clock()) {
		t.Errorf("after a backup: %+v, %v", k, err)
	}
	_, err = desk.AddFamily(t.Context(), casework.NewFamily{})
	must(t, errors.Join(err, desk.Leave(t.Context())))
	return path
}

func TestRestoreShowsBothKeepsThePresentAndSaysSoInTheLog(t *testing.T) {
	d, _ := place(t)
	from := backup(t, d)
	late := noted(t, d, old)
	r, err := d.Bring(t.Context(), from, casework.Secret{Text: old}, "", proving(t))
	must(t, errors.Join(err, r.Proof.Err()))
	if r.Backup.Families != 0 || r.Present == nil || r.Present.Contents == nil || r.Present.Contents.Families != 1 {
		t.Errorf("backup %+v, present %+v", r.Backup, r.Present)
	}
	kept, err := r.Commit(t.Context())
	must(t, err)
	only(t, filepath.Dir(d.Path()), "team.mittari", filepath.Base(kept))
	desk, rec := sit(t, d, old)
	var back *casework.RolledBackError
	if err := desk.CheckLogMark(t.Context(), late); !errors.As(err, &back) {
		t.Errorf("a later point: %v, want rolled back", err)
	}
	entries, err := rec.Entries(t.Context(), store.FamilyID{}, 2)
	must(t, errors.Join(err, desk.Leave(t.Context())))
	if entries[1].Action != store.ActImport || entries[1].Object != "backup" {
		t.Errorf("the log says %+v", entries)
	}
	was, err := cabinet.NewDoor(kept, vault.FloorKDF(), clock).Open(t.Context(), old, false)
	must(t, err)
	c, err := casework.ContentsOf(t.Context(), was)
	if err := errors.Join(err, was.Close()); err != nil || c.Families != 1 {
		t.Errorf("kept: %+v, %v", c, err)
	}
}

func TestRestoreCanBeGivenUp(t *testing.T) {
	d, _ := place(t)
	from := backup(t, d)
	before, err := os.ReadFile(from)
	must(t, err)
	must(t, os.WriteFile(d.Path()+".restoring", []byte("left by a kill"), 0o600))
	r, err := d.Bring(t.Context(), from, casework.Secret{Text: old}, "", proving(t))
	must(t, err)
	must(t, r.Drop())
	only(t, filepath.Dir(d.Path()), "team.mittari")
	if after, err := os.ReadFile(from); err != nil || string(after) != string(before) {
		t.Errorf("the backup was touched: %v", err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	d, _ := place(t)
	from := backup(t, d)
	bring := func(path, secret string) error {
		_, err := d.Bring(t.Context(), path, casework.Secret{Text: secret}, "", proving(t))
		return err
	}
	if err := bring(d.Path(), old); !errors.Is(err, vault.ErrExists) {
		t.Errorf("itself: %v", err)
	}
	if err := bring(from, fresh); !errors.Is(err, vault.ErrWrongSecret) {
		t.Errorf("wrong secret: %v", err)
	}
	if err := bring(from+".not", old); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	rec, err := d.Open(t.Context(), old, false)
	must(t, err)
	if err := bring(from, old); !errors.Is(err, vault.ErrInUse) {
		t.Errorf("open elsewhere: %v", err)
	}
	must(t, rec.Close())
	must(t, os.WriteFile(d.Path()+"-wal", []byte("unfinished"), 0o600))
	other, _ := place(t)
	foreign := backup(t, other)
	desk, _ := sit(t, other, old)
	must(t, desk.ChangeKey(t.Context(), old, casework.Secret{Kind: casework.KeyPassphrase, Text: fresh}))
	path, err := desk.Backup(t.Context(), filepath.Dir(foreign))
	must(t, errors.Join(err, desk.Leave(t.Context())))
	var unfinished *cabinet.UnfinishedError
	if err := bring(path, fresh); !errors.As(err, &unfinished) {
		t.Errorf("unfinished log of a file that does not open: %v", err)
	}
}

// A workspace that is beyond opening is kept with its unfinished log.
func TestRestoreOverADamagedFileLosesNothingOfIt(t *testing.T) {
	d, _ := place(t)
	from := backup(t, d)
	must(t, os.Truncate(d.Path(), 9000))
	must(t, os.WriteFile(d.Path()+"-wal", []byte("unfinished"), 0o600))
	r, err := d.Bring(t.Context(), from, casework.Secret{Text: old}, "", proving(t))
	must(t, err)
	kept, err := r.Commit(t.Context())
	must(t, err)
	if info, err := os.Stat(kept); err != nil || info.Size() != 9000 {
		t.Errorf("kept: %v, %v", info, err)
	}
	if raw, err := os.ReadFile(kept + "-wal"); err != nil || string(raw) != "unfinished" {
		t.Errorf("kept log: %q, %v", raw, err)
	}
	desk, _ := sit(t, d, old)
	must(t, desk.Leave(t.Context()))
}

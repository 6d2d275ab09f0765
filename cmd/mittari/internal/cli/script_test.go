package cli

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/demo"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/vault"
)

// TestMain makes the program a command of the scripts: the test binary runs itself, so that every command is a
// process of its own, as it is for a user.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"mittari": func() {
			std := Stdio{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
			os.Exit(run(context.Background(), os.Args[1:], std, testHost()))
		},
	})
}

// testHost has a fixed day and a cheap key derivation.
func testHost() host {
	return host{
		clock:  func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) },
		kdf:    vault.FloorKDF(),
		locale: localeOf(os.Getenv),
	}
}

// secret is the passphrase of the scripts; each finds it in the file secret.txt.
const secret = "neljä sanaa riittää hyvin"

// pin is the worker's PIN in the invented workspace.
const pin = "2468"

func TestScripts(t *testing.T) {
	invented := filepath.Join(t.TempDir(), "invented.mittari")
	buildInvented(t, invented)
	tables, err := filepath.Abs("testdata/tables")
	if err != nil {
		t.Fatal(err)
	}
	definitions, err := filepath.Abs("../../../../testdata/instruments")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       flag.Lookup("update").Value.String() == "true", // that of golden files
		Setup: func(env *testscript.Env) error {
			env.Setenv("INVENTED", invented)
			env.Setenv("TABLES", tables)
			env.Setenv("DEFINITIONS", definitions)
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, "config"))
			env.Setenv("LANG", "en_GB.UTF-8")
			env.Setenv("GORACE", os.Getenv("GORACE"))
			env.Setenv("REFERENCE", os.Getenv("MITTARI_REFERENCE_DATA"))
			return os.WriteFile(filepath.Join(env.WorkDir, "secret.txt"), []byte(secret+"\n"), 0o600)
		},
		Condition: func(name string) (bool, error) {
			return name == "reference" && os.Getenv("MITTARI_REFERENCE_DATA") != "", nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":      exitsWith,
			"flip":      flip,
			"truncate":  truncate,
			"newer":     newer,
			"hold":      hold,
			"recipient": recipient,
			"conflict":  conflict,
		},
	})
}

// buildInvented makes a small invented workspace that the scripts copy.
func buildInvented(t *testing.T, path string) {
	t.Helper()
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := cabinet.NewDoor(path, vault.FloorKDF(), testHost().clock)
	code, err := d.NewRecoveryCode()
	if err != nil {
		t.Fatal(err)
	}
	rec, err := d.Create(t.Context(), secret, code)
	if err != nil {
		t.Fatal(err)
	}
	_, err = demo.Build(t.Context(), rec, cat, demo.Options{Families: 60, Lang: instruments.English})
	desk, sat := casework.NewDesk(t.Context(), rec, cat, testHost().clock)
	if sat == nil {
		sat = desk.SetPIN(t.Context(), pin)
	}
	if err := errors.Join(err, sat, rec.Close()); err != nil {
		t.Fatal(err)
	}
}

// exitsWith runs a command and compares its exit code, as in: code 3 mittari score --in x.csv.
func exitsWith(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command …")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if err != nil {
		exit, ok := err.(interface{ ExitCode() int })
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// flip changes one byte: flip FILE OFFSET.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	raw, err := os.ReadFile(path)
	ts.Check(err)
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	raw[at] ^= 0x10
	ts.Check(os.WriteFile(path, raw, 0o600))
}

// truncate cuts a file: truncate FILE BYTES.
func truncate(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// newer makes both copies of the header say that a later version of the program wrote them.
func newer(ts *testscript.TestScript, _ bool, args []string) {
	const copySize, versionAt, sumAt = 4096, 8, 4096 - 32
	path := ts.MkAbs(args[0])
	raw, err := os.ReadFile(path)
	ts.Check(err)
	for i := range 2 {
		part := raw[i*copySize : (i+1)*copySize]
		binary.LittleEndian.PutUint32(part[versionAt:], 99)
		sum := sha256.Sum256(part[:sumAt])
		copy(part[sumAt:], sum[:])
	}
	ts.Check(os.WriteFile(path, raw, 0o600))
}

// hold keeps a workspace open in this process until the script ends, as a second window would.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	d := cabinet.NewDoor(ts.MkAbs(args[0]), vault.FloorKDF(), testHost().clock)
	rec, err := d.Open(context.Background(), secret, false)
	ts.Check(err)
	ts.Defer(func() { _ = rec.Close() })
}

package vault

import (
	"bufio"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	mrand "math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"modernc.org/sqlite"

	"github.com/mittari/mittari/store/internal/faultlog"
	"github.com/mittari/mittari/store/storetest/fuse"
)

// The test binary starts itself to have a second process: one that saves answers until it is killed, or
// one that tries to open a vault.
const (
	childMode  = "MITTARI_VAULT_CHILD"
	childPath  = "MITTARI_VAULT_PATH"
	childKey   = "MITTARI_VAULT_KEY"
	childStart = "MITTARI_VAULT_START"
	childShare = "MITTARI_VAULT_SHARED"
)

func TestMain(m *testing.M) {
	switch os.Getenv(childMode) {
	case "save":
		childSave(os.Stdout)
	case "open":
		childOpen(os.Stdout)
	case "backup", "renew":
		childCopy(os.Stdout, os.Getenv(childMode) == "renew")
	default:
		m.Run()
	}
}

func child(t *testing.T, mode, path string, k *Key, extra ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childMode+"="+mode, childPath+"="+path,
		childKey+"="+hex.EncodeToString(k.dek[:])+hex.EncodeToString(k.vaultID[:]))
	cmd.Env = append(cmd.Env, extra...)
	cmd.Stderr = os.Stderr
	return cmd
}

func keyFromEnv() *Key {
	b, err := hex.DecodeString(os.Getenv(childKey))
	if err != nil || len(b) != keySize+16 {
		panic("bad key in environment")
	}
	k := &Key{}
	copy(k.dek[:], b)
	copy(k.vaultID[:], b[keySize:])
	return k
}

// childOpen says how opening went.
func childOpen(out io.Writer) {
	begin := time.Now()
	v, err := Open(context.Background(), os.Getenv(childPath), keyFromEnv(), Options{})
	took := time.Since(begin).Milliseconds()
	switch {
	case errors.Is(err, ErrInUse):
		_, _ = fmt.Fprintln(out, "in-use", took, sqlite.OFDLockingEnabled())
	case err != nil:
		_, _ = fmt.Fprintln(out, "error", err)
	default:
		_, _ = fmt.Fprintln(out, "opened", v.Close())
	}
}

// childSave saves answers, one per transaction, and says which are saved only after the commit.
func childSave(out io.Writer) {
	v, err := Open(context.Background(), os.Getenv(childPath), keyFromEnv(), Options{
		CacheKiB: 100, autoCheckpoint: 60, Shared: os.Getenv(childShare) != "",
	})
	if err != nil {
		_, _ = fmt.Fprintln(out, "error", err)
		return
	}
	f := fuse.Light(time.Now)
	start, _ := strconv.Atoi(os.Getenv(childStart))
	for i := start + 1; ; i++ {
		if _, err := v.DB().Exec(saveAnswer(i)); err != nil {
			_, _ = fmt.Fprintln(out, "error", err)
			return
		}
		_, _ = fmt.Fprintln(out, i)
		f.Step()
	}
}

const saveSchema = `create table a(seq integer primary key, note text); create index an on a(note);
	create table mirror(seq integer primary key, note text); create table bulk(id integer primary key, v blob)`

// saveAnswer writes answer i twice, so that a half transaction shows, now and then with a transaction
// that spills out of the cache, or shrinks the database.
func saveAnswer(i int) string {
	q := "begin immediate;"
	switch i % 7 {
	case 3:
		q += `insert into bulk(v) select randomblob(3000) from
			(with recursive x(i) as (values(1) union all select i+1 from x where i<60) select i from x);`
	case 5:
		q += "delete from bulk where id%3=1 or id<(select max(id)-200 from bulk);"
	}
	note := strings.Repeat("ä", i*3%500)
	return q + fmt.Sprintf("insert into a values(%d,'%s'); insert into mirror values(%d,'%s'); commit", i, note, i, note)
}

// TestKillWhileSaving kills a process with signal 9 at random moments while it saves answers.
func TestKillWhileSaving(t *testing.T) {
	t.Run("exclusive", func(t *testing.T) { killWhileSaving(t, faultlog.Draw(5, 800), false) })
	t.Run("shared", func(t *testing.T) { killWhileSaving(t, faultlog.Draw(1, 200), true) })
}

func killWhileSaving(t *testing.T, kills int, shared bool) {
	t.Helper()
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	run(t, v.DB(), saveSchema)
	must(t, v.Close())
	r := mrand.New(mrand.NewPCG(1, 2))
	saved, torn, logs := 0, 0, 0
	for kill := range kills {
		answered := saveUntilKilled(t, path, k, shared, saved, momentOf(r, kill))
		if fi, err := os.Stat(path + "-wal"); err == nil && fi.Size() > 0 {
			logs++
		}
		v := openVault(t, path, k, Options{Shared: shared})
		n := checkAnswers(t, v, answered)
		torn += v.Notices().WALDropped
		must(t, v.Close())
		if n < saved {
			t.Fatalf("kill %d: %d answers, %d before", kill, n, saved)
		}
		saved = n
	}
	t.Logf("log left behind %d times, torn units %d", logs, torn)
	name := map[bool]string{true: ", file shared", false: ""}[shared]
	faultlog.Line{Fault: "kill -9 while saving pages" + name, Runs: kills, Acknowledged: saved}.Log(t)
	if saved < kills {
		t.Errorf("only %d answers saved: the kills came too early to prove anything", saved)
	}
}

// moment of a kill: when a fuse has burnt down, or without one some time after the start of the process.
type moment struct {
	fuse  string
	after time.Duration
}

// momentOf draws after how many answers and what part of the next to kill. Each fifth kill comes soon after the start:
// a slow machine then is still opening the file, and nothing need have been answered.
func momentOf(r *mrand.Rand, kill int) moment {
	if kill%5 == 4 {
		return moment{after: time.Duration(r.IntN(100)) * time.Millisecond}
	}
	return moment{fuse: fuse.After(2+r.IntN(100), r.Float64())}
}

// saveUntilKilled returns the last answer that the child said was saved.
func saveUntilKilled(t *testing.T, path string, k *Key, shared bool, start int, at moment) int {
	t.Helper()
	cmd := child(t, "save", path, k, fmt.Sprintf("%s=%d", childStart, start))
	if shared {
		cmd.Env = append(cmd.Env, childShare+"=1")
	}
	if at.fuse != "" {
		cmd.Env = append(cmd.Env, at.fuse)
	}
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	if at.fuse == "" {
		defer time.AfterFunc(at.after, func() { _ = cmd.Process.Kill() }).Stop()
	}
	last := start
	for lines := bufio.NewScanner(out); lines.Scan(); {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Errorf("child: %s", lines.Text())
			break
		}
		last = n
	}
	_ = cmd.Wait() // it was killed
	return last
}

// checkAnswers makes sure that every acknowledged answer is there and no transaction is half there, and
// returns the last answer.
func checkAnswers(t *testing.T, v *Vault, acknowledged int) int {
	t.Helper()
	if v.o.journalMode == "" {
		must(t, v.Verify(context.Background()))
	} else { // rollback does not restore free pages, which may be torn and are never read
		must(t, v.verifyStructure(context.Background()))
	}
	last := int(number(t, v.DB(), "select coalesce(max(seq),0) from a"))
	if last < acknowledged {
		t.Fatalf("answer %d was acknowledged, the last one there is %d", acknowledged, last)
	}
	if n := number(t, v.DB(), "select count(*) from a join mirror using(seq, note)"); int(n) != last {
		t.Fatalf("%d whole transactions of %d", n, last)
	}
	return last
}

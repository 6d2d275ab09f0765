package sqlite_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/internal/faultlog"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/storetest/fuse"
	"github.com/mittari/mittari/store/vault"
)

// childPart names, in the environment, the part that a started-again test binary plays.
const childPart = "MITTARI_TEST_CHILD"

// childFailed is the exit code of a part that failed; one that was killed has another.
const childFailed = 3

func TestMain(m *testing.M) {
	if part := os.Getenv(childPart); part != "" {
		if err := play(part, os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(childFailed)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// play is the other process: "open" only opens, "answer" answers for ever, "merge" takes in another file.
func play(part, path string) error {
	ctx := context.Background()
	key, err := vault.Unlock(path, vault.SlotPassphrase, storetest.Passphrase)
	if err != nil {
		return err
	}
	w, err := sqlite.Open(ctx, path, key, sqlite.Options{})
	if err != nil {
		return err
	}
	switch part {
	case "answer":
		return answer(ctx, w)
	case "merge":
		return merge(ctx, w, os.Args[2])
	}
	return w.Close()
}

// items of the sheet that is answered while the process is killed.
const items = 25

// sheetOf is the sheet after n answers: they go round the items, the code counts the rounds.
func sheetOf(n int) instruments.Responses {
	sheet := make(instruments.Responses, items)
	for i := range sheet {
		if rounds := (n + items - 1 - i) / items; rounds > 0 {
			sheet[i] = instruments.Answer(rounds)
		}
	}
	return sheet
}

// answer gives one answer after another to the only draft, and says each number once it is on disk. Every round it
// completes another administration too, so that larger transactions are cut as well.
func answer(ctx context.Context, w *sqlite.Workspace) error {
	drafts, err := w.Drafts(ctx)
	if err != nil {
		return err
	}
	d, f := drafts[0], fuse.Light(time.Now)
	for n := answersIn(d.Responses) + 1; ; n++ {
		if err := w.SaveDraft(ctx, d.ID, sheetOf(n), n%items); err != nil {
			return err
		}
		fmt.Println("ack", n)
		f.Step()
		if n%items != 0 {
			continue
		}
		a := d
		a.ID = storetest.ID[store.AdministrationID](uint64(10_000 + n))
		a.State, a.Entered, a.Answered, a.Responses = store.Completed, storetest.Now(), store.DateOf(storetest.Now()), sheetOf(n)
		scores, risks := storetest.Result(a, float64(n), "none")
		if err := w.AddCompleted(ctx, a, scores, risks); err != nil {
			return err
		}
		if err := w.Append(ctx, store.LogEntry{At: storetest.Now(), Action: store.ActAdd, Object: fmt.Sprint(n)}); err != nil {
			return err
		}
		fmt.Println("completed", n)
	}
}

func answersIn(sheet instruments.Responses) int {
	n := 0
	for _, r := range sheet {
		n += int(r.Code)
	}
	return n
}

// TestKill kills a process that is answering, at random moments. Every acknowledged answer must be there afterwards, the
// file whole and the access log unbroken.
func TestKill(t *testing.T) {
	kills := faultlog.Draw(5, 1000)
	if testing.Short() {
		kills = min(kills, 3)
	}
	r := storetest.Open(t)
	must(t, r.BeginDraft(t.Context(), killDraft(t, r)))
	must(t, r.Close())
	path, acked := r.Path, 0
	for i := range kills {
		answered, completed := runAndKill(t, path, fuse.After(5+rand.IntN(50), rand.Float64()))
		acked += answered.count
		checkAfterKill(t, path, answered.last, completed.last)
		if t.Failed() {
			t.Fatalf("after kill %d", i+1)
		}
	}
	faultlog.Line{Fault: "kill -9 while answering", Runs: kills, Acknowledged: acked}.Log(t)
}

func killDraft(t *testing.T, r *storetest.Record) store.Administration {
	t.Helper()
	d := r.NewDraft(t, 100, r.Seed.Girl, store.Start)
	d.Responses = sheetOf(0)
	return d
}

// acks of one kind that a child has printed.
type acks struct{ last, count int }

func (a *acks) read(line, word string) {
	if rest, ok := strings.CutPrefix(line, word+" "); ok {
		if n, err := fmt.Sscan(rest, &a.last); n == 1 && err == nil {
			a.count++
		}
	}
}

// runAndKill lets the child answer until its fuse has burnt down and returns what it said. A line without its end was
// not said.
func runAndKill(t *testing.T, path, fuse string) (answered, completed acks) {
	t.Helper()
	cmd := child(t, "answer", path)
	cmd.Env = append(cmd.Env, fuse)
	wait(t, cmd, func(line string) {
		answered.read(line, "ack")
		completed.read(line, "completed")
	})
	if answered.count < 5 {
		t.Fatalf("the child ended after %d answers: %v", answered.count, cmd.ProcessState)
	}
	return answered, completed
}

func checkAfterKill(t *testing.T, path string, answered, completed int) {
	t.Helper()
	ctx := t.Context()
	w, err := sqlite.Open(ctx, path, storetest.Key(t, path), sqlite.Options{})
	must(t, err)
	defer func() { must(t, w.Close()) }()
	drafts := got[[]store.Administration](t)(w.Drafts(ctx))
	if len(drafts) != 1 {
		t.Fatalf("%d drafts", len(drafts))
	}
	n := answersIn(drafts[0].Responses)
	if n != answered && n != answered+1 {
		t.Errorf("%d answers are there, %d were acknowledged", n, answered)
	}
	wantEqual(t, sheetOf(n), drafts[0].Responses)
	wantEqual(t, n%items, drafts[0].Position)
	if completed > 0 {
		s := got[store.Scored](t)(w.Administration(ctx, storetest.ID[store.AdministrationID](uint64(10_000+completed))))
		wantEqual(t, sheetOf(completed), s.Responses)
		wantEqual(t, 2, len(s.Scores))
	}
	must(t, errOf(w.VerifyLog(ctx)))
	must(t, w.Vault().Verify(ctx))
}

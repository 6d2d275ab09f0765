package casework_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
)

func (l *lending) print(id instruments.ID, tag instruments.Lang, name string) (string, error) {
	l.t.Helper()
	words, err := lang.New(instruments.Finnish)
	l.must(err)
	path := filepath.Join(l.t.TempDir(), name)
	return path, l.desk.WritePaper(l.t.Context(), casework.PaperRequest{Instrument: id, Lang: tag, Words: words, Path: path})
}

func TestPaperFormHoldsTheWordsAndNoIdentity(t *testing.T) {
	l, ctx := newLending(t), t.Context()
	_, err := l.desk.RecordPermission(ctx, casework.NewPermission{Instrument: "lent", Reference: "letter"})
	l.must(err)
	l.must(l.desk.ImportWording(ctx, pack("lent", "a")))
	path, err := l.print("lent", "fi", "form.txt")
	l.must(err)
	text, err := os.ReadFile(path)
	l.must(err)
	for _, want := range []string{"lent@1 · fi", "Tapahtuman koodi: ____", "1. yksi a", "[ ] 2 kakkonen", "Invented Holder"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.Contains(string(text), "ES-") {
		t.Error("the form names somebody")
	}
	if _, err := l.print("lent", "fi", "form.xlsx"); err != nil {
		t.Error(err)
	}
	log, err := l.desk.Log(ctx, [16]byte{}, 1)
	l.must(err)
	if log[0].Object != "paper form lent@1 fi" {
		t.Errorf("the log has %+v", log[0])
	}
}

func TestPaperFormIsRefusedLikeTheScreen(t *testing.T) {
	l, ctx := newLending(t), t.Context()
	var none *casework.NoWordingError
	if _, err := l.print("lent", "fi", "a.txt"); !errors.As(err, &none) || none.Holder != "Invented Holder" {
		t.Errorf("without wording: %v", err)
	}
	var holder *casework.PrintHolderError
	if _, err := l.print("sheet", "fi", "a.txt"); !errors.As(err, &holder) {
		t.Errorf("paper only: %v", err)
	}
	var off *casework.NeedsCheckError
	if _, err := l.print("hearsay", "fi", "a.txt"); !errors.As(err, &off) {
		t.Errorf("switched off: %v", err)
	}
	l.must(l.rec.SaveWording(ctx, pack("lent", "a"), l.now))
	_, err := l.print("lent", "fi", "a.txt")
	if p := l.problem(err); p != casework.PermissionNone {
		t.Errorf("without a permission: %s", p)
	}
}

func TestPaperFormOfOurOwnGoals(t *testing.T) {
	l := newLending(t)
	for _, name := range []string{"goals.txt", "goals.xlsx"} {
		if _, err := l.print("goals", "sv", name); err != nil {
			t.Error(err)
		}
	}
}

func TestRightToLeft(t *testing.T) {
	for tag, want := range map[instruments.Lang]bool{"ar": true, "he": true, "fa-AF": true, "fi": false, "": false, "haw": false} {
		if casework.RightToLeft(tag) != want {
			t.Errorf("%q: %v", tag, !want)
		}
	}
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

// logLine is one entry of the access log for machines.
type logLine struct {
	Seq    int64  `json:"seq"`
	At     string `json:"at"` // RFC 3339, UTC
	Worker string `json:"worker"`
	Action string `json:"action"`
	Family string `json:"family,omitempty"`
	Object string `json:"object"`
	Why    string `json:"why,omitempty"`
}

func newLog(a *app) *cobra.Command {
	var family, noted string
	var limit int
	var mark bool
	c := a.command("log", "log", "mittari log --limit 20", "mittari log --family ES-0042 --json", "mittari log --mark",
		"mittari log --check 1234:7H3K-M2PQ-0WXZ-91AB")
	c.Flags().StringVar(&family, "family", "", a.loc.T("cli.flag.family"))
	c.Flags().IntVar(&limit, "limit", 50, a.loc.T("cli.flag.limit"))
	c.Flags().BoolVar(&mark, "mark", false, a.loc.T("cli.flag.mark"))
	c.Flags().StringVar(&noted, "check", "", a.loc.T("cli.flag.check-mark"))
	c.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		if mark && noted != "" {
			return a.usage("cli.usage.mark-or-check")
		}
		var point store.LogHead
		if noted != "" {
			if point, err = casework.ParseLogMark(noted); err != nil {
				return err
			}
		}
		desk, rec, err := a.desk(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, desk.Leave(cmd.Context())) }()
		switch {
		case noted != "":
			return a.checkMark(cmd.Context(), desk, point)
		case mark:
			return a.showMark(cmd.Context(), desk)
		}
		return a.showLog(cmd.Context(), desk, rec, family, limit)
	}
	return c
}

// logMark is a point of the log for machines.
type logMark struct {
	Count    int64  `json:"count"`
	Value    string `json:"value"`
	Contains bool   `json:"contained"`
}

func (a *app) showMark(ctx context.Context, desk *casework.Desk) error {
	m, err := desk.LogMark(ctx)
	if err != nil {
		return err
	}
	return a.show(logMark{m.Count, casework.MarkValue(m), true}, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, a.loc.T("cli.log.mark", "date", a.loc.Date(desk.Date()), "n", m.Count, "value", casework.MarkValue(m), "mark", casework.MarkText(m)))
		return err
	})
}

// checkMark says whether the file still contains a point that was noted.
func (a *app) checkMark(ctx context.Context, desk *casework.Desk, noted store.LogHead) error {
	if err := desk.CheckLogMark(ctx, noted); err != nil {
		return err
	}
	return a.show(logMark{noted.Count, casework.MarkValue(noted), true}, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, a.loc.T("cli.log.contained", "n", noted.Count))
		return err
	})
}

func (a *app) showLog(ctx context.Context, desk *casework.Desk, rec casework.Record, code string, limit int) error {
	var about store.FamilyID
	if code != "" {
		f, err := rec.FamilyByCode(ctx, code)
		if err != nil {
			return fmt.Errorf("find family %s: %w", code, err)
		}
		about = f.ID
	}
	entries, err := desk.Log(ctx, about, limit)
	if err != nil {
		return err
	}
	families, err := rec.AllFamilies(ctx)
	if err != nil {
		return fmt.Errorf("read families: %w", err)
	}
	workers, err := rec.Workers(ctx)
	if err != nil {
		return fmt.Errorf("read workers: %w", err)
	}
	codeOf, workerOf := map[store.FamilyID]string{}, map[store.WorkerID]string{}
	for _, f := range families {
		codeOf[f.ID] = f.Code
	}
	for _, w := range workers {
		workerOf[w.ID] = w.Code
	}
	lines := make([]logLine, len(entries))
	table := [][]string{a.heads("seq", "at", "worker", "action", "family", "object", "why")}
	for i, e := range entries {
		lines[i] = logLine{
			Seq: e.Seq, At: e.At.UTC().Format(time.RFC3339), Worker: workerOf[e.Worker], Action: string(e.Action),
			Family: codeOf[e.Family], Object: e.Object, Why: e.Why,
		}
		table = append(table, []string{
			strconv.FormatInt(e.Seq, 10), a.loc.Date(store.DateOf(e.At.UTC())) + e.At.UTC().Format(" 15:04"),
			workerOf[e.Worker], string(e.Action), codeOf[e.Family], e.Object, e.Why,
		})
	}
	return a.show(lines, func(w io.Writer) error { return grid(w, table) })
}

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
	var family string
	var limit int
	c := a.command("log", "log", "mittari log --limit 20", "mittari log --family ES-0042 --json")
	c.Flags().StringVar(&family, "family", "", a.loc.T("cli.flag.family"))
	c.Flags().IntVar(&limit, "limit", 50, a.loc.T("cli.flag.limit"))
	c.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		desk, rec, err := a.desk(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, desk.Leave(cmd.Context())) }()
		return a.showLog(cmd.Context(), desk, rec, family, limit)
	}
	return c
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

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/export/dataset"
	"github.com/mittari/mittari/store"
)

// datasetFlags are what a dataset was told.
type datasetFlags struct {
	casework.DatasetRequest
	formats, drop []string
}

func newDataset(a *app) *cobra.Command {
	var f datasetFlags
	c := a.command("dataset", "dataset --out "+a.loc.T("cli.word.folder"), "mittari dataset groups", "mittari dataset --out evaluator-2026 --coarsen",
		"mittari dataset --out evaluator-2026 --format csv,xlsx,parquet,fhir --drop language,home,family --k 10",
		"mittari dataset --out evaluator-2026 --period 2026 --without-dates --coarsen", "mittari dataset list")
	f.bind(a, c)
	c.Flags().StringVar(&f.Path, "out", "", a.loc.T("cli.flag.dataset-out"))
	c.Flags().StringSliceVar(&f.formats, "format", []string{string(dataset.CSV)}, a.loc.T("cli.flag.dataset-format"))
	c.Flags().BoolVar(&f.Overwrite, "force", false, a.loc.T("cli.flag.dataset-force"))
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.needed("out", f.Path); err != nil {
			return err
		}
		if err := f.settle(a); err != nil {
			return err
		}
		return a.atDesk(cmd, func(desk *casework.Desk) error { return a.writeDataset(cmd.Context(), desk, f) })
	}
	c.AddCommand(newDatasetGroups(a), newDatasetList(a))
	return c
}

// bind adds the flags that say how much is told of people.
func (f *datasetFlags) bind(a *app, c *cobra.Command) {
	fl := c.Flags()
	fl.StringVar(&f.Period, "period", "", a.loc.T("cli.flag.period"))
	fl.IntVar(&f.K, "k", dataset.LeastGroup, a.loc.T("cli.flag.dataset-k"))
	fl.StringSliceVar(&f.drop, "drop", nil, a.loc.T("cli.flag.dataset-drop"))
	fl.BoolVar(&f.Coarsen, "coarsen", false, a.loc.T("cli.flag.dataset-coarsen"))
	fl.BoolVar(&f.WithoutDates, "without-dates", false, a.loc.T("cli.flag.dataset-without-dates"))
}

// settle turns words into what they stand for.
func (f *datasetFlags) settle(a *app) error {
	if f.K < dataset.LeastGroup {
		return a.usage("cli.usage.dataset-k", "least", dataset.LeastGroup)
	}
	for _, s := range f.drop {
		if !slices.Contains(dataset.Steps(), dataset.Step(s)) {
			return a.oneOf("drop", s, words(dataset.Steps())...)
		}
		f.Drop = append(f.Drop, dataset.Step(s))
	}
	f.Formats = nil
	for _, s := range f.formats {
		if !slices.Contains(dataset.Formats(), dataset.Format(s)) {
			return a.oneOf("format", s, words(dataset.Formats())...)
		}
		f.Formats = append(f.Formats, dataset.Format(s))
	}
	f.Words, f.Program, f.Progress = a.loc, version, a.progress("cli.dataset.progress")
	return nil
}

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, one := range list {
		out[i] = string(one)
	}
	return out
}

func (a *app) writeDataset(ctx context.Context, desk *casework.Desk, f datasetFlags) error {
	res, err := desk.WriteDataset(ctx, f.DatasetRequest)
	var small *dataset.SmallGroupsError
	if errors.As(err, &small) {
		err = errors.Join(err, a.showSmall(small.Groups))
	}
	if err != nil {
		return err
	}
	g, m := res.Groups, res.Manifest
	if len(g.Taken) > 0 {
		a.note("cli.dataset.taken", "steps", strings.Join(words(g.Taken), ", "))
	}
	return a.show(m, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, a.loc.T("cli.dataset.done", "number", m.Dataset, "path", res.Path, "families", m.Families, "persons", m.Persons,
			"forms", m.Forms, "smallest", m.Smallest, "k", m.K, "out", m.LeftOut, "hash", m.Hash))
		return err
	})
}

// showSmall lists the groups that are too small, beside the results.
func (a *app) showSmall(g dataset.Groups) error {
	rows := [][]string{a.groupHeads()}
	for _, one := range slices.Concat(g.OfPeople, g.OfHomes) {
		if one.Families < g.K {
			rows = append(rows, groupRow(one))
		}
	}
	return grid(a.std.Err, rows)
}

func (a *app) groupHeads() []string {
	var heads []string
	for _, k := range []string{"area", "year", "home", "role", "gender", "age_band", "language", "families"} {
		heads = append(heads, a.loc.T("dataset.var."+k))
	}
	return heads
}

func groupRow(g dataset.Group) []string {
	return []string{g.Area, g.Year, g.Home, g.Role, g.Gender, g.Ages, g.Language, strconv.Itoa(g.Families)}
}

func newDatasetGroups(a *app) *cobra.Command {
	var f datasetFlags
	c := a.command("dataset-groups", "groups", "mittari dataset groups", "mittari dataset groups --drop language,home,family --json")
	f.bind(a, c)
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := f.settle(a); err != nil {
			return err
		}
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			g, enough, err := desk.DatasetGroups(cmd.Context(), f.DatasetRequest)
			if err != nil {
				return err
			}
			return a.showDatasetGroups(g, enough)
		})
	}
	return c
}

// groupsLine is the report on groups, for machines.
type groupsLine struct {
	dataset.Groups
	Safe   bool
	Enough []dataset.Step `json:",omitempty"`
}

func (a *app) showDatasetGroups(g dataset.Groups, enough []dataset.Step) error {
	return a.show(groupsLine{g, g.Safe(), enough}, func(w io.Writer) error {
		rows := [][]string{a.groupHeads()}
		for _, one := range slices.Concat(g.OfPeople, g.OfHomes) {
			rows = append(rows, groupRow(one))
		}
		if err := grid(w, rows); err != nil {
			return err
		}
		said := a.loc.T("cli.dataset.safe", "smallest", g.Smallest, "k", g.K)
		switch {
		case g.Safe():
		case enough != nil:
			said = a.loc.T("cli.dataset.unsafe", "small", g.Small, "families", g.Families, "k", g.K, "steps", strings.Join(words(enough), ","))
		default:
			said = a.loc.T("cli.dataset.never", "small", g.Small, "families", g.Families, "k", g.K)
		}
		_, err := fmt.Fprintln(w, said)
		return err
	})
}

// datasetLine is a dataset that was made, for machines.
type datasetLine struct {
	Number          int            `json:"number"`
	Made            string         `json:"made"`
	Hash            string         `json:"hash"`
	Administrations int            `json:"administrations"`
	Taken           []dataset.Step `json:"taken_away,omitempty"`
}

func newDatasetList(a *app) *cobra.Command {
	c := a.command("dataset-list", "list", "mittari dataset list")
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			all, err := desk.Datasets(cmd.Context())
			if err != nil {
				return err
			}
			lines := []datasetLine{}
			rows := [][]string{a.heads("number", "made", "hash", "forms")}
			for _, m := range all {
				lines = append(lines, datasetLine{m.Number, stampText(m.At), m.Hash, m.Forms, m.Taken})
				rows = append(rows, []string{strconv.Itoa(m.Number), a.loc.Date(store.DateOf(m.At)), m.Hash, strconv.Itoa(m.Forms)})
			}
			return a.show(lines, func(w io.Writer) error { return grid(w, rows) })
		})
	}
	return c
}

package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

// textOut is one of the project's texts, for machines.
type textOut struct {
	Key     string `json:"key"`
	Lang    string `json:"lang"`
	Written string `json:"written"`
	Text    string `json:"text"`
}

func textOutOf(b store.NarrativeBlock) textOut {
	return textOut{Key: b.Key, Lang: string(b.Lang), Written: b.Written.String(), Text: b.Text}
}

// newReportText is about what the project tells in its own words in the impact annex.
func newReportText(a *app) *cobra.Command {
	c := a.command("report-text", "text", "mittari report text set aim-1 --lang fi 'Malli on kaytossa.'", "mittari report text list")
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	c.AddCommand(newTextSet(a), newTextShow(a), newTextList(a))
	return c
}

func newTextSet(a *app) *cobra.Command {
	c := a.command("report-text-set", "set",
		"mittari report text set aim-1 --lang en 'The model is in use.'",
		"mittari report text set wp-3 - < wp3.txt")
	c.Use = "set " + a.loc.T("cli.word.text-key") + " " + a.loc.T("cli.word.text")
	c.Args = a.arguments(2, 2)
	c.RunE = func(cmd *cobra.Command, args []string) error {
		text := args[1]
		if text == "-" {
			raw, err := io.ReadAll(io.LimitReader(a.std.In, mostText))
			if err != nil {
				return fmt.Errorf("read the text: %w", err)
			}
			text = string(raw)
		}
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, _ cabinet.Record) error {
			if err := desk.SetText(ctx, args[0], a.loc.Lang(), text); err != nil {
				return err
			}
			b, err := desk.Text(ctx, args[0], a.loc.Lang())
			if err != nil {
				return err
			}
			return a.showText(b)
		})
	}
	return c
}

// mostText is how many bytes of a text are read; the record takes less and says so.
const mostText = 1 << 16

func newTextShow(a *app) *cobra.Command {
	c := a.command("report-text-show", "show", "mittari report text show aim-1 --lang sv")
	c.Use = "show " + a.loc.T("cli.word.text-key")
	c.Args = a.arguments(1, 1)
	c.RunE = func(cmd *cobra.Command, args []string) error {
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, _ cabinet.Record) error {
			b, err := desk.Text(ctx, args[0], a.loc.Lang())
			if err != nil {
				return err
			}
			return a.showText(b)
		})
	}
	return c
}

func newTextList(a *app) *cobra.Command {
	c := a.command("report-text-list", "list", "mittari report text list --json")
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, _ cabinet.Record) error {
			all, err := desk.Texts(ctx)
			if err != nil {
				return err
			}
			out := []textOut{}
			rows := [][]string{a.heads("text", "lang", "written", "begins-with")}
			for _, b := range all {
				out = append(out, textOutOf(b))
				rows = append(rows, []string{b.Key, string(b.Lang), a.loc.Date(b.Written), firstWords(b.Text)})
			}
			return a.show(out, func(w io.Writer) error { return grid(w, rows) })
		})
	}
	return c
}

// firstWords is the beginning of a text, for a list.
func firstWords(text string) string {
	const most = 48
	line := []rune(strings.Join(strings.Fields(text), " "))
	if len(line) <= most {
		return string(line)
	}
	return string(line[:most-1]) + "…"
}

func (a *app) showText(b store.NarrativeBlock) error {
	return a.show(textOutOf(b), func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "%s · %s · %s\n%s\n", b.Key, b.Lang, a.loc.Date(b.Written), b.Text)
		return err
	})
}

package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

// choice is where a member stands, for machines.
type choice struct {
	Person   string          `json:"person"`
	Notice   string          `json:"notice,omitempty"` // version told last
	Told     string          `json:"told,omitempty"`
	Due      string          `json:"notice_for_age"`
	Decision string          `json:"decision,omitempty"`
	Since    string          `json:"since,omitempty"`
	Sharing  map[string]bool `json:"sharing,omitempty"`
}

// newParticipation shows what a family was told and decided, or records a decision of one member.
func newParticipation(a *app) *cobra.Command {
	var decision, why, date string
	c := a.command("participation", "participation", "mittari participation ES-0042", "mittari participation ES-0042-N1 --decision takes-part",
		`mittari participation ES-0042-H1 --decision no-part --why "does not have the strength now"`)
	c.Use = "participation " + a.loc.T("cli.word.family-or-person")
	c.Args = a.arguments(1, 1)
	c.Flags().StringVar(&decision, "decision", "", a.loc.T("cli.flag.decision"))
	c.Flags().StringVar(&why, "why", "", a.loc.T("cli.flag.why-own"))
	c.Flags().StringVar(&date, "date", "", a.loc.T("cli.flag.decided-on"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if decision != "" {
			if err := a.oneOf("decision", decision, string(store.TakesPart), string(store.NoPart), string(store.Restricted), string(store.Objects)); err != nil {
				return err
			}
		}
		on, err := a.date("date", date)
		if err != nil {
			return err
		}
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, rec cabinet.Record) error {
			if decision == "" {
				return a.showChoices(ctx, desk, rec, args[0])
			}
			p, err := personByCode(ctx, rec, args[0])
			if err != nil {
				return err
			}
			err = desk.DecideParticipation(ctx, store.Participation{Person: p.ID, Date: on, Decision: store.Decision(decision), Why: why})
			if err != nil {
				return err
			}
			return a.showChoices(ctx, desk, rec, args[0])
		})
	}
	return c
}

// newRestrict takes a family out of evaluation, or back in, for every member at once.
func newRestrict(a *app) *cobra.Command {
	var objects, lift bool
	var why, date string
	c := a.command("restrict", "restrict", `mittari restrict ES-0042 --why "asked for by the guardian"`, "mittari restrict ES-0042 --objects", "mittari restrict ES-0042 --lift")
	c.Use = "restrict " + a.loc.T("cli.word.family-or-person")
	c.Args = a.arguments(1, 1)
	c.Flags().BoolVar(&objects, "objects", false, a.loc.T("cli.flag.objects"))
	c.Flags().BoolVar(&lift, "lift", false, a.loc.T("cli.flag.lift"))
	c.Flags().StringVar(&why, "why", "", a.loc.T("cli.flag.why-own"))
	c.Flags().StringVar(&date, "date", "", a.loc.T("cli.flag.decided-on"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		decision := store.Restricted
		switch {
		case objects && lift:
			return a.usage("cli.usage.objects-or-lift")
		case objects:
			decision = store.Objects
		case lift:
			decision = store.TakesPart
		}
		on, err := a.date("date", date)
		if err != nil {
			return err
		}
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, rec cabinet.Record) error {
			persons, err := a.members(ctx, rec, args[0])
			if err != nil {
				return err
			}
			for _, p := range persons {
				err := desk.DecideParticipation(ctx, store.Participation{Person: p.ID, Date: on, Decision: decision, Why: why})
				if err != nil {
					return err
				}
			}
			return a.showChoices(ctx, desk, rec, args[0])
		})
	}
	return c
}

// members are one person, or all members of a family.
func (a *app) members(ctx context.Context, rec cabinet.Record, code string) ([]store.Person, error) {
	if p, err := personByCode(ctx, rec, code); err == nil {
		return []store.Person{p}, nil
	}
	f, err := a.family(ctx, rec, code)
	if err != nil {
		return nil, err
	}
	return rec.Persons(ctx, f.ID)
}

// newNotice records that somebody was told.
func newNotice(a *app) *cobra.Command {
	var how, version, edition, date string
	c := a.command("notice", "notice", "mittari notice ES-0042-N1 --how spoken", "mittari notice ES-0042-H1 --how paper --edition 2026-1 --date 2026-11-20")
	c.Use = "notice " + a.loc.T("cli.word.person")
	c.Args = a.arguments(1, 1)
	c.Flags().StringVar(&how, "how", string(store.NoticeSpoken), a.loc.T("cli.flag.notice-how"))
	c.Flags().StringVar(&version, "version", "", a.loc.T("cli.flag.notice-version"))
	c.Flags().StringVar(&edition, "edition", "", a.loc.T("cli.flag.notice-edition"))
	c.Flags().StringVar(&date, "date", "", a.loc.T("cli.flag.told-on"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.oneOf("how", how, string(store.NoticeSpoken), string(store.NoticePaper), string(store.NoticeScreen)); err != nil {
			return err
		}
		if version != "" {
			if err := a.oneOf("version", version, string(store.NoticeYounger), string(store.NoticeOlder), string(store.NoticeAdult)); err != nil {
				return err
			}
		}
		on, err := a.date("date", date)
		if err != nil {
			return err
		}
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, rec cabinet.Record) error {
			p, err := personByCode(ctx, rec, args[0])
			if err != nil {
				return err
			}
			err = desk.GiveNotice(ctx, store.Notice{
				Person: p.ID, Date: on, How: store.NoticeHow(how), Version: store.NoticeVersion(version), Edition: edition,
			})
			if err != nil {
				return err
			}
			return a.showChoices(ctx, desk, rec, args[0])
		})
	}
	return c
}

// newSharing records a young person's choice about what guardians may see.
func newSharing(a *app) *cobra.Command {
	var topic, date string
	var allow, deny bool
	c := a.command("sharing", "sharing", "mittari sharing ES-0042-N1 --topic goals --allow", "mittari sharing ES-0042-N1 --topic wellbeing --deny")
	c.Use = "sharing " + a.loc.T("cli.word.person")
	c.Args = a.arguments(1, 1)
	c.Flags().StringVar(&topic, "topic", "", a.loc.T("cli.flag.topic"))
	c.Flags().BoolVar(&allow, "allow", false, a.loc.T("cli.flag.allow"))
	c.Flags().BoolVar(&deny, "deny", false, a.loc.T("cli.flag.deny"))
	c.Flags().StringVar(&date, "date", "", a.loc.T("cli.flag.decided-on"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		var topics []string
		for _, t := range store.Topics() {
			topics = append(topics, string(t))
		}
		if err := a.oneOf("topic", topic, topics...); err != nil {
			return err
		}
		if allow == deny {
			return a.usage("cli.usage.allow-or-deny")
		}
		on, err := a.date("date", date)
		if err != nil {
			return err
		}
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, rec cabinet.Record) error {
			p, err := personByCode(ctx, rec, args[0])
			if err != nil {
				return err
			}
			if err := desk.DecideSharing(ctx, store.Sharing{Person: p.ID, Date: on, Topic: store.Topic(topic), Allowed: allow}); err != nil {
				return err
			}
			return a.showChoices(ctx, desk, rec, args[0])
		})
	}
	return c
}

func (a *app) showChoices(ctx context.Context, desk *casework.Desk, rec cabinet.Record, code string) error {
	persons, err := a.members(ctx, rec, code)
	if err != nil || len(persons) == 0 {
		return err
	}
	v, err := desk.Choices(ctx, persons[0].Family)
	if err != nil {
		return err
	}
	lines := []choice{}
	rows := [][]string{a.heads("person", "notice", "decision", "sharing")}
	for _, m := range v.Members {
		lines = append(lines, choiceOf(m))
		rows = append(rows, []string{m.Person.Code, a.told(m), a.decided(m), a.shares(m)})
	}
	return a.show(lines, func(w io.Writer) error {
		if err := grid(w, rows); err != nil || !v.Out {
			return err
		}
		_, err := fmt.Fprintln(w, a.loc.T("choices.out"))
		return err
	})
}

func (a *app) told(m casework.Choices) string {
	if m.Told == nil {
		return a.loc.T("choices.not-told", "version", a.loc.T("notice.version."+string(m.Due)))
	}
	text := a.loc.T("notice.version."+string(m.Told.Version)) + " " + a.loc.Date(m.Told.Date)
	if m.Outgrown {
		text += " (" + a.loc.T("choices.outgrown", "version", a.loc.T("notice.version."+string(m.Due))) + ")"
	}
	return text
}

func (a *app) decided(m casework.Choices) string {
	if m.Decision == "" {
		return a.loc.T("choices.undecided")
	}
	return a.loc.T("decision."+string(m.Decision)) + " " + a.loc.Date(m.Since)
}

func (a *app) shares(m casework.Choices) string {
	text := ""
	for _, t := range store.Topics() {
		if allowed, ok := m.Sharing[t]; ok {
			mark := "–"
			if allowed {
				mark = "+"
			}
			text += mark + a.loc.T("topic."+string(t)) + " "
		}
	}
	return text
}

func choiceOf(m casework.Choices) choice {
	c := choice{Person: m.Person.Code, Due: string(m.Due), Decision: string(m.Decision), Since: m.Since.String()}
	if m.Told != nil {
		c.Notice, c.Told = string(m.Told.Version), m.Told.Date.String()
	}
	for t, ok := range m.Sharing {
		if c.Sharing == nil {
			c.Sharing = map[string]bool{}
		}
		c.Sharing[string(t)] = ok
	}
	return c
}

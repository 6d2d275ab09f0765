package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// administerFlags are what administer was told.
type administerFlags struct {
	person, about, instrument, informant, wave, mode, form, date string
	plain, result, resume, offer                                 bool
}

// newAdminister gives one instrument line by line, for screen readers and slow terminals.
func newAdminister(a *app) *cobra.Command {
	var o administerFlags
	c := a.command("administer", "administer --plain --person CODE --instrument ID",
		"mittari administer --plain --person ES-0042-N1 --instrument yp-core --wave start",
		"mittari administer --plain --person ES-0042-H1 --about ES-0042-N1 --instrument sdq --informant parent --mode from-paper --date 2026-11-12",
		"mittari administer --plain --resume --person ES-0042-N1")
	f := c.Flags()
	f.BoolVar(&o.plain, "plain", false, a.loc.T("cli.flag.plain"))
	f.StringVar(&o.person, "person", "", a.loc.T("cli.flag.person"))
	f.StringVar(&o.about, "about", "", a.loc.T("cli.flag.about"))
	f.StringVar(&o.instrument, "instrument", "", a.loc.T("cli.flag.instrument-id"))
	f.StringVar(&o.informant, "informant", "", a.loc.T("cli.flag.informant"))
	f.StringVar(&o.wave, "wave", string(store.Extra), a.loc.T("cli.flag.wave"))
	f.StringVar(&o.mode, "mode", string(store.Together), a.loc.T("cli.flag.mode"))
	f.StringVar(&o.form, "form-lang", "", a.loc.T("cli.flag.form-lang"))
	f.StringVar(&o.date, "date", "", a.loc.T("cli.flag.date"))
	f.BoolVar(&o.result, "result", false, a.loc.T("cli.flag.result"))
	f.BoolVar(&o.offer, "offer", false, a.loc.T("cli.flag.offer"))
	f.BoolVar(&o.resume, "resume", false, a.loc.T("cli.flag.resume"))
	c.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		if !o.plain {
			return a.usage("cli.usage.plain")
		}
		if err := a.checkAdminister(o); err != nil {
			return err
		}
		desk, rec, err := a.desk(cmd.Context())
		if err != nil {
			return err
		}
		// An interrupt must still close the file properly.
		defer func() { err = errors.Join(err, desk.Leave(context.WithoutCancel(cmd.Context()))) }()
		sitting, err := a.sitDown(cmd.Context(), desk, rec, o)
		if err != nil {
			return err
		}
		return a.administer(cmd.Context(), desk, sitting, o.result)
	}
	return c
}

func (a *app) checkAdminister(o administerFlags) error {
	if err := a.needed("person", o.person); err != nil {
		return err
	}
	if !o.resume {
		if err := a.needed("instrument", o.instrument); err != nil {
			return err
		}
	}
	if err := a.who(o.informant, ""); err != nil {
		return err
	}
	if err := a.oneOf("wave", o.wave, texts(waves())...); err != nil {
		return err
	}
	if err := a.oneOf("mode", o.mode, texts(modes())...); err != nil {
		return err
	}
	if _, err := store.ParseDate(o.date); err != nil {
		return a.usage("cli.usage.date", "value", o.date)
	}
	return nil
}

func waves() []store.Wave {
	return []store.Wave{store.Start, store.ThreeMonths, store.SixMonths, store.End, store.FollowUp, store.AtMeeting, store.Extra}
}

func modes() []store.Mode {
	return []store.Mode{store.OwnScreen, store.Together, store.Interpreter, store.FromPaper}
}

func (a *app) sitDown(ctx context.Context, desk *casework.Desk, rec casework.Record, o administerFlags) (*casework.Sitting, error) {
	who, err := personByCode(ctx, rec, o.person)
	if err != nil {
		return nil, err
	}
	if o.resume {
		drafts, err := rec.Drafts(ctx)
		if err != nil {
			return nil, fmt.Errorf("list unfinished forms: %w", err)
		}
		for _, d := range drafts {
			if d.Respondent == who.ID && (o.instrument == "" || d.Instrument.ID == instruments.ID(o.instrument)) {
				return desk.Resume(ctx, d.ID)
			}
		}
		return nil, &problem{key: "no-draft", pairs: []any{"person", o.person}}
	}
	plan := casework.Plan{
		Respondent: who.ID, Instrument: instruments.ID(o.instrument), Informant: instruments.Informant(o.informant),
		Wave: store.Wave(o.wave), Mode: store.Mode(o.mode), Lang: instruments.Lang(o.form), Offer: o.offer,
	}
	if plan.Answered, err = store.ParseDate(o.date); err != nil {
		return nil, a.usage("cli.usage.date", "value", o.date)
	}
	if o.about != "" {
		subject, err := personByCode(ctx, rec, o.about)
		if err != nil {
			return nil, err
		}
		plan.Subject = subject.ID
	}
	episodes, err := rec.Episodes(ctx, who.Family)
	if err != nil {
		return nil, fmt.Errorf("read the episodes: %w", err)
	}
	if len(episodes) == 0 {
		return nil, &problem{key: "no-episode", pairs: []any{"person", o.person}}
	}
	plan.Episode = episodes[len(episodes)-1].ID
	return desk.Begin(ctx, plan)
}

// personByCode finds a person by the full code, such as ES-0042-N1.
func personByCode(ctx context.Context, rec casework.Record, code string) (store.Person, error) {
	persons, err := rec.Persons(ctx, store.FamilyID{})
	if err != nil {
		return store.Person{}, fmt.Errorf("read persons: %w", err)
	}
	for _, p := range persons {
		if p.Code == code {
			return p, nil
		}
	}
	return store.Person{}, &problem{key: "no-person", pairs: []any{"code", code}}
}

package cli

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/instruments"
)

// personFlags are what person was told.
type personFlags struct {
	instrument string
	together   bool
}

// newPersonCommand reads the trends of one person out line by line.
func newPersonCommand(a *app) *cobra.Command {
	var o personFlags
	c := a.command("person", "person", "mittari person ES-0042-N1", "mittari person ES-0042-N1 --plain --instrument yp-core", "mittari person ES-0042-N1 --together")
	c.Use = "person " + a.loc.T("cli.word.person")
	c.Args = a.arguments(1, 1)
	a.plainFlag(c)
	c.Flags().StringVar(&o.instrument, "instrument", "", a.loc.T("cli.flag.instrument-only"))
	c.Flags().BoolVar(&o.together, "together", false, a.loc.T("cli.flag.together"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		ctx := cmd.Context()
		return a.withRecord(ctx, func(desk *casework.Desk, rec cabinet.Record) error {
			v, err := personView(ctx, desk, rec, args[0])
			if err != nil {
				return err
			}
			return a.show(personOut(&v, o), func(w io.Writer) error { return a.readPerson(w, &v, o) })
		})
	}
	return c
}

func personView(ctx context.Context, desk *casework.Desk, rec cabinet.Record, code string) (casework.PersonView, error) {
	p, err := personByCode(ctx, rec, strings.ToUpper(code))
	if err != nil {
		return casework.PersonView{}, err
	}
	return desk.Person(ctx, p.ID)
}

// shows reports whether a series was asked for.
func (o personFlags) shows(s *casework.Series) bool {
	return o.instrument == "" || s.Ref.ID == instruments.ID(o.instrument)
}

func (a *app) readPerson(w io.Writer, v *casework.PersonView, o personFlags) error {
	r, say := newReading(w), phrase.Person{L: a.loc, View: v, Catalogue: a.catalogue}
	r.say(v.Person.Code + ": " + strings.Join(say.Facts(), ", "))
	if v.Family.AnswersApart {
		r.say(a.loc.T("person.apart"))
	}
	shown := 0
	for i := range v.Series {
		if s := &v.Series[i]; o.shows(s) {
			shown++
			a.readSeries(r, say, i, o.together)
		}
	}
	if shown == 0 {
		r.part(a.loc.T("cli.person.none"))
	}
	return r.err
}

// readSeries says how a scale moved and how sure that is, then each result by its day, then what happened meanwhile.
func (a *app) readSeries(r *reading, say phrase.Person, at int, together bool) {
	s := &say.View.Series[at]
	r.part(say.Name(s))
	r.say(say.Moved(s), say.Sure(s))
	if together {
		r.say(say.Others(at)...)
	}
	r.say(say.Cutoff(s))
	for _, p := range s.Points {
		value, meaning := say.Value(s, p)
		line := a.loc.Date(p.Date) + ", " + say.Wave(p.Wave) + ": " + value
		if !p.Scored {
			line = strings.TrimSuffix(line, ": "+value)
		}
		if meaning != "" {
			line += ", " + meaning
		}
		r.say(line)
	}
	for _, e := range say.Events(s) {
		r.say(say.Event(e))
	}
}

// pointOut is one result, for machines.
type pointOut struct {
	Date   string   `json:"date"`
	Wave   string   `json:"wave"`
	Value  *float64 `json:"value,omitempty"`
	Band   string   `json:"band,omitempty"`
	Reason string   `json:"reason,omitempty"`
}

// seriesOut is one scale over time, for machines.
type seriesOut struct {
	Instrument string     `json:"instrument"`
	Scale      string     `json:"scale"`
	Informant  string     `json:"informant"`
	Respondent string     `json:"respondent"`
	Class      string     `json:"class,omitempty"`
	Needed     float64    `json:"needed,omitempty"`
	Results    []pointOut `json:"results"`
}

func personOut(v *casework.PersonView, o personFlags) []seriesOut {
	out := []seriesOut{}
	for i := range v.Series {
		s := &v.Series[i]
		if !o.shows(s) {
			continue
		}
		line := seriesOut{
			Instrument: s.Ref.String(), Scale: string(s.Scale.ID), Informant: string(s.Informant), Respondent: s.Respondent, Results: []pointOut{},
		}
		if s.Latest != nil {
			line.Class, line.Needed = s.Latest.Class.String(), s.Latest.Needed
		}
		for _, p := range s.Points {
			point := pointOut{Date: p.Date.String(), Wave: string(p.Wave), Band: p.Band, Reason: p.Reason}
			if p.Scored {
				point.Value = &p.Reported
			}
			line.Results = append(line.Results, point)
		}
		out = append(out, line)
	}
	return out
}

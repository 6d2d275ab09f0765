package cli

import (
	"cmp"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
)

// participantOut is a participant, for machines.
type participantOut struct {
	Code  string   `json:"code,omitempty"`
	Type  string   `json:"type"`
	Entry string   `json:"entry"`
	Exit  string   `json:"exit,omitempty"`
	Lacks []string `json:"lacks"`
}

// newParticipants lists whose data the funder's system lacks.
func newParticipants(a *app) *cobra.Command {
	var missing bool
	c := a.command("participants", "participants", "mittari participants --missing")
	c.Flags().BoolVar(&missing, "missing", false, a.loc.T("cli.flag.participants-missing"))
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.withRecord(cmd.Context(), func(desk *casework.Desk, _ cabinet.Record) error {
			all, err := desk.Participants(cmd.Context())
			if err != nil {
				return err
			}
			return a.showParticipants(all, missing)
		})
	}
	return c
}

func (a *app) showParticipants(all []casework.ParticipantRow, missing bool) error {
	out := []participantOut{}
	rows := [][]string{a.heads("participant", "entry", "left", "lacks")}
	for _, p := range all {
		if missing && len(p.Lacks) == 0 {
			continue
		}
		o := participantOut{Code: p.Code, Type: string(p.Type), Entry: p.Entry.String(), Exit: p.Exit.String(), Lacks: []string{}}
		var words []string
		for _, l := range p.Lacks {
			o.Lacks = append(o.Lacks, string(l))
			words = append(words, a.loc.T("cli.lacks."+string(l)))
		}
		out = append(out, o)
		who := cmp.Or(p.Code, a.loc.T("esf.name."+string(p.Type)))
		rows = append(rows, []string{who, a.loc.Date(p.Entry), a.loc.Date(p.Exit), strings.Join(words, ", ")})
	}
	if len(out) == 0 {
		a.note("cli.participants.none")
	}
	return a.show(out, func(w io.Writer) error {
		if len(out) == 0 {
			return nil
		}
		return grid(w, rows)
	})
}

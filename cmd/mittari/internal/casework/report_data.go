package casework

import (
	"context"
	"slices"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// reportData reads the record into the plain values that reports are built from.
func (d *Desk) reportData(ctx context.Context) (data export.Data, err error) {
	settings, err := d.rec.Settings(ctx)
	if err != nil {
		return data, err
	}
	data.Project, data.Demo = settings.Project, settings.Demo
	agency, err := d.Agency(ctx)
	if err != nil {
		return data, err
	}
	data.Regions, data.Teams = agency.Regions, agency.Teams
	for _, read := range append(d.familyRows(ctx, &data), d.projectRows(ctx, &data)...) {
		if err := read(); err != nil {
			return data, err
		}
	}
	known := words{}
	err = d.rec.EachScored(ctx, true, func(s store.Scored) error {
		data.Scored = append(data.Scored, known.slim(s, d.rates(s.Instrument)))
		return nil
	})
	if err != nil {
		return data, err
	}
	if err := d.leaveOut(ctx, &data); err != nil {
		return data, err
	}
	data.Definitions = d.definitions(data.Scored)
	return data, nil
}

// rows reads one list into its place. Its id is that of the owner; the zero id means all.
func rows[ID, T any](ctx context.Context, into *[]T, list func(context.Context, ID) ([]T, error)) func() error {
	return func() (err error) {
		var all ID
		*into, err = list(ctx, all)
		return err
	}
}

// whole is rows of a list without an owner.
func whole[T any](ctx context.Context, into *[]T, list func(context.Context) ([]T, error)) func() error {
	return func() (err error) {
		*into, err = list(ctx)
		return err
	}
}

// familyRows reads what belongs to families.
func (d *Desk) familyRows(ctx context.Context, data *export.Data) []func() error {
	return []func() error{
		whole(ctx, &data.Families, d.rec.AllFamilies),
		rows(ctx, &data.Persons, d.rec.Persons),
		rows(ctx, &data.Episodes, d.rec.Episodes),
		rows(ctx, &data.Meetings, d.rec.Meetings),
		rows(ctx, &data.Events, d.rec.Events),
		rows(ctx, &data.Missed, d.rec.MissedOccasions),
		rows(ctx, &data.Participations, d.rec.Participations),
		rows(ctx, &data.MethodsUsed, d.rec.MethodsUsed),
	}
}

// projectRows reads what belongs to the agency and its projects.
func (d *Desk) projectRows(ctx context.Context, data *export.Data) []func() error {
	return []func() error{
		whole(ctx, &data.Protocols, d.rec.Protocols),
		whole(ctx, &data.Projects, d.rec.Projects),
		whole(ctx, &data.Organisations, d.rec.Organisations),
		rows(ctx, &data.Partnerships, d.rec.Partnerships),
		rows(ctx, &data.SubProjects, d.rec.SubProjects),
		rows(ctx, &data.Targets, d.rec.Targets),
		rows(ctx, &data.Estimates, d.rec.Estimates),
		rows(ctx, &data.Participants, d.rec.Participants),
		whole(ctx, &data.Methods, d.rec.Methods),
		rows(ctx, &data.Blocks, d.rec.Narratives),
		whole(ctx, &data.Public, d.rec.PublicIndicators),
		whole(ctx, &data.Frozen, d.rec.FrozenReports),
	}
}

// leaveOut takes away the families that have restricted the use of their answers or object to the evaluation, and
// counts them.
func (d *Desk) leaveOut(ctx context.Context, data *export.Data) error {
	out, err := outOfEvaluation(ctx, d.rec, data.Persons, d.Date())
	if err != nil || len(out) == 0 {
		return err
	}
	episodes, persons := map[store.EpisodeID]bool{}, map[store.PersonID]bool{}
	for _, e := range data.Episodes {
		episodes[e.ID] = out[e.Family]
	}
	for _, p := range data.Persons {
		persons[p.ID] = out[p.Family]
	}
	data.LeftOut = len(out)
	data.Families = slices.DeleteFunc(data.Families, func(f store.Family) bool { return out[f.ID] })
	data.Persons = slices.DeleteFunc(data.Persons, func(p store.Person) bool { return out[p.Family] })
	data.Episodes = slices.DeleteFunc(data.Episodes, func(e store.Episode) bool { return out[e.Family] })
	data.Meetings = slices.DeleteFunc(data.Meetings, func(m store.Meeting) bool { return episodes[m.Episode] })
	data.Events = slices.DeleteFunc(data.Events, func(e store.Event) bool { return persons[e.Person] })
	data.Scored = slices.DeleteFunc(data.Scored, func(s store.Scored) bool { return episodes[s.Episode] })
	data.MethodsUsed = slices.DeleteFunc(data.MethodsUsed, func(m store.MethodUsed) bool { return episodes[m.Episode] })
	data.Participants = slices.DeleteFunc(data.Participants, func(p store.Participant) bool { return persons[p.Person] })
	return nil
}

// rates reports whether a form rates texts of the respondent's own, each by itself: goals.
func (d *Desk) rates(ref instruments.Ref) bool {
	def, err := d.cat.At(ref)
	return err == nil && slices.ContainsFunc(def.Items, func(i instruments.Item) bool { return i.OwnText })
}

// definitions are the versions that the results refer to. One that the catalogue lacks is left out; its results are
// then counted as answered but not compared.
func (d *Desk) definitions(scored []store.Scored) []*instruments.Definition {
	seen := map[instruments.Ref]bool{}
	var out []*instruments.Definition
	for i := range scored {
		ref := scored[i].Instrument
		if seen[ref] {
			continue
		}
		seen[ref] = true
		if def, err := d.cat.At(ref); err == nil {
			out = append(out, def)
		}
	}
	return out
}

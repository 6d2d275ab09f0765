package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// ProtocolView is what the team asks: its core set and what it offers besides.
type ProtocolView struct {
	Protocol store.Protocol // for episodes that begin today; earlier ones keep the one they began with
	Since    store.Date     // zero: the house protocol, nothing of the team's own
	Rows     []NeedRow
	Forms    []*instruments.Definition // that can be added
}

// NeedRow is one instrument at one occasion.
type NeedRow struct {
	Wave store.Wave // AtMeeting: every meeting
	Need store.Need
	Def  *instruments.Definition // nil: the program does not have it
}

// TeamProtocol is what the team of the settings asks from today on.
func (d *Desk) TeamProtocol(ctx context.Context) (ProtocolView, error) {
	p, _, err := d.teamProtocol(ctx)
	if err != nil {
		return ProtocolView{}, err
	}
	forms, err := d.cat.List()
	if err != nil {
		return ProtocolView{}, err
	}
	v := ProtocolView{Protocol: p.Protocol, Since: p.From, Forms: forms}
	for _, phase := range p.Protocol.Phases {
		v.Rows = append(v.Rows, d.needRows(phase.Wave, phase.Needs)...)
	}
	v.Rows = append(v.Rows, d.needRows(store.AtMeeting, p.Protocol.EachMeeting)...)
	return v, nil
}

func (d *Desk) needRows(w store.Wave, needs []store.Need) []NeedRow {
	out := make([]NeedRow, len(needs))
	for i, n := range needs {
		out[i] = NeedRow{Wave: w, Need: n}
		if def, err := d.cat.Get(n.Instrument); err == nil {
			out[i].Def = def
		}
	}
	return out
}

// teamProtocol is the team's newest protocol, or one around the house protocol that has not been stored.
func (d *Desk) teamProtocol(ctx context.Context) (p store.ProtocolInForce, stored bool, err error) {
	set, err := d.rec.Settings(ctx)
	if err != nil {
		return p, false, err
	}
	all, err := d.rec.Protocols(ctx)
	if err != nil {
		return p, false, err
	}
	today := d.Date()
	p = store.ProtocolInForce{Team: set.Team, Protocol: store.ProtocolOf(all, store.ProjectID{}, store.Episode{Team: set.Team, Start: today})}
	for _, one := range all {
		if one.Team == set.Team && !one.From.After(today) && (one.To.IsZero() || !one.To.Before(today)) && (!stored || one.From.After(p.From)) {
			p, stored = one, true
		}
	}
	return p, stored, nil
}

// AddNeed adds an instrument to an occasion for everybody with a role, as a part of the core set or as optional.
// An instrument that cannot be asked of that role is ErrNotOffered; one that is there already store.ErrConflict.
func (d *Desk) AddNeed(ctx context.Context, w store.Wave, n store.Need) error {
	def, err := d.cat.Get(n.Instrument)
	if err != nil {
		return err
	}
	if !slices.Contains(def.Informants, instruments.Self) && n.Role == store.YoungPerson {
		return ErrNotOffered
	}
	return d.changeProtocol(ctx, fmt.Sprintf("%s + %s", w, n.Instrument), w, func(needs []store.Need) ([]store.Need, error) {
		if slices.ContainsFunc(needs, func(have store.Need) bool { return have.Role == n.Role && have.Instrument == n.Instrument }) {
			return nil, store.ErrConflict
		}
		return append(slices.Clone(needs), n), nil
	})
}

// RemoveNeed takes an instrument away from an occasion for a role.
func (d *Desk) RemoveNeed(ctx context.Context, w store.Wave, role store.Role, id instruments.ID) error {
	return d.changeProtocol(ctx, fmt.Sprintf("%s - %s", w, id), w, func(needs []store.Need) ([]store.Need, error) {
		left := slices.DeleteFunc(slices.Clone(needs), func(n store.Need) bool { return n.Role == role && n.Instrument == id })
		if len(left) == len(needs) {
			return nil, store.ErrNotFound
		}
		return left, nil
	})
}

// changeProtocol changes what is asked at one occasion, for episodes that begin today or later: what was in force
// before stays for those that began under it.
func (d *Desk) changeProtocol(ctx context.Context, what string, w store.Wave, change func([]store.Need) ([]store.Need, error)) error {
	p, stored, err := d.teamProtocol(ctx)
	if err != nil {
		return err
	}
	if !stored || p.From != d.Date() {
		p.ID, p.From, p.To = store.DocumentID(newID()), d.Date(), store.Date{}
	}
	p.Protocol.Phases = slices.Clone(p.Protocol.Phases)
	needs := &p.Protocol.EachMeeting
	if w != store.AtMeeting {
		i := slices.IndexFunc(p.Protocol.Phases, func(f store.Phase) bool { return f.Wave == w })
		if i < 0 {
			return store.ErrNotFound
		}
		needs = &p.Protocol.Phases[i].Needs
	}
	if *needs, err = change(*needs); err != nil {
		return fmt.Errorf("change the protocol: %w", err)
	}
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.SaveProtocol(ctx, p); err != nil {
			return err
		}
		return d.logTo(ctx, r, store.ActSetting, store.FamilyID{}, "protocol", what)
	})
}

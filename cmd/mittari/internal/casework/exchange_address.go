package casework

import (
	"context"

	"github.com/mittari/mittari/store/bundle"
)

// address finds whom the bundle is for.
func (p *packing) address() error {
	p.seal = bundle.Seal{Passphrase: p.o.Passphrase}
	if p.o.To == "" {
		if p.o.Passphrase == "" {
			return bundle.ErrNoSeal
		}
		return nil
	}
	if p.to = p.s.named(p.o.To); p.to == nil {
		if bundle.CheckRecipient(p.o.To) != nil {
			return ErrNoRecipient
		}
		p.to = p.s.recipient(p.o.To)
	}
	p.seal.Recipients = []string{p.to.Key}
	if p.o.Passphrase != "" {
		return bundle.ErrTwoSeals
	}
	return nil
}

func (p *packing) name() string {
	switch {
	case p.to == nil:
		return ""
	case p.to.Name != "":
		return p.to.Name
	}
	return p.to.Key
}

func (p *packing) nameOr(other string) string {
	if n := p.name(); n != "" {
		return n
	}
	return other
}

// span is which changes the bundle holds.
func (p *packing) span(ctx context.Context) (err error) {
	m := &p.manifest
	if m.To, err = p.x.Position(ctx); err != nil {
		return err
	}
	switch {
	case p.o.Evaluator, p.o.SinceStart, p.to == nil, len(p.o.Families) > 0:
		return nil // from the start
	case p.o.Again && p.to.LastAt.IsZero():
		return ErrNothingBefore
	case p.o.Again:
		m.From = p.to.LastFrom
	default:
		m.From = p.to.Last
	}
	return nil
}

// remember moves the recipient's marker. A part of the record moves nothing.
func (p *packing) remember(d *Desk) {
	if p.o.Evaluator {
		p.s.Rounds++
	}
	if p.to == nil || p.o.Evaluator || len(p.o.Families) > 0 {
		return
	}
	p.to.Last, p.to.LastFrom, p.to.LastAt = p.manifest.To, p.manifest.From, d.clock().UTC()
}

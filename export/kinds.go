package export

import (
	"context"
	"errors"
	"fmt"

	"github.com/mittari/mittari/export/disclosure"
)

// Kind names a report.
type Kind string

// Reports.
const (
	TeamReport    Kind = "team"    // the workbook of a team for its own work
	AnnexReport   Kind = "annex"   // the impact annex for the funder
	ESFReport     Kind = "esf"     // the funder's common indicators, for reconciliation
	ProfileReport Kind = "profile" // one page for a region
)

// Kinds lists the reports in the order in which they are offered.
func Kinds() []Kind { return []Kind{TeamReport, AnnexReport, ESFReport, ProfileReport} }

// ErrUnknownKind: there is no report of that name.
var ErrUnknownKind = errors.New("no report of that name")

// outline says which sections a report has between its cover and its protection, in order.
type outline func(b *builder) []*draftSection

func outlineOf(k Kind) (outline, error) {
	switch k {
	case TeamReport:
		return (*builder).teamSections, nil
	case AnnexReport:
		return (*builder).annexSections, nil
	case ESFReport:
		return (*builder).esfSections, nil
	case ProfileReport:
		return (*builder).profileSections, nil
	}
	return nil, fmt.Errorf("%w: %q", ErrUnknownKind, k)
}

// Build makes a report. It is pure: the same data and options give the same report, byte for byte. It fails with
// disclosure.ErrUnsafe rather than show what it cannot protect, alone or beside the frozen reports. The cover tells what
// has changed since the last of them.
func Build(ctx context.Context, k Kind, d Data, o Options) (*Report, error) {
	note, err := sinceFrozen(ctx, k, d, o)
	if err != nil {
		return nil, err
	}
	r, err := unchanged(ctx, k, d, o)
	if err == nil && r == nil {
		r, err = build(ctx, k, d, o, note.recounted())
	}
	if err != nil {
		return nil, err
	}
	note.write(r)
	return r, nil
}

// build makes a report without that note; recounted is what the note is going to tell.
func build(ctx context.Context, k Kind, d Data, o Options, recounted []disclosure.Published) (*Report, error) {
	draft, err := outlineOf(k)
	if err != nil {
		return nil, err
	}
	earlier, err := published(d.Frozen, o.Period)
	if err != nil {
		return nil, err
	}
	earlier = append(earlier, recounted)
	b := newBuilder(k, &d, o)
	sections, out, err := b.seal(ctx, draft, earlier)
	for err == nil {
		var fine []seriesKey
		if k == TeamReport || k == AnnexReport { // the others do not give classes by group
			fine = b.tooFine(out)
		}
		if len(fine) == 0 {
			break
		}
		b = b.again(fine)
		sections, out, err = b.seal(ctx, draft, earlier)
	}
	if err != nil {
		return nil, err
	}
	sections = append(sections, protection(sections, out))
	r := &Report{
		Kind: k, Title: Msg("report.title." + string(k)), Period: o.Period, DataDate: b.x.asOf, Made: o.Today, Program: o.Program,
		Demo: d.Demo, Proof: out.Proof(), Published: out.Published(), Recounted: recounted, Sections: sections,
	}
	r.Checksum = r.Sum()
	r.Sections = append([]Section{b.cover(r)}, r.Sections...)
	return r, nil
}

// seal states what the report would like to publish and protects it, also beside what was published earlier.
func (b *builder) seal(ctx context.Context, draft outline, earlier [][]disclosure.Published) ([]Section, *disclosure.Outcome, error) {
	drafts := draft(b)
	for _, e := range earlier {
		b.p.Earlier(e)
	}
	return seal(ctx, b.p, drafts)
}

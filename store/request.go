package store

import (
	"slices"
	"strings"
)

// RequestKind is what a data subject asks for.
type RequestKind string

// Kinds of requests.
const (
	AskExtract     RequestKind = "extract"     // a copy of everything
	AskCorrection  RequestKind = "correction"  // of something wrong
	AskRestriction RequestKind = "restriction" // no use in the evaluation
	AskErasure     RequestKind = "erasure"
)

// Ruling is how a request was decided.
type Ruling string

// Rulings. Undecided requests stand in the list of what is open.
const (
	Undecided Ruling = ""
	Granted   Ruling = "granted"
	Partly    Ruling = "partly"
	Refusal   Ruling = "refused"
)

// Request is what a member of a family asked for under the data protection rules, and how it was decided. A granted
// erasure leaves the tombstone, which says the ground; the request goes with the rest.
type Request struct {
	ID       DocumentID
	Family   FamilyID
	Person   PersonID `json:",omitzero"` // zero: for the whole family
	Kind     RequestKind
	Received Date
	Ruling   Ruling   `json:",omitzero"`
	Decided  Date     `json:",omitzero"`
	Ground   string   `json:",omitzero"` // the legal ground of what was not granted, or of an erasure
	Done     string   `json:",omitzero"` // what was done, of a partly granted one
	Worker   WorkerID `json:",omitzero"` // who decided
}

// Place implements Document.
func (r Request) Place() Placement {
	return Placement{Kind: KindRequest, ID: ID(r.ID), Family: r.Family, Owner: ID(r.Person), Day: r.Received}
}

// Validate reports the first rule the request breaks, as an *InvalidError.
func (r Request) Validate() error {
	c := check{noun: "request"}
	c.that(r.ID != DocumentID{}, "ID", Missing)
	c.that(r.Family != FamilyID{}, "Family", Missing)
	c.that(slices.Contains([]RequestKind{AskExtract, AskCorrection, AskRestriction, AskErasure}, r.Kind), "Kind", UnknownValue)
	c.on(r.Received, "Received")
	c.that(slices.Contains([]Ruling{Undecided, Granted, Partly, Refusal}, r.Ruling), "Ruling", UnknownValue)
	c.that((r.Ruling == Undecided) == r.Decided.IsZero(), "Decided", NotFitting)
	c.date(r.Decided, "Decided")
	c.period(r.Received, r.Decided, "Decided")
	needsGround := r.Ruling == Partly || r.Ruling == Refusal || (r.Kind == AskErasure && r.Ruling == Granted)
	c.that(!needsGround || strings.TrimSpace(r.Ground) != "", "Ground", Missing)
	c.that(r.Ruling != Partly || strings.TrimSpace(r.Done) != "", "Done", Missing)
	c.text(r.Ground, "Ground", maxText)
	c.text(r.Done, "Done", maxText)
	return c.err
}

// Due is something whose time of keeping is over.
type Due struct {
	Family  Family
	Exit    Date // the last day of the last episode
	KeepTo  Date // the last day on which the evaluation copy is kept
	Overdue int  // days since then
}

// RetentionDue lists the families whose evaluation copy has been kept long enough: all their episodes have ended, and
// months full months have passed since the last exit. Families without any episode count from the day they were
// entered. Nothing is deleted by this: somebody decides. The longest overdue come first.
func RetentionDue(families []Family, episodes []Episode, months int, today Date) []Due {
	exits := map[FamilyID]Date{}
	open := map[FamilyID]bool{}
	for _, e := range episodes {
		open[e.Family] = open[e.Family] || e.End.IsZero()
		if last, ok := exits[e.Family]; !ok || e.End.After(last) {
			exits[e.Family] = e.End
		}
	}
	var out []Due
	for _, f := range families {
		exit, ok := exits[f.ID]
		if !ok {
			exit = f.Created
		}
		if open[f.ID] || !f.Erased.IsZero() {
			continue
		}
		keep := exit.AddMonths(months)
		if today.After(keep) {
			out = append(out, Due{Family: f, Exit: exit, KeepTo: keep, Overdue: today.DaysSince(keep)})
		}
	}
	slices.SortStableFunc(out, func(a, b Due) int { return b.Overdue - a.Overdue })
	return out
}

// AddMonths moves the date by months, to the last day of a month that is too short.
func (d Date) AddMonths(n int) Date {
	first := Date{Year: d.Year, Month: d.Month, Day: 1}
	target := DateOf(first.Time().AddDate(0, n, 0))
	last := DateOf(target.Time().AddDate(0, 1, -1))
	target.Day = min(d.Day, last.Day)
	return target
}

package store

// Method is a way of working, or a service, that families get: its code stands in reports.
type Method struct {
	ID   DocumentID
	Code string
	Name string
	From Date `json:",omitzero"`
	To   Date `json:",omitzero"`
}

// Place implements Document.
func (m Method) Place() Placement { return Placement{Kind: KindMethod, ID: ID(m.ID), Day: m.From} }

// Validate reports the first rule the method breaks, as an *InvalidError.
func (m Method) Validate() error {
	c := check{noun: "method"}
	c.that(m.ID != DocumentID{}, "ID", Missing)
	c.name(m.Code, "Code")
	c.name(m.Name, "Name")
	c.dates(m.From, m.To)
	return c.err
}

// MethodUsed says that a family got a method in an episode, and when.
type MethodUsed struct {
	ID      DocumentID
	Episode EpisodeID
	Method  DocumentID
	From    Date
	To      Date `json:",omitzero"` // zero: still
	Planned int  `json:",omitzero"` // meetings planned; 0: not told
}

// Place implements Document.
func (m MethodUsed) Place() Placement {
	return Placement{Kind: KindMethodUsed, ID: ID(m.ID), Episode: m.Episode, Owner: ID(m.Episode), Day: m.From}
}

// Validate reports the first rule the use of a method breaks, as an *InvalidError.
func (m MethodUsed) Validate() error {
	c := check{noun: "method used"}
	c.that(m.ID != DocumentID{}, "ID", Missing)
	c.that(m.Episode != EpisodeID{}, "Episode", Missing)
	c.that(m.Method != DocumentID{}, "Method", Missing)
	c.that(!m.From.IsZero(), "From", Missing)
	c.dates(m.From, m.To)
	c.that(m.Planned >= 0 && m.Planned <= 1000, "Planned", OutOfRange)
	return c.err
}

// Dosage is how much work an episode has had.
type Dosage struct {
	Meetings int
	Minutes  int // of meetings whose length is known
	Untimed  int // meetings whose length is not known
	Days     int // from the first meeting to the last, both included
	ByPlace  map[Place]int
}

// DosageOf counts the meetings of an episode up to a day; the zero day means all.
func DosageOf(e EpisodeID, meetings []Meeting, until Date) Dosage {
	d := Dosage{ByPlace: map[Place]int{}}
	var first, last Date
	for _, m := range meetings {
		if m.Episode != e || (!until.IsZero() && m.Date.After(until)) {
			continue
		}
		d.Meetings++
		d.Minutes += m.Minutes
		d.ByPlace[m.Place]++
		if m.Minutes == 0 {
			d.Untimed++
		}
		if first.IsZero() || m.Date.Before(first) {
			first = m.Date
		}
		if m.Date.After(last) {
			last = m.Date
		}
	}
	if d.Meetings > 0 {
		d.Days = last.DaysSince(first) + 1
	}
	return d
}

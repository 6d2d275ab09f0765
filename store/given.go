package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/mittari/mittari/instruments"
)

// Given is one revision of a completed or declined administration with its family, as it travels between files.
// Discussed and RiskShown are those it was stored with; later notes travel as versions of [KindMark].
type Given struct {
	Family FamilyID
	Scored
}

// Delivery is what one file tells another: versions and administrations, in any order and any number of times.
type Delivery struct {
	Versions        []Version
	Administrations []Given
	From            int64 // of a part: the number that the receiving file gave, or gives, to the first version of all parts; 0: this is all
}

// Absorbed counts what a Delivery brought.
type Absorbed struct {
	Versions        int // new ones
	Changed         int // of them, those of things that were known before the delivery
	Administrations int // new ones, rivals and waiting ones included
	Known           int // that were here already
	Erased          int // not taken, because their family has been erased
	Waiting         int // administrations and objects that wait for something they point at, of all that the file holds
	Conflicts       int // forks and rivals in the file now; Conflicts lists them, with the clashing codes
}

// Add sums counts of what was taken; what waits and conflicts is that of the later one.
func (a Absorbed) Add(b Absorbed) Absorbed {
	return Absorbed{
		Versions: a.Versions + b.Versions, Changed: a.Changed + b.Changed, Administrations: a.Administrations + b.Administrations,
		Known: a.Known + b.Known, Erased: a.Erased + b.Erased, Waiting: b.Waiting, Conflicts: b.Conflicts,
	}
}

// givenBody is the canonical form of a Given: JSON in this order, zero values left out.
type givenBody struct {
	Family     FamilyID
	ID         AdministrationID
	Revision   int
	Episode    EpisodeID
	Respondent PersonID
	Subject    PersonID
	Informant  instruments.Informant `json:",omitzero"`
	Instrument instruments.ID
	Version    int
	Definition string              `json:",omitzero"`
	Wording    string              `json:",omitzero"`
	Lang       instruments.Lang    `json:",omitzero"`
	Mode       Mode                `json:",omitzero"`
	Wave       Wave                `json:",omitzero"`
	Also       Wave                `json:",omitzero"`
	State      AdministrationState `json:",omitzero"`
	Decline    DeclineReason       `json:",omitzero"`
	Answered   Date                `json:",omitzero"`
	Entered    int64               `json:",omitzero"` // microseconds
	Duration   int                 `json:",omitzero"`
	Discussed  Date                `json:",omitzero"`
	RiskShown  int64               `json:",omitzero"` // microseconds
	RevisedBy  WorkerID            `json:",omitzero"`
	RevisedWhy string              `json:",omitzero"`
	Answers    string              `json:",omitzero"`
	Scores     []scoreBody         `json:",omitzero"`
	Risks      []riskBody          `json:",omitzero"`
}

type scoreBody struct {
	Scale    instruments.ScaleID
	Scored   bool    `json:",omitzero"`
	Value    float64 `json:",omitzero"`
	Reported float64 `json:",omitzero"`
	Answered int     `json:",omitzero"`
	Items    int     `json:",omitzero"`
	Prorated bool    `json:",omitzero"`
	Band     string  `json:",omitzero"`
	Clinical *bool   `json:",omitzero"`
	Reason   string  `json:",omitzero"`
}

type riskBody struct {
	Item  int
	State string
}

func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func instant(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}

// Encode is the canonical form: the same content gives the same bytes in every file.
func (g Given) Encode() ([]byte, error) {
	a := g.Administration
	b := givenBody{
		Family: g.Family, ID: a.ID, Revision: a.Revision, Episode: a.Episode, Respondent: a.Respondent, Subject: a.Subject,
		Informant: a.Informant, Instrument: a.Instrument.ID, Version: a.Instrument.Version, Definition: a.Definition,
		Wording: a.Wording, Lang: a.Lang, Mode: a.Mode, Wave: a.Wave, Also: a.Also, State: a.State, Decline: a.Decline,
		Answered: a.Answered, Entered: micros(a.Entered), Duration: a.DurationSec, Discussed: a.Discussed,
		RiskShown: micros(a.RiskShown), RevisedBy: a.RevisedBy, RevisedWhy: a.RevisedWhy, Answers: a.Responses.Encode(),
	}
	for _, s := range g.Scores {
		if !s.Scored {
			s.Value, s.Reported = 0, 0
		}
		s.Value, s.Reported = s.Value+0, s.Reported+0 // a file does not tell −0 from 0
		b.Scores = append(b.Scores, scoreBody{
			Scale: s.Scale, Scored: s.Scored, Value: s.Value, Reported: s.Reported, Answered: s.Answered, Items: s.Items,
			Prorated: s.Prorated, Band: s.Band, Clinical: s.Clinical, Reason: s.Reason,
		})
	}
	for _, r := range g.Risks {
		b.Risks = append(b.Risks, riskBody{Item: r.Item, State: r.State})
	}
	slices.SortFunc(b.Risks, func(x, y riskBody) int { return cmp.Compare(x.Item, y.Item) })
	out, err := json.Marshal(b)
	if err != nil {
		return nil, fmt.Errorf("encode administration %s: %w", a.ID, err)
	}
	return out, nil
}

// DecodeGiven reads what Encode wrote.
func DecodeGiven(body []byte) (Given, error) {
	var b givenBody
	if err := json.Unmarshal(body, &b); err != nil {
		return Given{}, fmt.Errorf("read administration: %w", err)
	}
	sheet, err := ParseSheet(b.Answers)
	if err != nil {
		return Given{}, fmt.Errorf("read administration %s: %w", b.ID, err)
	}
	g := Given{Family: b.Family, Scored: Scored{Administration: Administration{
		ID: b.ID, Revision: b.Revision, Episode: b.Episode, Respondent: b.Respondent, Subject: b.Subject,
		Informant: b.Informant, Instrument: instruments.Ref{ID: b.Instrument, Version: b.Version}, Definition: b.Definition,
		Wording: b.Wording, Lang: b.Lang, Mode: b.Mode, Wave: b.Wave, Also: b.Also, State: b.State, Decline: b.Decline,
		Answered: b.Answered, Entered: instant(b.Entered), DurationSec: b.Duration, Discussed: b.Discussed,
		RiskShown: instant(b.RiskShown), RevisedBy: b.RevisedBy, RevisedWhy: b.RevisedWhy, Responses: sheet,
	}}}
	for _, s := range b.Scores {
		g.Scores = append(g.Scores, ScaleScore{
			Administration: b.ID, Scale: s.Scale, Scored: s.Scored, Value: s.Value, Reported: s.Reported,
			Answered: s.Answered, Items: s.Items, Prorated: s.Prorated, Band: s.Band, Clinical: s.Clinical, Reason: s.Reason,
		})
	}
	for _, r := range b.Risks {
		g.Risks = append(g.Risks, RiskFlag{Administration: b.ID, Item: r.Item, State: r.State})
	}
	return g, nil
}

// Validate reports the first rule that the administration or its result breaks, as an *InvalidError.
func (g Given) Validate() error {
	c := check{noun: "administration"}
	c.that(g.Family != FamilyID{}, "Family", Missing)
	c.that(g.State != DraftState, "State", NotFitting)
	c.that(g.Revision > 0, "Revision", OutOfRange)
	if c.err != nil {
		return c.err
	}
	if err := g.Administration.Validate(); err != nil {
		return err
	}
	return ValidateResult(g.Scores, g.Risks)
}

// Beats reports whether g takes the place of h, another content of the same administration and revision: the one
// entered later, and of two entered at the same instant the one whose canonical form has the greater SHA-256.
func (g Given) Beats(h Given) (bool, error) {
	if c := g.Entered.Compare(h.Entered); c != 0 {
		return c > 0, nil
	}
	ours, err := g.Hash()
	if err != nil {
		return false, err
	}
	theirs, err := h.Hash()
	return bytes.Compare(ours[:], theirs[:]) > 0, err
}

// Hash is the SHA-256 of the canonical form.
func (g Given) Hash() ([sha256.Size]byte, error) {
	b, err := g.Encode()
	return sha256.Sum256(b), err
}

package casework

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"github.com/mittari/mittari/export/dataset"
	"github.com/mittari/mittari/store"
)

// veil turns what a record says into what an evaluator may see: other ids, made with a key that stays here; no codes, no
// workers, no free text, no languages; a band instead of an age and a quarter instead of a day. The same id always
// becomes the same other id, so that a later bundle goes on where an earlier one ended.
type veil struct {
	key   []byte
	round int64 // 1 for the first bundle made for an evaluator
}

// newVeilKey makes the key.
func newVeilKey() ([]byte, error) {
	key := make([]byte, sha256.Size)
	_, err := rand.Read(key)
	return key, err
}

func (v veil) mac(kind string, id []byte) []byte {
	h := hmac.New(sha256.New, v.key)
	h.Write([]byte(kind))
	h.Write([]byte{0})
	h.Write(id)
	return h.Sum(nil)
}

// veiled is the other id. All nouns share one space: two of them never have the same id.
func veiled[T ~[16]byte](v veil, id T) T {
	if id == (T{}) {
		return id
	}
	raw := [16]byte(id)
	var out T
	copy(out[:], v.mac("id", raw[:]))
	out[6], out[8] = out[6]&0x0f|0x80, out[8]&0x3f|0x80 // a UUID made of a hash
	return out
}

// code looks like the code of a family, because the record wants one, and begins with an X, as none of a region does.
func (v veil) code(id store.FamilyID) string {
	b := v.mac("code", id[:])
	letter := func(i int) byte { return 'A' + b[i]%26 }
	return fmt.Sprintf("X%c%c%c-%04d", letter(0), letter(1), letter(2), 1+(int(b[3])<<8|int(b[4]))%9999)
}

// quarter is the first day of a quarter.
func quarter(d store.Date) store.Date {
	if d.IsZero() {
		return d
	}
	return store.Date{Year: d.Year, Month: (d.Month-1)/3*3 + 1, Day: 1}
}

// version is a version of this round on top of those of all earlier rounds.
func (v veil) version(kind store.Kind, id store.ID, family store.FamilyID, noun any) (store.Version, error) {
	body, err := json.Marshal(noun)
	if err != nil {
		return store.Version{}, fmt.Errorf("write %s for an evaluator: %w", kind, err)
	}
	var device store.DeviceID
	copy(device[:], v.mac("device", nil))
	out := store.Version{Kind: kind, ID: id, Family: family, Stamp: store.Stamp{Micros: v.round, Device: device}, Body: body}
	for n := int64(1); n < v.round; n++ {
		out.Parents = append(out.Parents, store.Stamp{Micros: n, Device: device})
	}
	return out, nil
}

// team stands for all teams of a region.
func (v veil) team(r store.Region) store.Team {
	return store.Team{
		ID: veiled(v, store.TeamID(veiled(v, r.ID))), Region: veiled(v, r.ID), Code: r.Code + "-X", Name: r.Name, From: quarter(r.From),
	}
}

func (v veil) region(r store.Region) store.Region {
	r.ID, r.From, r.To = veiled(v, r.ID), quarter(r.From), quarter(r.To)
	return r
}

func (v veil) family(f store.Family) store.Family {
	return store.Family{ID: veiled(v, f.ID), Code: v.code(f.ID), Region: veiled(v, f.Region), Created: quarter(f.Created)}
}

// person keeps role, place in the family and, of a young person, gender and band of age at the start.
func (v veil) person(p store.Person, family string, n int, start store.Date) store.Person {
	out := store.Person{
		ID: veiled(v, p.ID), Family: veiled(v, p.Family), Code: store.PersonCode(family, p.Role, n), Role: p.Role, OtherHome: p.OtherHome,
	}
	if p.Role != store.YoungPerson {
		return out
	}
	out.Gender = p.Gender
	if band := dataset.AgeBandOf(p.AgeOn(start)); band.Code != "" {
		out.BirthYear = start.Year - band.Middle
	}
	return out
}

func (v veil) episode(e store.Episode, team store.TeamID) store.Episode {
	return store.Episode{
		ID: veiled(v, e.ID), Family: veiled(v, e.Family), Team: team, Start: quarter(e.Start), End: quarter(e.End), ExitReason: e.ExitReason,
	}
}

func (v veil) meeting(m store.Meeting) store.Meeting {
	m.ID, m.Episode, m.Date, m.Worker = veiled(v, m.ID), veiled(v, m.Episode), quarter(m.Date), store.WorkerID{}
	return m
}

func (v veil) event(e store.Event) store.Event {
	e.ID, e.Person, e.Date = veiled(v, e.ID), veiled(v, e.Person), quarter(e.Date)
	return e
}

// corrected is what stands for the reason of a correction.
const corrected = "corrected"

func (v veil) given(s store.Scored, family store.FamilyID) store.Given {
	a := s.Administration
	out := store.Administration{
		ID: veiled(v, a.ID), Episode: veiled(v, a.Episode), Respondent: veiled(v, a.Respondent), Subject: veiled(v, a.Subject),
		Informant: a.Informant, Instrument: a.Instrument, Definition: a.Definition, Mode: a.Mode, Wave: a.Wave, Also: a.Also,
		State: a.State, Decline: a.Decline, Answered: quarter(a.Answered), Responses: a.Responses, Revision: a.Revision,
	}
	out.Entered = quarter(a.Answered).Time().Add(time.Duration(a.Revision) * time.Second) // a later revision stays later
	if a.Revision > 1 {
		out.RevisedWhy = corrected
	}
	g := store.Given{Family: veiled(v, family), Scored: store.Scored{Administration: out}}
	for _, c := range s.Scores {
		c.Administration = out.ID
		g.Scores = append(g.Scores, c)
	}
	for _, r := range s.Risks {
		r.Administration = out.ID
		g.Risks = append(g.Risks, r)
	}
	return g
}

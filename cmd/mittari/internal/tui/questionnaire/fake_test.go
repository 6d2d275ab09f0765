package questionnaire

import (
	"context"
	"errors"
	"maps"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

var errDisk = errors.New("no room on the disk")

// fakeSitting keeps answers in memory and counts saves. Its words are invented.
type fakeSitting struct {
	admin     store.Administration
	def       *instruments.Definition
	views     []casework.ItemView
	at        int
	saves     int
	completed int
	fail      error // of the next save
	official  bool
	hint      string

	notice   *casework.NoticeView
	speeches []casework.Speech
	young    bool // and the worker has allowed it
	curves   []casework.Series
	shares   map[store.Topic]bool
}

func (s *fakeSitting) Definition() *instruments.Definition  { return s.def }
func (s *fakeSitting) Administration() store.Administration { return s.admin }
func (s *fakeSitting) Instruction() string                  { return s.hint }
func (s *fakeSitting) Official() bool                       { return s.official }

func (s *fakeSitting) Item() (casework.ItemView, bool) {
	if s.at >= len(s.views) {
		return casework.ItemView{}, false
	}
	return s.Items()[s.at], true
}

func (s *fakeSitting) Items() []casework.ItemView {
	out := append([]casework.ItemView(nil), s.views...)
	left := 0
	for _, v := range out {
		if v.Response.State == instruments.Unanswered {
			left++
		}
	}
	for i := range out {
		out[i].Index, out[i].Position, out[i].Asked, out[i].Left = i, i+1, len(out), left
	}
	return out
}

func (s *fakeSitting) save(r instruments.Response) error {
	if s.fail != nil {
		err := s.fail
		s.fail = nil
		return err
	}
	s.saves++
	s.views[s.at].Response = r
	s.at++
	return nil
}

func (s *fakeSitting) Answer(_ context.Context, code int) error {
	return s.save(instruments.Answer(code))
}

func (s *fakeSitting) Skip(_ context.Context, why instruments.SkipReason) error {
	return s.save(instruments.Skip(why))
}

func (s *fakeSitting) Back(context.Context) error {
	s.at = max(s.at-1, 0)
	return nil
}

func (s *fakeSitting) Forward(context.Context) error {
	if s.views[s.at].Response.State != instruments.Unanswered {
		s.at++
	}
	return nil
}

func (s *fakeSitting) GoTo(_ context.Context, number int) error {
	for i, v := range s.views {
		if v.Number == number {
			s.at = i
		}
	}
	return nil
}

func (s *fakeSitting) Complete(context.Context) (store.AdministrationID, error) {
	if s.fail != nil {
		err := s.fail
		s.fail = nil
		return store.AdministrationID{}, err
	}
	for _, v := range s.views {
		if v.Response.State == instruments.Unanswered {
			return store.AdministrationID{}, casework.ErrNotDone
		}
	}
	s.completed++
	return s.admin.ID, nil
}

// broken gives the failure that was arranged, once.
func (s *fakeSitting) broken() error {
	err := s.fail
	s.fail = nil
	return err
}

func (s *fakeSitting) Notice() *casework.NoticeView { return s.notice }

func (s *fakeSitting) Acknowledge(context.Context) error {
	if err := s.broken(); err != nil {
		return err
	}
	s.notice = nil
	return nil
}

func (s *fakeSitting) Speeches(context.Context) ([]casework.Speech, error) { return s.speeches, nil }

// Speak changes the words of the invented form to those of another language.
func (s *fakeSitting) Speak(_ context.Context, l instruments.Lang) error {
	if err := s.broken(); err != nil {
		return err
	}
	s.admin.Lang = l
	w := invented[l.Base()]
	s.hint = w.hint
	for i := range s.views {
		s.views[i].Text = w.items[i]
	}
	return nil
}

func (s *fakeSitting) MayOffer() bool { return s.young }

func (s *fakeSitting) OwnCurves(context.Context) ([]casework.Series, error) {
	return s.curves, s.broken()
}

func (s *fakeSitting) Shares(context.Context) (map[store.Topic]bool, error) {
	return maps.Clone(s.shares), s.broken()
}

func (s *fakeSitting) Share(_ context.Context, allowed map[store.Topic]bool) error {
	if err := s.broken(); err != nil {
		return err
	}
	s.shares = maps.Clone(allowed)
	return nil
}

// fakeDesk knows one sitting and the PIN 2468.
type fakeDesk struct {
	sitting *fakeSitting
	err     error
	tries   []string
	wait    error
}

func (d *fakeDesk) Begin(_ context.Context, p casework.Plan) (sitting, error) {
	if d.err != nil {
		return nil, d.err
	}
	d.sitting.admin.Mode, d.sitting.admin.Lang = p.Mode, p.Lang
	return d.sitting, nil
}

func (d *fakeDesk) Resume(context.Context, store.AdministrationID) (sitting, error) {
	if d.err != nil {
		return nil, d.err
	}
	return d.sitting, nil
}

func (d *fakeDesk) PINLength(context.Context) (int, error) { return len("2468"), nil }

func (d *fakeDesk) CheckPIN(_ context.Context, pin string) error {
	d.tries = append(d.tries, pin)
	if d.wait != nil {
		return d.wait
	}
	if pin != "2468" {
		return casework.ErrWrongPIN
	}
	return nil
}

// words of the invented form, by language.
var invented = map[instruments.Lang]struct {
	hint    string
	items   []string
	options []string
}{
	instruments.Finnish: {
		"Ajattele viime päiviä.",
		[]string{"Juomani tee oli sopivan lämmintä.", "Ikkunasta näkyi jotakin kaunista – ehkä puu, pilvi tai naapurin kissa, joka istui aidalla ja katseli pitkään pihan yli.", "Kengät kuivuivat yön aikana."},
		[]string{"en kertaakaan", "joskus", "melko usein", "joka päivä"},
	},
	instruments.Swedish: {
		"Tänk på de senaste dagarna.",
		[]string{"Teet jag drack var lagom varmt.", "Genom fönstret såg jag något vackert – kanske ett träd, ett moln eller grannens katt som satt på staketet.", "Skorna torkade under natten."},
		[]string{"inte en enda gång", "ibland", "ganska ofta", "varje dag"},
	},
	instruments.English: {
		"Think of the last few days.",
		[]string{"The tea I drank was nicely warm.", "From the window I saw something beautiful – a tree, a cloud, or the neighbour's cat sitting on the fence.", "The shoes dried overnight."},
		[]string{"not once", "at times", "rather often", "every day"},
	},
}

// newSitting is the invented form in a language; without wording it has cues only.
func newSitting(tag instruments.Lang, official bool) *fakeSitting {
	w := invented[tag]
	s := &fakeSitting{
		admin: store.Administration{ID: store.AdministrationID{1}, Mode: store.OwnScreen, Lang: tag},
		def:   &instruments.Definition{Abbreviation: instruments.Text{"fi": "TEA-3"}, Minutes: 1.5}, official: official,
		shares: map[store.Topic]bool{},
	}
	if official {
		s.hint = w.hint
	}
	for i, text := range w.items {
		v := casework.ItemView{Number: i + 1, Cue: "tea " + string(rune('a'+i))}
		if official {
			v.Text = text
		}
		for code, option := range w.options {
			v.Options = append(v.Options, casework.OptionView{Code: code, Text: option})
		}
		s.views = append(s.views, v)
	}
	return s
}

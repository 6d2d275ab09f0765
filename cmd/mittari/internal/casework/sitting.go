package casework

import (
	"context"
	"slices"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Plan is what the worker chose before handing over.
type Plan struct {
	Episode    store.EpisodeID
	Respondent store.PersonID
	Subject    store.PersonID // zero: the respondent
	Instrument instruments.ID
	Informant  instruments.Informant // empty: self
	Wave       store.Wave
	Mode       store.Mode       // empty: own screen
	Lang       instruments.Lang // empty: the respondent's
	Answered   store.Date       // zero: today
	// Cues says that the worker goes on without full wording, where that is installed but may not be shown.
	Cues bool
	// Offer says that the worker lets a young person see the own curve at the end, before anybody else, and choose what
	// guardians may see. The draft keeps it.
	Offer bool
}

// Sitting is one administration under way. It is not safe for concurrent use.
// Every method that changes an answer returns only when the change is on disk; when it returns an
// error the sitting is as it was before.
type Sitting struct {
	desk    *Desk
	admin   store.Administration
	def     *instruments.Definition
	wording *instruments.Wording // nil: cues
	goals   []store.Goal         // of the goals form: number → the person's own words
	family  store.FamilyID
	young   bool        // the respondent is a young person
	notice  *NoticeView // to be read before the first item; nil: none
	began   time.Time
}

// ItemView is what the screen shows of one item.
type ItemView struct {
	Index    int
	Number   int
	Text     string // official wording, or our own; empty: show the cue
	Cue      string
	Options  []OptionView
	Response instruments.Response
	Position int // 1-based place among the items asked
	Asked    int // how many items are asked, as far as known now
	Left     int // asked items without an answer or a skip
}

// OptionView is one answer on the screen.
type OptionView struct {
	Code int
	Text string // wording, or our own label when there is none; may be empty on number scales
}

// ID of the administration.
func (s *Sitting) ID() store.AdministrationID { return s.admin.ID }

// Definition being answered.
func (s *Sitting) Definition() *instruments.Definition { return s.def }

// Administration as it stands.
func (s *Sitting) Administration() store.Administration { return s.admin }

// Official reports whether full wording is shown; otherwise the respondent reads the paper form.
func (s *Sitting) Official() bool { return s.wording != nil }

// Instruction is the instruction of the wording, or empty.
func (s *Sitting) Instruction() string {
	if s.wording == nil {
		return ""
	}
	return s.wording.Instruction
}

// Item is the item the sitting stands at; false at the end, when all that is left is to look through and finish.
func (s *Sitting) Item() (ItemView, bool) {
	if s.admin.Position >= len(s.def.Items) {
		return ItemView{}, false
	}
	return s.view(s.admin.Position), true
}

// Items lists every item that is asked, for looking through before finishing.
func (s *Sitting) Items() []ItemView {
	var out []ItemView
	for i := range s.def.Items {
		if s.asked(s.admin.Responses, i) {
			out = append(out, s.view(i))
		}
	}
	return out
}

// Done reports whether the sitting stands at the end.
func (s *Sitting) Done() bool { return s.admin.Position >= len(s.def.Items) }

// Answer records the code for the current item and moves on.
func (s *Sitting) Answer(ctx context.Context, code int) error {
	if s.Done() {
		return nil
	}
	if err := s.def.Check(s.def.Items[s.admin.Position].Number, code); err != nil {
		return err
	}
	return s.record(ctx, instruments.Answer(code))
}

// Skip passes over the current item and moves on.
func (s *Sitting) Skip(ctx context.Context, reason instruments.SkipReason) error {
	if s.Done() {
		return nil
	}
	return s.record(ctx, instruments.Skip(reason))
}

// Back moves to the item before; at the first item it stays.
func (s *Sitting) Back(ctx context.Context) error {
	for i := s.admin.Position - 1; i >= 0; i-- {
		if s.asked(s.admin.Responses, i) {
			return s.save(ctx, s.admin.Responses, i)
		}
	}
	return nil
}

// Forward moves to the next item without changing an answer; an unanswered item is not passed over.
func (s *Sitting) Forward(ctx context.Context) error {
	if s.Done() || s.admin.Responses[s.admin.Position].State == instruments.Unanswered {
		return nil
	}
	return s.save(ctx, s.admin.Responses, s.firstAsked(s.admin.Responses, s.admin.Position+1))
}

// GoTo moves to the item with a number.
func (s *Sitting) GoTo(ctx context.Context, number int) error {
	for i := range s.def.Items {
		if s.def.Items[i].Number == number && s.asked(s.admin.Responses, i) {
			return s.save(ctx, s.admin.Responses, i)
		}
	}
	return nil
}

// Complete scores the sheet and stores both in one transaction. An item that is neither answered nor
// skipped is ErrNotDone.
func (s *Sitting) Complete(ctx context.Context) (store.AdministrationID, error) {
	for i := range s.def.Items {
		if s.asked(s.admin.Responses, i) && s.admin.Responses[i].State == instruments.Unanswered {
			return store.AdministrationID{}, ErrNotDone
		}
	}
	return s.admin.ID, s.desk.complete(ctx, s)
}

// settled is the sheet as it is kept: what was not asked is marked so, and an answer that a later one rules
// out is let go. Until then drafts keep such answers, so that taking a correction back loses nothing.
func (s *Sitting) settled() instruments.Responses {
	sheet := slices.Clone(s.admin.Responses)
	s.def.Settle(sheet, s.admin.Informant)
	for i := range sheet {
		if !s.asked(sheet, i) {
			sheet[i] = instruments.Response{State: instruments.NotAsked}
		}
	}
	return sheet
}

// record puts a response on the sheet and saves before anything moves.
func (s *Sitting) record(ctx context.Context, r instruments.Response) error {
	sheet := slices.Clone(s.admin.Responses)
	sheet[s.admin.Position] = r
	return s.save(ctx, sheet, s.firstAsked(sheet, s.admin.Position+1))
}

func (s *Sitting) save(ctx context.Context, sheet instruments.Responses, position int) error {
	if err := s.desk.rec.SaveDraft(ctx, s.admin.ID, sheet, position); err != nil {
		return err
	}
	s.admin.Responses, s.admin.Position = sheet, position
	return nil
}

// asked reports whether the item at index i is put to the respondent. Of the goals form only items that stand
// for a goal somebody has set are.
func (s *Sitting) asked(sheet instruments.Responses, i int) bool {
	if s.def.ID == GoalsForm && s.goalText(s.def.Items[i].Number) == "" {
		return false
	}
	return s.def.Asked(sheet, i, s.admin.Informant)
}

// firstAsked is the index of the first asked item at or after from, or the number of items at the end.
func (s *Sitting) firstAsked(sheet instruments.Responses, from int) int {
	for from < len(s.def.Items) && !s.asked(sheet, from) {
		from++
	}
	return from
}

func (s *Sitting) goalText(number int) string {
	for _, g := range s.goals {
		if g.Number == number {
			return g.Text
		}
	}
	return ""
}

func (s *Sitting) view(i int) ItemView {
	item := s.def.Items[i]
	v := ItemView{Index: i, Number: item.Number, Response: s.admin.Responses[i], Cue: s.cues().Items[item.Number]}
	if s.wording != nil {
		v.Text = s.wording.Items[item.Number]
	}
	if own := s.goalText(item.Number); own != "" {
		v.Text = own
	}
	for j := range s.def.Items {
		if !s.asked(s.admin.Responses, j) {
			continue
		}
		v.Asked++
		if j <= i {
			v.Position++
		}
		if s.admin.Responses[j].State == instruments.Unanswered {
			v.Left++
		}
	}
	for _, o := range s.def.Set(item.Set).Options {
		v.Options = append(v.Options, OptionView{Code: o.Code, Text: s.optionText(item.Set, o.Code)})
	}
	return v
}

func (s *Sitting) optionText(set string, code int) string {
	if s.wording != nil {
		if t := s.wording.Options[set][code]; t != "" {
			return t
		}
	}
	return s.cues().Options[set][code]
}

// cues in the respondent's language, or Finnish when there are none.
func (s *Sitting) cues() instruments.Cues {
	if c, ok := s.def.Cues[s.admin.Lang]; ok {
		return c
	}
	return s.def.Cues[instruments.Finnish]
}

package cli

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Letters that stand for something else than a code. They are the same in every language, so that a script or a
// habit works everywhere.
const (
	keySkip  = "-"
	keyBack  = "<"
	keyPause = "."
	keyAgain = "?"
)

// errPaused: the respondent stopped for now. What was answered is on disk already, and the draft waits.
var errPaused = errors.New("paused")

// asking goes through one sitting line by line. What the respondent is told is in words; the worker's language is the
// app's own.
type asking struct {
	a     *app
	desk  *casework.Desk
	s     *casework.Sitting
	q     *asker
	words *lang.Localizer
}

func (a *app) asking(desk *casework.Desk, s *casework.Sitting) *asking {
	k := &asking{a: a, desk: desk, s: s, q: &asker{in: a.asker().in, out: a.std.Out}}
	k.listen()
	return k
}

// listen chooses the language of whoever reads: the respondent, or the worker who reads it out.
func (k *asking) listen() {
	k.words = k.a.loc
	if !k.readsAlone() {
		return
	}
	if w, ok := lang.ForRespondent(k.s.Administration().Lang); ok {
		k.words = w
	}
}

// readsAlone reports whether the lines are meant for the respondent.
func (k *asking) readsAlone() bool {
	mode := k.s.Administration().Mode
	return mode == store.OwnScreen || mode == store.Together
}

// locked reports whether the worker's PIN stands between the respondent and everything else.
func (k *asking) locked() bool { return k.s.Administration().Mode == store.OwnScreen }

// say prints paragraphs for the respondent.
func (k *asking) say(texts ...string) {
	for _, t := range texts {
		k.a.say(t)
	}
}

// line asks for a line; the end of the input is a pause.
func (k *asking) line(ctx context.Context, prompt string) (string, error) {
	typed, err := k.q.line(ctx, prompt)
	if errors.Is(err, io.EOF) {
		k.say("")
		return "", errPaused
	}
	return typed, err
}

// run asks everything and finishes. It is errPaused when the respondent stopped before that.
func (k *asking) run(ctx context.Context) (store.AdministrationID, error) {
	none := store.AdministrationID{}
	if err := k.begin(ctx); err != nil {
		return none, err
	}
	if err := k.items(ctx); err != nil {
		return none, err
	}
	if err := k.review(ctx); err != nil {
		return none, err
	}
	return k.s.Complete(ctx)
}

// open are the items without an answer or a skip.
func open(items []casework.ItemView) []casework.ItemView {
	var out []casework.ItemView
	for _, it := range items {
		if it.Response.State == instruments.Unanswered {
			out = append(out, it)
		}
	}
	return out
}

// items asks until none is left.
func (k *asking) items(ctx context.Context) error {
	for {
		item, more := k.s.Item()
		if !more {
			left := open(k.s.Items())
			if len(left) == 0 {
				return nil
			}
			if err := k.s.GoTo(ctx, left[0].Number); err != nil {
				return err
			}
			continue
		}
		if _, err := k.ask(ctx, item); err != nil {
			return err
		}
	}
}

// ask asks one item once, and gives back what was typed.
func (k *asking) ask(ctx context.Context, item casework.ItemView) (string, error) {
	k.readItem(item)
	typed, err := k.line(ctx, k.words.T("ask.line.answer"))
	if err != nil {
		return "", err
	}
	return typed, k.take(ctx, item, typed)
}

func (k *asking) readItem(item casework.ItemView) {
	text, w := item.Text, k.words
	if text == "" {
		text = item.Cue
	}
	k.say("", w.T("ask.line.item", "position", item.Position, "asked", item.Asked, "number", item.Number, "text", text))
	for _, o := range item.Options {
		k.say(option(o))
	}
	switch item.Response.State {
	case instruments.Answered:
		k.say(w.T("ask.line.given", "code", item.Response.Code))
	case instruments.Skipped:
		k.say(w.T("ask.line.passed"))
	case instruments.Unanswered, instruments.NotAsked:
	}
}

// option is the code of an answer and its words, where it has any.
func option(o casework.OptionView) string {
	if o.Text == "" {
		return strconv.Itoa(o.Code)
	}
	return strconv.Itoa(o.Code) + ": " + o.Text
}

// take does what was typed. What makes no sense is said, and the item is asked again.
func (k *asking) take(ctx context.Context, item casework.ItemView, typed string) error {
	switch typed {
	case keySkip:
		return k.skip(ctx)
	case keyBack:
		return k.s.Back(ctx)
	case keyPause:
		return k.rest(ctx)
	case keyAgain:
		k.say(k.words.T("ask.line.keys", "skip", keySkip, "back", keyBack, "pause", keyPause, "again", keyAgain))
		return nil
	case "":
		if item.Response.State != instruments.Unanswered {
			return k.s.Forward(ctx)
		}
	}
	for _, o := range item.Options {
		if strconv.Itoa(o.Code) != typed {
			continue
		}
		if err := k.s.Answer(ctx, o.Code); err != nil {
			return err
		}
		k.say(k.words.T("ask.line.kept", "answer", option(o)))
		return nil
	}
	k.notOffered(typed)
	return nil
}

func (k *asking) notOffered(typed string) {
	k.say(k.words.T("ask.line.not-offered", "typed", printable(typed)))
}

// reasons are the messages of the reasons for passing over an item, by their value.
func reasons() []string {
	return []string{"ask.skip.none", "ask.skip.want", "ask.skip.understand", "ask.skip.fit", "ask.skip.know"}
}

// skip passes over the item at hand. A reason is asked for, and none has to be given.
func (k *asking) skip(ctx context.Context) error {
	k.say(k.words.T("ask.skip.why"))
	for i, key := range reasons()[1:] {
		k.say(strconv.Itoa(i+1) + ": " + k.words.T(key))
	}
	for {
		typed, err := k.line(ctx, k.words.T("ask.line.why"))
		if err != nil {
			return err
		}
		if typed == keyBack {
			return nil
		}
		n, err := strconv.Atoi(typed)
		if typed == "" || err == nil && n > 0 && n < len(reasons()) {
			return k.s.Skip(ctx, instruments.SkipReason(n))
		}
		k.notOffered(typed)
	}
}

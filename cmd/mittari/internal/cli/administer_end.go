package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/store"
)

// review says that the questions are over, and lets answers be changed until the respondent is done.
func (k *asking) review(ctx context.Context) error {
	for {
		items := k.s.Items()
		k.readReview(items)
		typed, err := k.line(ctx, k.words.T("ask.line.ready"))
		if err != nil {
			return err
		}
		number, known := numbered(items, typed)
		switch {
		case typed == "":
			return nil
		case typed == keyPause:
			err = k.rest(ctx)
		case typed == keyBack && len(items) > 0:
			err = k.change(ctx, items[len(items)-1].Number)
		case known:
			err = k.change(ctx, number)
		default:
			k.notOffered(typed)
		}
		if err != nil {
			return err
		}
	}
}

func (k *asking) readReview(items []casework.ItemView) {
	w, skipped := k.words, 0
	for _, it := range items {
		if it.Response.State == instruments.Skipped {
			skipped++
		}
	}
	k.say("", w.T("ask.review"))
	if skipped > 0 {
		k.say(w.N("ask.review.skipped", skipped))
	} else {
		k.say(w.T("ask.review.all"))
	}
	k.say(w.T("ask.line.end-keys", "back", keyBack, "pause", keyPause))
}

// change asks an item again, and further ones that the new answer brings along.
func (k *asking) change(ctx context.Context, number int) error {
	if err := k.s.GoTo(ctx, number); err != nil {
		return err
	}
	for {
		item, more := k.s.Item()
		if !more {
			return k.items(ctx)
		}
		typed, err := k.ask(ctx, item)
		if err != nil {
			return err
		}
		now, more := k.s.Item()
		switch {
		case typed == keyBack || more && now.Number == item.Number:
			continue
		case len(open(k.s.Items())) > 0:
			return k.items(ctx)
		}
		return nil
	}
}

// numbered reports whether an item of that number was asked.
func numbered(items []casework.ItemView, typed string) (int, bool) {
	for _, it := range items {
		if strconv.Itoa(it.Number) == typed {
			return it.Number, true
		}
	}
	return 0, false
}

// rest is a break. Going on is nil, stopping for now is errPaused; away from the respondent's own page only the worker
// may stop.
func (k *asking) rest(ctx context.Context) error {
	k.say("", k.words.T("ask.pause"), k.words.T("ask.pause.text"))
	for {
		typed, err := k.line(ctx, k.words.T("ask.line.rest", "pause", keyPause))
		switch {
		case err != nil:
			return err
		case typed == "":
			return nil
		case typed != keyPause:
			k.notOffered(typed)
			continue
		case !k.locked():
			return errPaused
		}
		k.say(k.words.T("ask.line.pin-back"))
		switch back, err := k.handBack(ctx); {
		case err != nil:
			return err
		case back:
			return errPaused
		}
	}
}

// thank is the end page. After it the laptop goes back: in respondent mode the worker shows the PIN, beside the worker
// a key says that what follows may be read out.
func (k *asking) thank(ctx context.Context) error {
	k.say("", k.words.T("ask.end"), k.words.T("ask.end.saved"))
	if !k.locked() {
		_, err := k.q.line(ctx, k.a.loc.T("cli.administer.worker"))
		if errors.Is(err, io.EOF) { // nobody is there to press a key; what the worker must know is told all the same
			k.say("")
			return nil
		}
		return err
	}
	if err := k.afterwards(ctx); err != nil {
		return err
	}
	k.say(k.words.T("ask.end.give"))
	for {
		if back, err := k.handBack(ctx); err != nil || back {
			return err
		}
	}
}

// handBack asks for the worker's PIN until it is right, which is true, or until nothing is typed. Where no PIN was set
// anything will do.
func (k *asking) handBack(ctx context.Context) (bool, error) {
	for {
		pin, err := k.pin(ctx)
		if err != nil || pin == "" {
			return false, err
		}
		err = k.desk.CheckPIN(ctx, pin)
		var wait *casework.PINWaitError
		switch {
		case err == nil, errors.Is(err, casework.ErrNoPIN):
			return true, nil
		case errors.As(err, &wait):
			k.say(k.words.N("ask.pin.wait", int(math.Ceil(wait.After.Seconds()))))
		case errors.Is(err, casework.ErrWrongPIN):
			k.say(k.words.T("ask.pin.wrong"))
		default:
			return false, err
		}
	}
}

// pin reads the PIN, unseen where a person types it.
func (k *asking) pin(ctx context.Context) (string, error) {
	if isTerminal(k.a.std.In) {
		return k.a.hidden(ctx, k.words.T("ask.pin"))
	}
	return k.line(ctx, k.words.T("ask.pin")+":")
}

// administer asks, and then tells the worker what the worker needs to know: at least a risk answer, on request the
// whole result.
func (a *app) administer(ctx context.Context, desk *casework.Desk, s *casework.Sitting, whole bool) error {
	k := a.asking(desk, s)
	id, err := k.run(ctx)
	if errors.Is(err, errPaused) {
		a.say(a.loc.T("cli.administer.paused"))
		return nil
	}
	if err != nil {
		return err
	}
	if err := k.thank(ctx); err != nil {
		if errors.Is(err, errPaused) { // stored; without the PIN nothing more is told
			return nil
		}
		return err
	}
	if whole {
		return a.readResult(ctx, desk, id)
	}
	return a.readRisks(ctx, desk, id)
}

// readRisks tells what must not wait for the result to be opened.
func (a *app) readRisks(ctx context.Context, desk *casework.Desk, id store.AdministrationID) error {
	v, err := desk.Result(ctx, id)
	if err != nil {
		return fmt.Errorf("look for answers to talk about: %w", err)
	}
	say := phrase.Result{L: a.loc, View: &v}
	risks := say.Risks()
	if len(risks) == 0 {
		return nil
	}
	r := newReading(a.std.Out)
	r.part(risks[0])
	r.say(risks[1:]...)
	if r.err != nil || !say.Has(scoring.RiskFlagged) {
		return r.err
	}
	return desk.RiskPromptShown(ctx, id)
}

package cli

import (
	"context"
	"errors"
	"strconv"

	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/store"
)

// more lets a young person hear the own curve before anybody else, and choose what guardians may see, where the worker
// has allowed it.
func (k *asking) more(ctx context.Context) error {
	if !k.s.MayOffer() {
		return nil
	}
	w := k.words
	for {
		k.say("", w.T("ask.end.more"), "1: "+w.T("ask.end.curve"), "2: "+w.T("ask.end.share"), "3: "+w.T("ask.end.ready"))
		typed, err := k.line(ctx, w.T("ask.line.answer"))
		if err != nil {
			return err
		}
		switch typed {
		case "1":
			err = k.curve(ctx)
		case "2":
			err = k.share(ctx)
		case "3":
			return nil
		default:
			k.notOffered(typed)
		}
		if err != nil {
			return err
		}
	}
}

// curve says how the own answers have moved. There are no cut-offs, no norms and no names of scales.
func (k *asking) curve(ctx context.Context) error {
	all, err := k.s.OwnCurves(ctx)
	if err != nil {
		return err
	}
	w := k.words
	k.say("", w.T("ask.curve"))
	told := 0
	for i := range all {
		text := phrase.Own(w, &all[i])
		if text == "" {
			continue
		}
		told++
		if len(all) > 1 {
			k.say(w.Text(all[i].Scale.Title))
		}
		for _, p := range phrase.Scored(&all[i]) {
			k.say(w.Date(p.Date) + ": " + w.Number(p.Reported, all[i].Scale.Rounding.Decimals))
		}
		k.say(text)
	}
	if told == 0 {
		k.say(w.T("ask.curve.none"))
	}
	k.say(w.T("ask.curve.note"))
	return nil
}

// share reads out what guardians may see, changes one topic by its number, and records all with Enter.
func (k *asking) share(ctx context.Context) error {
	allowed, err := k.s.Shares(ctx)
	if err != nil {
		return err
	}
	w, topics := k.words, store.Topics()
	k.say("", w.T("ask.share"), w.T("ask.share.note"))
	for {
		for i, topic := range topics {
			answer := w.T("ask.share.no")
			if allowed[topic] {
				answer = w.T("ask.share.yes")
			}
			k.say(strconv.Itoa(i+1) + ": " + w.T("ask.share."+string(topic)) + ": " + answer)
		}
		typed, err := k.line(ctx, w.T("ask.line.share", "back", keyBack))
		if err != nil || typed == keyBack {
			return err
		}
		if typed == "" {
			if err := k.s.Share(ctx, allowed); err != nil {
				return err
			}
			k.say(w.T("ask.share.saved"))
			return nil
		}
		n, err := strconv.Atoi(typed)
		if err != nil || n < 1 || n > len(topics) {
			k.notOffered(typed)
			continue
		}
		allowed[topics[n-1]] = !allowed[topics[n-1]]
	}
}

// afterwards is what comes between the last answer and the hand-back. When nobody goes on the laptop still goes back.
func (k *asking) afterwards(ctx context.Context) error {
	if err := k.more(ctx); err != nil && !errors.Is(err, errPaused) {
		return err
	}
	return nil
}

package cli

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/instruments"
)

// clear takes away what stood on the terminal before: to a respondent who is alone with it nothing of it belongs.
func (k *asking) clear() {
	if k.locked() && isTerminal(k.a.std.Out) && runtime.GOOS != "windows" && os.Getenv("TERM") != "dumb" {
		_, _ = fmt.Fprint(k.a.std.Out, "\x1b[H\x1b[2J\x1b[3J")
	}
}

// begin tells what has to be told before the first form, what is coming and which letters do what.
func (k *asking) begin(ctx context.Context) error {
	k.clear()
	for k.s.Notice() != nil {
		n := k.s.Notice()
		k.say(k.words.T("told.title"), "", k.words.T("told."+string(n.Version), "months", n.Months), "", k.words.T("told.no"), "")
		if err := k.page(ctx, "told.go", k.s.Acknowledge); err != nil {
			return err
		}
	}
	if k.readsAlone() {
		greet := func(context.Context) error { return nil }
		for again := true; again; {
			before := k.words
			k.greet()
			if err := k.page(ctx, "ask.greet.go", greet); err != nil {
				return err
			}
			again = before != k.words
		}
	}
	k.say(k.words.T("ask.line.keys", "skip", keySkip, "back", keyBack, "pause", keyPause, "again", keyAgain))
	if text := k.s.Instruction(); text != "" {
		k.say(text)
	}
	if !k.s.Official() {
		k.say(k.words.T("ask.paper.all"))
	}
	return nil
}

func (k *asking) greet() {
	w, items := k.words, k.s.Items()
	left := open(items)
	minutes := w.N("count.minutes", phrase.Minutes(k.s.Definition().Minutes))
	k.say(w.N("ask.greet", len(items), "minutes", minutes))
	if item, more := k.s.Item(); more && len(left) < len(items) {
		k.say(w.T("ask.greet.resume", "n", item.Position, "all", item.Asked))
	}
	k.say(w.T("ask.greet.free"), w.T("ask.greet.saved"))
}

// page waits for Enter and then goes on. A language typed instead is spoken from here on, and the page is read again.
func (k *asking) page(ctx context.Context, prompt string, next func(context.Context) error) error {
	speeches, err := k.speeches(ctx)
	if err != nil {
		return err
	}
	k.readSpeeches(speeches)
	for {
		typed, err := k.line(ctx, k.words.T(prompt))
		switch {
		case err != nil:
			return err
		case typed == "":
			return next(ctx)
		case typed == keyPause:
			return k.rest(ctx)
		}
		if l, ok := k.spoken(speeches, typed); ok {
			if err := k.s.Speak(ctx, l); err != nil {
				return err
			}
			k.listen()
			return nil
		}
		k.notOffered(typed)
	}
}

func (k *asking) readSpeeches(speeches []instruments.Lang) {
	if len(speeches) == 0 {
		return
	}
	var names []string
	for _, l := range speeches {
		names = append(names, string(l)+" ("+phrase.Speech(k.words, l)+")")
	}
	k.say(k.words.T("ask.line.langs", "codes", strings.Join(names, ", ")))
}

// spoken finds the language that was typed, by its code or its name.
func (k *asking) spoken(speeches []instruments.Lang, typed string) (instruments.Lang, bool) {
	for _, l := range speeches {
		if strings.EqualFold(typed, string(l)) || strings.EqualFold(typed, phrase.Speech(k.words, l)) {
			return l, true
		}
	}
	return "", false
}

// speeches are the other languages that can still be chosen: none once something is answered.
func (k *asking) speeches(ctx context.Context) ([]instruments.Lang, error) {
	items := k.s.Items()
	if !k.readsAlone() || len(open(items)) < len(items) {
		return nil, nil
	}
	all, err := k.s.Speeches(ctx)
	var out []instruments.Lang
	for _, one := range all {
		if one.Lang != k.s.Administration().Lang {
			out = append(out, one.Lang)
		}
	}
	return out, err
}

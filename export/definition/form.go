package definition

import (
	"fmt"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
)

// form is what every format writes, gathered once.
type form struct {
	def    *instruments.Definition
	langs  []instruments.Lang // the first is the file's own
	words  []export.Words     // one for each of langs
	worded bool               // the texts are the full wording, not cues

	title       instruments.Text
	instruction instruments.Text
	notice      instruments.Text // what the one who opens the file must know
	rights      instruments.Text
	items       []item
	sets        []set // those that items of the form use, in the order of the definition
	scores      []score
}

// item is a question of the form.
type item struct {
	*instruments.Item
	text instruments.Text
	set  *set
}

// set is a list of answers with its texts.
type set struct {
	*instruments.ResponseSet
	texts []instruments.Text // one for each option
	uses  int                // items of the form that offer it
}

// newForm gathers what is on the form made for an informant, in the words that may be given away.
func newForm(d *instruments.Definition, o Options) (*form, error) {
	if err := o.check(d); err != nil {
		return nil, err
	}
	f := &form{def: d, words: o.Words}
	for _, w := range o.Words {
		f.langs = append(f.langs, w.Lang())
	}
	if o.Wording != nil {
		f.words, f.langs = o.Words[:1], []instruments.Lang{o.Wording.Lang}
	}
	f.takeWording(o.Wording)
	f.takeItems(o)
	if err := f.takeScores(o.Informant); err != nil {
		return nil, err
	}
	f.rights = f.say(func(w export.Words) string {
		terms := w.Text(d.Rights.Terms)
		if o.Wording != nil {
			return w.T("definition.rights", "holder", o.Wording.Holder, "terms", o.Wording.Licence)
		}
		return w.T("definition.rights", "holder", d.Rights.Holder, "terms", terms)
	})
	f.notice = f.say(f.notices)
	return f, nil
}

// say puts a sentence into every language of the file.
func (f *form) say(sentence func(export.Words) string) instruments.Text {
	t := instruments.Text{}
	for i, lang := range f.langs {
		t[lang] = plain(sentence(f.words[i]))
	}
	return t
}

// takeWording settles title and instruction.
func (f *form) takeWording(pack *instruments.Wording) {
	f.worded = pack != nil || f.def.Rights.Class == instruments.Own
	f.title = f.say(func(w export.Words) string { return w.Text(f.def.Title) })
	f.instruction = instruments.Text{}
	for _, lang := range f.langs {
		wording := f.wording(lang, pack)
		if wording.Title != "" {
			f.title[lang] = plain(wording.Title)
		}
		if wording.Instruction != "" {
			f.instruction[lang] = plain(wording.Instruction)
		}
	}
}

// wording gives the full wording in a language; it is empty when the file has cues.
func (f *form) wording(lang instruments.Lang, pack *instruments.Wording) instruments.Wording {
	if pack != nil {
		return *pack
	}
	return f.def.Own[lang]
}

func (f *form) takeItems(o Options) {
	texts := func(of func(instruments.Cues) string) instruments.Text {
		t := instruments.Text{}
		for _, lang := range f.langs {
			source := f.def.Cues[lang]
			if w := f.wording(lang, o.Wording); len(w.Items) > 0 {
				source = instruments.Cues{Items: w.Items, Options: w.Options}
			}
			t[lang] = plain(of(source))
		}
		return t
	}
	used := map[string]int{}
	for i := range f.def.Items {
		if one := &f.def.Items[i]; one.On(o.Informant) {
			used[one.Set]++
			f.items = append(f.items, item{Item: one, text: texts(func(c instruments.Cues) string { return c.Items[one.Number] })})
		}
	}
	for i := range f.def.ResponseSets {
		s := set{ResponseSet: &f.def.ResponseSets[i]}
		if s.uses = used[s.ID]; s.uses == 0 {
			continue
		}
		for _, option := range s.Options {
			s.texts = append(s.texts, texts(func(c instruments.Cues) string { return c.Options[s.ID][option.Code] }))
		}
		f.sets = append(f.sets, s)
	}
	for i := range f.items {
		f.items[i].set = f.findSet(f.items[i].Set)
	}
}

func (f *form) findSet(id string) *set {
	for i := range f.sets {
		if f.sets[i].ID == id {
			return &f.sets[i]
		}
	}
	return nil
}

// item gives an item of the form by its number, or nil.
func (f *form) item(number int) *item {
	for i := range f.items {
		if f.items[i].Number == number {
			return &f.items[i]
		}
	}
	return nil
}

// asked gives the condition of an item; nil when it has none or hangs on an item that is not on the form.
func (f *form) asked(i *item) *instruments.Condition {
	if i.Asked == nil {
		return nil
	}
	for _, gate := range i.Asked.Gates() {
		if f.item(gate.Item) == nil {
			return nil
		}
	}
	return i.Asked
}

// label is what a table shows for an item: the full wording as it is, or a cue with the printed number before it, so
// that whoever puts in the official wording finds its place.
func (f *form) label(i *item, lang instruments.Lang) string {
	if f.worded {
		return i.text[lang]
	}
	return fmt.Sprintf("%d. %s", i.Number, i.text[lang])
}

// ready reports whether the file can be used as it is: released, checked and fully worded.
func (f *form) ready() bool {
	return f.worded && f.def.Status == instruments.Released && !f.def.NeedsCheck()
}

// notices says what the one who opens the file must know.
func (f *form) notices(w export.Words) string {
	var all string
	add := func(sentence string) {
		if all != "" {
			all += " "
		}
		all += sentence
	}
	add(w.T("definition.made", "ref", f.def.Ref().String()))
	switch {
	case f.worded:
	case f.def.Rights.Class == instruments.PaperOnly:
		add(w.T("definition.paper-only"))
	default:
		add(w.T("definition.cues"))
	}
	if f.def.NeedsCheck() {
		add(w.T("definition.needs-check"))
	}
	for i := range f.scores {
		s := &f.scores[i]
		switch s.left {
		case written:
		case leftKind:
			add(w.T("definition.left-kind", "scale", w.Text(s.Title)))
		case leftForm:
			add(w.T("definition.left-form", "scale", w.Text(s.Title)))
		case leftNegative:
			add(w.T("definition.left-negative", "scale", w.Text(s.Title)))
		}
	}
	return all
}

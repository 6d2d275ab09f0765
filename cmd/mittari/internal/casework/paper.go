package casework

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// PaperRequest is which form to print, in which words, and where.
type PaperRequest struct {
	Instrument instruments.ID
	Lang       instruments.Lang
	Informant  instruments.Informant // empty: the form for all, or the first role
	Words      export.Words          // for what is not wording
	Path       string                // .txt: plain text, else a workbook
	Overwrite  bool
}

// NoWordingError: a form cannot be printed, because its words are not installed.
type NoWordingError struct {
	Instrument instruments.ID
	Holder     string
	Lang       instruments.Lang
}

// Error implements error.
func (e *NoWordingError) Error() string {
	return fmt.Sprintf("no wording of %s in %q", e.Instrument, e.Lang)
}

// MessageKey names the sentence for it in the catalogues.
func (e *NoWordingError) MessageKey() (string, []any) {
	return "no-wording", []any{"id", string(e.Instrument), "holder", e.Holder, "lang", string(e.Lang)}
}

// PrintHolderError: an instrument for paper only is printed from the holder's own form.
type PrintHolderError struct {
	Instrument instruments.ID
	Holder     string
}

// Error implements error.
func (e *PrintHolderError) Error() string {
	return "the form of " + string(e.Instrument) + " comes from its holder"
}

// MessageKey names the sentence for it in the catalogues.
func (e *PrintHolderError) MessageKey() (string, []any) {
	return "print-holder", []any{"id", string(e.Instrument), "holder", e.Holder}
}

// WritePaper writes a form to be answered on paper, from installed wording. What may not be shown may not be printed:
// see ImportWording. Printing is logged.
func (d *Desk) WritePaper(ctx context.Context, req PaperRequest) error {
	f, err := d.paperForm(ctx, req)
	if err != nil {
		return err
	}
	err = workbook.SavePaper(req.Path, req.Overwrite, f, req.Words)
	var exists *workbook.ExistsError
	if errors.As(err, &exists) {
		return ErrFileExists
	}
	if err != nil {
		return fmt.Errorf("print %s: %w", req.Instrument, err)
	}
	return d.log(ctx, store.ActExport, store.FamilyID{}, "paper form "+f.Ref+" "+f.Language, "")
}

func (d *Desk) paperForm(ctx context.Context, req PaperRequest) (*workbook.PaperForm, error) {
	def, err := d.cat.Get(req.Instrument)
	if err != nil {
		return nil, err
	}
	b, err := d.rightsBook(ctx)
	if err != nil {
		return nil, err
	}
	if def.Rights.Class == instruments.PaperOnly {
		return nil, &PrintHolderError{Instrument: def.ID, Holder: def.Rights.Holder}
	}
	if err := b.off(def); err != nil {
		return nil, err
	}
	who := req.Informant
	if who == "" {
		who = def.Informants[0]
	}
	if !slices.Contains(def.Informants, who) {
		return nil, ErrNotOffered
	}
	w := b.find(def, req.Lang, who)
	if w == nil {
		return nil, &NoWordingError{Instrument: def.ID, Holder: def.Rights.Holder, Lang: req.Lang}
	}
	if _, err := b.mayShow(def); err != nil {
		return nil, err
	}
	f := paperOf(def, w, who, req.Words)
	f.Made = d.Date()
	return f, nil
}

// paperOf puts the words of one form in the order of its items; neighbours that offer the same answers share a block.
func paperOf(def *instruments.Definition, w *instruments.Wording, who instruments.Informant, words export.Words) *workbook.PaperForm {
	f := &workbook.PaperForm{
		Title: cmp.Or(w.Title, words.Text(def.Title)), Ref: def.Ref().String(), Language: string(w.Lang), RightToLeft: RightToLeft(w.Lang),
		Instruction: w.Instruction, Rights: paperRights(def, w, words),
	}
	if len(def.Informants) > 1 {
		f.Ref += " (" + words.T("informant."+string(who)) + ")"
	}
	set := ""
	for i := range def.Items {
		item := &def.Items[i]
		if !item.On(who) {
			continue
		}
		if item.Set != set {
			set = item.Set
			f.Blocks = append(f.Blocks, workbook.PaperBlock{Options: paperOptions(def.Set(set), w)})
		}
		one := workbook.PaperItem{Number: item.Number, Text: w.Items[item.Number]}
		if item.OwnText {
			one.Text = ""
		}
		if c := item.Asked; c != nil {
			one.Note = onlyIf(c, words)
		}
		block := &f.Blocks[len(f.Blocks)-1]
		block.Items = append(block.Items, one)
	}
	return f
}

// onlyIf says after which answers an item is for the one who fills in the form.
func onlyIf(c *instruments.Condition, words export.Words) string {
	var parts []string
	for i, g := range c.Gates() {
		key := "paper.only-if"
		if i > 0 {
			key = "paper.or-if"
		}
		parts = append(parts, words.T(key, "item", g.Item, "codes", joinCodes(g.Codes)))
	}
	return strings.Join(parts, " ")
}

func paperOptions(set *instruments.ResponseSet, w *instruments.Wording) []workbook.PaperOption {
	var out []workbook.PaperOption
	for _, o := range set.Options {
		text := w.Options[set.ID][o.Code]
		if text == fmt.Sprint(o.Code) {
			text = "" // the code is printed anyway
		}
		out = append(out, workbook.PaperOption{Code: o.Code, Text: text})
	}
	return out
}

func paperRights(def *instruments.Definition, w *instruments.Wording, words export.Words) string {
	if def.Rights.Class == instruments.Own {
		return ""
	}
	return words.T("paper.rights", "holder", w.Holder, "licence", w.Licence)
}

func joinCodes(codes []int) string {
	parts := make([]string, len(codes))
	for i, c := range codes {
		parts[i] = fmt.Sprint(c)
	}
	return strings.Join(parts, ", ")
}

// RightToLeft reports whether a language is written from right to left.
func RightToLeft(l instruments.Lang) bool {
	base, _, _ := strings.Cut(strings.ToLower(string(l)), "-")
	return slices.Contains([]string{"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"}, base)
}

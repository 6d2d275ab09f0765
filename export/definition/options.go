package definition

import (
	"errors"
	"fmt"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
)

// Options of writing.
type Options struct {
	// Words are the languages of the file. The first is the file's own; the others are added where the format holds
	// several. There must be one.
	Words []export.Words
	// Wording, when set, is put in place of the cues; the file is then in its language alone, with our own sentences
	// in the first of Words. It is allowed for forms of class own and open.
	Wording *instruments.Wording
	// Informant, when set, leaves out what is not on the form made for them.
	Informant instruments.Informant
}

// Refusal is a rule that stands in the way of writing a file. Compare with errors.Is.
type Refusal struct{ key string }

// Error implements error.
func (r *Refusal) Error() string { return "refused: " + r.key }

// MessageKey names the sentence for it in the catalogues.
func (r *Refusal) MessageKey() (string, []any) { return r.key, nil }

// Refusals.
var (
	ErrWordingStays = &Refusal{"definition-wording-stays"} // the holder has not allowed the wording to be given away
	ErrOtherForm    = &Refusal{"definition-other-form"}    // the wording is for another informant
)

// errNoWords is a fault of the caller.
var errNoWords = errors.New("no language to write in")

// check refuses what must not be written, and settles the informant.
func (o *Options) check(d *instruments.Definition) error {
	if len(o.Words) == 0 {
		return errNoWords
	}
	w := o.Wording
	if w == nil {
		return nil
	}
	if d.Rights.Class != instruments.Own && d.Rights.Class != instruments.Open {
		return fmt.Errorf("write %s: %w", d.Ref(), ErrWordingStays)
	}
	if err := w.Validate(d); err != nil {
		return fmt.Errorf("write %s: %w", d.Ref(), err)
	}
	switch {
	case w.Informant == "":
	case o.Informant == "":
		o.Informant = w.Informant
	case o.Informant != w.Informant:
		return fmt.Errorf("write %s for %s: %w", d.Ref(), o.Informant, ErrOtherForm)
	}
	return nil
}

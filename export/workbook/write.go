package workbook

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
)

// Options of writing.
type Options struct {
	// Progress, when set, is told after each sheet how many of all steps are done.
	Progress func(done, all int)
}

// Write renders a report as a workbook in the language of the words. Cancelling the context stops between rows.
func Write(ctx context.Context, w io.Writer, r *export.Report, words export.Words, o Options) error {
	b := &book{
		ctx: ctx, report: r, words: words,
		file: excelize.NewFile(excelize.Options{TmpDir: noTempDir}),
	}
	defer b.file.Close() //nolint:errcheck // nothing is open: the file lives in memory
	if err := b.makeStyles(); err != nil {
		return fmt.Errorf("make styles: %w", err)
	}
	for i := range r.Sections {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("write workbook: %w", err)
		}
		if err := b.sheet(&r.Sections[i]); err != nil {
			return fmt.Errorf("write sheet %s: %w", r.Sections[i].Key, err)
		}
		if o.Progress != nil {
			o.Progress(i+1, len(r.Sections)+1)
		}
	}
	if err := b.finish(); err != nil {
		return fmt.Errorf("write document properties: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if err := b.write(w); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if o.Progress != nil {
		o.Progress(len(r.Sections)+1, len(r.Sections)+1)
	}
	return nil
}

// write completes the package and writes it: in the same order and with the same bytes for the same report.
func (b *book) write(w io.Writer) error {
	p := &pack{parts: map[string]*bytes.Buffer{}}
	if err := b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return p }).Write(io.Discard); err != nil {
		return err
	}
	p.tidy(documentLanguage(b.words.Lang()))
	return p.writeTo(w, b.report.Made.Time())
}

// noTempDir does not exist, so that the library, should it ever want to spill to disk, cannot.
const noTempDir = "/nonexistent/mittari-writes-no-temporary-files"

// application names the program in the properties of documents.
const application = "Mittari"

// book is a workbook in the making.
type book struct {
	ctx    context.Context //nolint:containedctx // a workbook in the making lives as long as the call that makes it
	file   *excelize.File
	report *export.Report
	words  export.Words
	styles map[style]int
	tones  map[export.Tone]int
	first  string // name of the first sheet
}

// documentLanguage is the language of the words as documents name it.
func documentLanguage(l instruments.Lang) string {
	switch l {
	case instruments.Swedish:
		return "sv-FI"
	case instruments.English:
		return "en-GB"
	default:
		return "fi-FI"
	}
}

// finish sets the document's properties. Author and last editor stay empty.
func (b *book) finish() error {
	if b.first != "" {
		if err := b.file.DeleteSheet("Sheet1"); err != nil {
			return err
		}
	}
	b.file.SetActiveSheet(0)
	made := b.report.Made.Time().Format("2006-01-02T15:04:05Z")
	err := b.file.SetDocProps(&excelize.DocProperties{
		Title: b.report.Title.In(b.words), Language: documentLanguage(b.words.Lang()), Created: made, Modified: made,
	})
	if err != nil {
		return err
	}
	return b.file.SetAppProps(&excelize.AppProperties{Application: application})
}

package workbook

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/store"
)

// PaperForm is an instrument to be answered on paper. It has room for the code of the occasion and no room for a name.
type PaperForm struct {
	Title       string
	Ref         string     // instrument and version, for keying in later
	Language    string     // tag of the wording
	Made        store.Date // for the properties of the document
	RightToLeft bool
	Instruction string
	Rights      string // holder and terms of the words
	Blocks      []PaperBlock
}

// PaperBlock is a run of items that offer the same answers.
type PaperBlock struct {
	Options []PaperOption
	Items   []PaperItem
}

// PaperOption is an answer: the code that is keyed in, and its words.
type PaperOption struct {
	Code int
	Text string
}

// PaperItem is a question. Note says when it is answered, if not always. Text is empty where the respondent has
// words of their own.
type PaperItem struct {
	Number int
	Text   string
	Note   string
}

// Box is what is ticked.
const Box = "☐"

// Widths of a printed form in characters: number and question, and what the answers share.
const (
	numberWidth, questionWidth = 5.0, 46.0
	answersWidth               = 44.0
	wideAnswer                 = 24.0 // answers that need more are listed below their question
)

// WritePaper renders the form as a workbook of one sheet on A4, in the language of the words for what is not wording.
func WritePaper(w io.Writer, f *PaperForm, words export.Words) error {
	b := &book{
		file: excelize.NewFile(excelize.Options{TmpDir: noTempDir}), words: words, first: f.Ref,
		report: &export.Report{Title: export.Name(f.Title + " " + f.Ref), Made: f.Made},
	}
	defer b.file.Close() //nolint:errcheck // nothing is open: the file lives in memory
	if err := b.makeStyles(); err != nil {
		return fmt.Errorf("make styles: %w", err)
	}
	p := &paper{book: b, form: f, name: paperName(f.Ref), row: 1}
	if err := p.write(); err != nil {
		return fmt.Errorf("write the form of %s: %w", f.Ref, err)
	}
	if err := b.finish(); err != nil {
		return fmt.Errorf("write document properties: %w", err)
	}
	if err := b.write(w); err != nil {
		return fmt.Errorf("write the form of %s: %w", f.Ref, err)
	}
	return nil
}

func paperName(ref string) string {
	if len(ref) > 31 { // the format's limit
		ref = ref[:31]
	}
	return strings.NewReplacer(":", "", "/", "", "[", "", "]", "", "*", "", "?", "", "\\", "").Replace(ref)
}

// paper is one form in the making. Columns are number, question, then the answers of the widest block.
type paper struct {
	*book
	form *PaperForm
	name string
	row  int
	cols int
}

func (p *paper) write() error {
	if _, err := p.file.NewSheet(p.name); err != nil {
		return err
	}
	most := 1
	for _, b := range p.form.Blocks {
		if !listed(b) {
			most = max(most, len(b.Options))
		}
	}
	p.cols = 2 + most
	if err := p.columns(answersWidth / float64(most)); err != nil {
		return err
	}
	if err := p.top(); err != nil {
		return err
	}
	for _, b := range p.form.Blocks {
		if err := p.block(b); err != nil {
			return err
		}
	}
	if err := p.wide(p.form.Rights, note); err != nil {
		return err
	}
	return p.page()
}

func (p *paper) columns(each float64) error {
	for i, width := range []float64{numberWidth, questionWidth} {
		if err := p.file.SetColWidth(p.name, column(i+1), column(i+1), width); err != nil {
			return err
		}
	}
	return p.file.SetColWidth(p.name, column(3), column(p.cols), each)
}

func column(n int) string { return strings.TrimRight(cell(n, 1), "0123456789") }

// top is title, version, the fields of the occasion and the instruction.
func (p *paper) top() error {
	t := p.words.T
	if err := p.wide(p.form.Title, title); err != nil {
		return err
	}
	if err := p.wide(p.form.Ref+" · "+p.form.Language, note); err != nil {
		return err
	}
	if err := p.wide(t("paper.occasion")+": ____________________   "+t("paper.date")+": ____________________", paragraph); err != nil {
		return err
	}
	if err := p.wide(t("paper.no-name"), note); err != nil {
		return err
	}
	if p.form.Instruction == "" {
		return nil
	}
	return p.wide(p.form.Instruction, paragraph)
}

// listed reports whether the answers of a block are too long to stand above columns.
func listed(b PaperBlock) bool {
	for _, o := range b.Options {
		if float64(len([]rune(o.Text))) > wideAnswer {
			return true
		}
	}
	return len(b.Options) > 11
}

func (p *paper) block(b PaperBlock) error {
	if !listed(b) {
		if err := p.heads(b); err != nil {
			return err
		}
	}
	for _, item := range b.Items {
		if err := p.item(b, item); err != nil {
			return err
		}
	}
	p.row++
	return nil
}

func (p *paper) heads(b PaperBlock) error {
	longest := 0
	for i, o := range b.Options {
		text := strings.TrimSpace(fmt.Sprintf("%s\n%d", o.Text, o.Code))
		if err := p.put(3+i, text, header); err != nil {
			return err
		}
		longest = max(longest, linesIn(o.Text, answersWidth/float64(p.cols-2)*0.9))
	}
	return p.end(14 * float64(longest+1))
}

func (p *paper) item(b PaperBlock, item PaperItem) error {
	text := item.Text
	if text == "" {
		text = strings.Repeat("_", 40)
	}
	if item.Note != "" {
		text += " (" + item.Note + ")"
	}
	if err := p.put(1, fmt.Sprint(item.Number), label); err != nil {
		return err
	}
	if !listed(b) {
		if err := p.put(2, text, label); err != nil {
			return err
		}
		for i := range b.Options {
			if err := p.put(3+i, Box, header); err != nil {
				return err
			}
		}
		return p.end(15 * float64(linesIn(text, questionWidth*0.95)))
	}
	if err := p.span(2, text, label); err != nil {
		return err
	}
	if err := p.end(15 * float64(linesIn(text, (questionWidth+answersWidth)*0.95))); err != nil {
		return err
	}
	for _, o := range b.Options {
		line := fmt.Sprintf("%s %d  %s", Box, o.Code, o.Text)
		if err := p.span(2, line, plain); err != nil {
			return err
		}
		if err := p.end(15 * float64(linesIn(line, (questionWidth+answersWidth)*0.9))); err != nil {
			return err
		}
	}
	return nil
}

package workbook

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/mittari/mittari/export"
)

// paperColumns is how wide a form in plain text is, in characters.
const paperColumns = 76

// WritePaperText renders the form as plain text, for a printer without a spreadsheet. Right-to-left wording stands in
// logical order; what shows it decides the direction.
func WritePaperText(w io.Writer, f *PaperForm, words export.Words) error {
	t := words.T
	b := bufio.NewWriter(w)
	line := func(indent, text string) {
		for _, part := range strings.Split(text, "\n") {
			for _, l := range folded(part, paperColumns-len(indent)) {
				_, _ = fmt.Fprintln(b, strings.TrimRight(indent+l, " ")) // Flush reports the first error
			}
		}
	}
	line("", f.Title)
	line("", f.Ref+" · "+f.Language)
	line("", "")
	line("", t("paper.occasion")+": ________________   "+t("paper.date")+": ________________")
	line("", t("paper.no-name"))
	if f.Instruction != "" {
		line("", "")
		line("", f.Instruction)
	}
	for _, block := range f.Blocks {
		for _, item := range block.Items {
			text := item.Text
			if text == "" {
				text = strings.Repeat("_", paperColumns/2)
			}
			if item.Note != "" {
				text += " (" + item.Note + ")"
			}
			line("", "")
			line("", fmt.Sprintf("%d. %s", item.Number, text))
			for _, o := range block.Options {
				line("     ", strings.TrimRight(fmt.Sprintf("[ ] %d %s", o.Code, o.Text), " "))
			}
		}
	}
	line("", "")
	line("", f.Rights)
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write the form of %s: %w", f.Ref, err)
	}
	return nil
}

// folded breaks a text at spaces into lines of at most so many characters.
func folded(text string, width int) []string {
	var lines []string
	at := ""
	for _, word := range strings.Fields(text) {
		switch {
		case at == "":
			at = word
		case len([]rune(at))+1+len([]rune(word)) > width:
			lines = append(lines, at)
			at = word
		default:
			at += " " + word
		}
	}
	return append(lines, at)
}

// SavePaper writes the form to a file, wholly or not at all: plain text when the name ends in .txt, else a workbook.
// A file that is there already is an *ExistsError unless overwrite is asked for.
func SavePaper(path string, overwrite bool, f *PaperForm, words export.Words) error {
	return saveAtomic(path, overwrite, func(w io.Writer) error {
		if strings.HasSuffix(strings.ToLower(path), ".txt") {
			return WritePaperText(w, f, words)
		}
		return WritePaper(w, f, words)
	})
}

package widget

import "strings"

// Paragraph is Wrap as one text.
func Paragraph(s string, width int) string { return strings.Join(Wrap(s, width), "\n") }

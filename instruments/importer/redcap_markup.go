package importer

import (
	"html"
	"regexp"
)

var (
	markupHidden = regexp.MustCompile(`(?is)<(script|style)\b[^>]*>.*?</(script|style)\s*>|<!--.*?-->`)
	markupTag    = regexp.MustCompile(`(?s)</?[A-Za-z][^<>]*>`)
)

// withoutMarkup gives the words of a text that may hold HTML, made fit for a screen, and whether it held any. A tag
// parts words; what a browser would not show is left out.
func withoutMarkup(text string) (string, bool) {
	bare := markupHidden.ReplaceAllString(text, " ")
	bare = markupTag.ReplaceAllString(bare, " ")
	return clean(html.UnescapeString(bare)), bare != text
}

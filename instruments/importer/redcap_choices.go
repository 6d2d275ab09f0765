package importer

import (
	"regexp"
	"strings"
)

// choices reads "1, text | 2, text". A label may be empty, a code may be negative.
func (r *redcapReader) choices(f *redcapField, item *Item) error {
	text := f.cells[redcapChoices]
	separator := "|"
	if !strings.Contains(text, separator) {
		separator = "\n" // as typed, one a line
	}
	codes := map[string]bool{}
	marked := false
	for part := range strings.SplitSeq(text, separator) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		if len(item.Options) == r.limits.Items {
			return &Error{Problem: TooMany, Where: item.LinkID, Limit: r.limits.Items}
		}
		code, label, _ := strings.Cut(part, ",")
		one := Option{Code: clean(code)}
		label, tags := withoutMarkup(label)
		if marked = marked || tags; label != "" {
			one.Text = Texts{"": label}
		}
		if codes[one.Code] {
			r.draft.warn(Warning{Kind: WarnDuplicateID, Where: item.LinkID, Detail: one.Code, Line: f.line})
		}
		codes[one.Code] = true
		item.Options = append(item.Options, one)
	}
	if marked {
		r.draft.warn(Warning{Kind: WarnMarkup, Where: item.LinkID, Line: f.line})
	}
	if len(item.Options) == 0 {
		item.Problem = &Error{Problem: ListMissing, Where: item.LinkID, Line: f.line}
	}
	annotatedScores(f.cells[redcapAnnotation], item.Options)
	return nil
}

var (
	redcapScores = regexp.MustCompile(`(?:^|\s)scores:((?:\s*-?\d+=-?\d+(?:\.\d+)?,?)+)`)
	redcapScore  = regexp.MustCompile(`(-?\d+)=(-?\d+(?:\.\d+)?)`)
)

// annotatedScores reads what options count where that is not their code. REDCap has no place for it; the annotation
// "scores: 0=0, 1=0, 2=1" is our own, as package export/definition writes it.
func annotatedScores(annotation string, options []Option) {
	if len(annotation) > maxLogicText || !strings.Contains(annotation, "scores:") {
		return
	}
	found := redcapScores.FindStringSubmatch(annotation)
	if found == nil {
		return
	}
	values := map[string]*float64{}
	for _, pair := range redcapScore.FindAllStringSubmatch(found[1], -1) {
		values[pair[1]] = parseNumber(pair[2])
	}
	for i := range options {
		options[i].Score = values[options[i].Code]
	}
}

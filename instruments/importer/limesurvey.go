package importer

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"strings"
)

// isLimeSurvey reports whether a file is a LimeSurvey structure, as .lss or tab-separated.
func isLimeSurvey(src *source) bool {
	text, _, err := src.text()
	if err != nil {
		return false
	}
	head := strings.TrimSpace(text[:min(len(text), 4096)])
	if strings.HasPrefix(head, "<") {
		return strings.Contains(head, "<LimeSurveyDocType")
	}
	line, _, _ := strings.Cut(head, "\n")
	return limeTSV(strings.Split(strings.ToLower(strings.ReplaceAll(line, `"`, "")), "\t"))
}

// limeTSV reports whether headings are those of a tab-separated structure.
func limeTSV(headings []string) bool {
	need := map[string]bool{"class": true, "type/scale": true, "name": true, "text": true}
	for _, h := range headings {
		delete(need, strings.TrimSpace(h))
	}
	return len(need) == 0
}

var xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)

// readLimeSurvey reads a LimeSurvey structure, as .lss or tab-separated.
func readLimeSurvey(ctx context.Context, src *source) (*Draft, error) {
	text, warnings, err := src.text()
	if err != nil {
		return nil, err
	}
	draft := src.draft(FormatLimeSurvey)
	draft.Warnings = warnings
	draft.Names = append(draft.Names, strings.TrimSuffix(path.Base(src.name), path.Ext(src.name)))
	var survey *limeSurvey
	if strings.HasPrefix(strings.TrimSpace(text), "<") {
		// The text is UTF-8 by now, whatever it says of itself.
		survey, err = readLSS([]byte(xmlDeclaration.ReplaceAllString(text, "")), src.limits)
	} else {
		survey, err = readLimeTSV(text, src.limits, draft)
	}
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("read LimeSurvey structure: %w", err)
	}
	w := &limeWriter{survey: survey, draft: draft, limits: src.limits}
	if err := w.write(); err != nil {
		return nil, err
	}
	return draft, draft.finish()
}

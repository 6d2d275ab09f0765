package store

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// ParseSheet reads what instruments.Responses.Encode wrote. It does not check the answers against a definition,
// because a record may be read without the definition it was made with; it refuses any text that would encode
// differently than it stands.
func ParseSheet(text string) (instruments.Responses, error) {
	if text == "" {
		return nil, nil
	}
	fields := strings.Split(text, ",")
	sheet := make(instruments.Responses, len(fields))
	for i, field := range fields {
		r, ok := parseResponse(field)
		if !ok {
			return nil, fmt.Errorf("%w: answer %d", instruments.ErrResponses, i+1)
		}
		sheet[i] = r
	}
	return sheet, nil
}

// parseResponse reads one field by asking Encode: the marks are known to package instruments only.
func parseResponse(field string) (instruments.Response, bool) {
	if code, err := strconv.ParseInt(field, 10, 16); err == nil {
		r := instruments.Answer(int(code))
		return r, strconv.FormatInt(code, 10) == field
	}
	for _, r := range []instruments.Response{
		{},
		{State: instruments.NotAsked},
		instruments.Skip(instruments.NoReason),
		instruments.Skip(instruments.DoesNotWant),
		instruments.Skip(instruments.DoesNotUnderstand),
		instruments.Skip(instruments.DoesNotFit),
		instruments.Skip(instruments.DoesNotKnow),
		instruments.Skip(instruments.Unreadable),
	} {
		if (instruments.Responses{r}).Encode() == field {
			return r, true
		}
	}
	return instruments.Response{}, false
}

package casework

import (
	"context"
	"encoding/base32"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/mittari/mittari/store"
)

// A point of the access log that people note outside the program is how many entries there are and the first 80 bits of
// the last one's chain value: enough that nobody finds another that fits, short enough to copy by hand. The alphabet is
// Crockford's: without I, L, O and U.
const (
	markBytes    = 10
	markGroup    = 4
	markAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
)

func markEncoding() *base32.Encoding { return base32.NewEncoding(markAlphabet) }

// MarkValue is the value of a point in groups: ABCD-EFGH-JKMN-PQRS.
func MarkValue(h store.LogHead) string {
	var groups []string
	for s := markEncoding().EncodeToString(h.MAC[:min(markBytes, len(h.MAC))]); s != ""; {
		n := min(markGroup, len(s))
		groups, s = append(groups, s[:n]), s[n:]
	}
	return strings.Join(groups, "-")
}

// MarkText is the form that people copy: 1234:ABCD-EFGH-JKMN-PQRS.
func MarkText(h store.LogHead) string { return strconv.FormatInt(h.Count, 10) + ":" + MarkValue(h) }

// ParseLogMark reads what MarkText wrote and a person typed: case, spaces and dashes do not matter, and I, L and O are
// read as 1, 1 and 0. Anything else is ErrBadMark.
func ParseLogMark(text string) (store.LogHead, error) {
	count, value, ok := strings.Cut(text, ":")
	if !ok {
		return store.LogHead{}, ErrBadMark
	}
	n, err := strconv.ParseInt(strings.Join(strings.Fields(count), ""), 10, 64)
	if err != nil || n < 1 {
		return store.LogHead{}, ErrBadMark
	}
	value = strings.NewReplacer(" ", "", "-", "", "–", "", "I", "1", "L", "1", "O", "0").Replace(strings.ToUpper(value))
	mac, err := markEncoding().DecodeString(value)
	if err != nil || len(mac) != markBytes {
		return store.LogHead{}, ErrBadMark
	}
	return store.LogHead{Count: n, MAC: mac}, nil
}

// RolledBackError: the log is shorter than it was when a point of it was noted.
type RolledBackError struct{ Noted, Have int64 }

// Error implements error.
func (e *RolledBackError) Error() string {
	return fmt.Sprintf("the log has %d entries, %d were noted", e.Have, e.Noted)
}

// MessageKey names the sentence for it in the catalogues.
func (e *RolledBackError) MessageKey() (string, []any) {
	return "rolled-back", []any{"noted", e.Noted, "have", e.Have}
}

// OtherLogError: the log has another value where a point was noted: it was put back and went on, or is another file's.
type OtherLogError struct{ At int64 }

// Error implements error.
func (e *OtherLogError) Error() string { return fmt.Sprintf("the log differs at entry %d", e.At) }

// MessageKey names the sentence for it in the catalogues.
func (e *OtherLogError) MessageKey() (string, []any) { return "other-log", []any{"n", e.At} }

// LogMark is the newest point of the access log.
func (d *Desk) LogMark(ctx context.Context) (store.LogHead, error) { return d.rec.LogHead(ctx) }

// CheckLogMark is nil when the log contains a noted point and its chain holds, else *RolledBackError, *OtherLogError or
// *store.ChainError.
func (d *Desk) CheckLogMark(ctx context.Context, noted store.LogHead) error {
	if _, err := d.rec.VerifyLog(ctx); err != nil {
		return fmt.Errorf("check the access log: %w", err)
	}
	err := d.rec.CheckNoted(ctx, noted)
	var back *store.RolledBackError
	switch {
	case !errors.As(err, &back):
		return err
	case noted.Count > back.Have.Count:
		return &RolledBackError{Noted: noted.Count, Have: back.Have.Count}
	}
	return &OtherLogError{At: noted.Count}
}

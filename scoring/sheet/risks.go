package sheet

import (
	"strconv"

	"github.com/mittari/mittari/scoring"
)

// appendRisks writes the items whose risk rule has something to say, as 9:flagged 12:unanswered.
// Items without risk are left out.
func appendRisks(dst []byte, risks []scoring.RiskResult) []byte {
	for _, r := range risks {
		if r.State == scoring.RiskNone {
			continue
		}
		if len(dst) > 0 {
			dst = append(dst, ' ')
		}
		dst = strconv.AppendInt(dst, int64(r.Rule.Item), 10)
		dst = append(append(dst, ':'), r.State.String()...)
	}
	return dst
}

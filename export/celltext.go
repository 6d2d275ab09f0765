package export

import "strings"

// In is what a cell prints in a language, on one line; of a hidden one the mark of its reason.
func (c Cell) In(w Words) string {
	switch c.Kind {
	case BlankCell:
	case TextCell:
		return strings.Join(strings.Fields(c.Label.In(w)), " ")
	case CountCell:
		return w.Number(c.Value, 0)
	case NumberCell:
		if c.Signed {
			return w.Signed(c.Value, c.Decimals)
		}
		return w.Number(c.Value, c.Decimals)
	case ShareCell:
		return w.Number(100*c.Value, c.Decimals) + " %"
	case DateCell:
		return w.Date(c.Date)
	case HiddenCell:
		return w.T("report.hidden." + c.Hidden.String())
	}
	return ""
}

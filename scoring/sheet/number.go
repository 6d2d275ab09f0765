package sheet

import (
	"bytes"
	"math"
	"strconv"
)

// trim takes away spaces around a cell, the unbreakable one included.
func trim(cell []byte) []byte {
	if len(cell) > 0 && cell[0] > ' ' && cell[0] < 0x80 && cell[len(cell)-1] > ' ' && cell[len(cell)-1] < 0x80 {
		return cell
	}
	return bytes.TrimSpace(cell)
}

// absent reports whether a cell says that there is no value, in the ways common programs write it.
// Numbers such as 99 or -9 are never taken for that.
func absent(cell []byte) bool {
	switch len(cell) {
	case 0:
		return true
	case 1:
		return cell[0] == '.'
	case 2, 3, 4:
		for _, mark := range [...]string{"NA", "N/A", "NaN", "NULL", "#N/A"} {
			if len(mark) == len(cell) && bytes.EqualFold(cell, []byte(mark)) {
				return true
			}
		}
	}
	return false
}

// decimals knows which decimal mark a file uses: the first one that is met.
type decimals struct {
	mark byte
}

// number reads a number with either decimal mark. The kind is empty, NotANumber or MixedDecimals.
func (d *decimals) number(cell []byte) (float64, ProblemKind) {
	if len(cell) == 1 && cell[0] >= '0' && cell[0] <= '9' {
		return float64(cell[0] - '0'), ""
	}
	var buf [32]byte
	if len(cell) == 0 || len(cell) > len(buf) {
		return 0, NotANumber
	}
	text := buf[:copy(buf[:], cell)]
	mark := byte(0)
	for i, c := range text {
		switch {
		case c >= '0' && c <= '9' || c == '-' || c == '+' || c == 'e' || c == 'E':
		case (c == '.' || c == ',') && mark == 0:
			mark, text[i] = c, '.'
		default:
			return 0, NotANumber
		}
	}
	v, err := strconv.ParseFloat(string(text), 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, NotANumber
	}
	if mark == 0 {
		return v, ""
	}
	if d.mark == 0 {
		d.mark = mark
	}
	if d.mark != mark {
		return 0, MixedDecimals
	}
	return v, ""
}

// code reads the code of an answer: a whole number, also when written 2.0.
func (d *decimals) code(cell []byte) (int, ProblemKind) {
	v, kind := d.number(cell)
	if kind != "" {
		return 0, kind
	}
	if v != math.Trunc(v) || math.Abs(v) > math.MaxInt16 {
		return 0, CodeNotOffered
	}
	return int(v), ""
}

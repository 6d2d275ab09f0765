package sheet

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// bufferSize is the room for reading; a line that fits is not copied.
const bufferSize = 1 << 16

// open looks at the first bytes of a file and gives its text in UTF-8, without a byte order mark.
func open(r io.Reader) (*bufio.Reader, ProblemKind) {
	b := bufio.NewReaderSize(r, bufferSize)
	head, _ := b.Peek(512) // a short file gives what there is; a failing reader fails again when it is read
	switch {
	case len(head) == 0:
		return b, EmptyFile
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return b, NotATable
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		_, _ = b.Discard(3)
		return b, ""
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		_, _ = b.Discard(2)
		return bufio.NewReaderSize(&utf16Reader{from: b, order: binary.LittleEndian}, bufferSize), ""
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		_, _ = b.Discard(2)
		return bufio.NewReaderSize(&utf16Reader{from: b, order: binary.BigEndian}, bufferSize), ""
	case bytes.IndexByte(head, 0) >= 0:
		return b, WrongEncoding
	}
	return b, ""
}

// utf16Reader turns UTF-16 into UTF-8. A half pair becomes the replacement character.
type utf16Reader struct {
	from    *bufio.Reader
	order   binary.ByteOrder
	pending []byte // encoded, not yet given out
	high    rune   // first half of a pair, or 0
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.pending) == 0 {
		var unit [2]byte
		if _, err := io.ReadFull(u.from, unit[:]); err != nil {
			if u.high == 0 {
				return 0, end(err)
			}
			u.high = 0
			u.pending = utf8.AppendRune(u.pending[:0], utf8.RuneError)
			break
		}
		u.take(rune(u.order.Uint16(unit[:])))
	}
	n := copy(p, u.pending)
	u.pending = u.pending[n:]
	return n, nil
}

func (u *utf16Reader) take(r rune) {
	u.pending = u.pending[:0]
	if u.high != 0 {
		whole := utf16.DecodeRune(u.high, r)
		u.high = 0
		u.pending = utf8.AppendRune(u.pending, whole)
		if whole != utf8.RuneError {
			return
		}
	}
	if r >= 0xD800 && r < 0xDC00 {
		u.high = r
		return
	}
	u.pending = utf8.AppendRune(u.pending, r)
}

// end makes an odd last byte the end of the file: it cannot be half an answer.
func end(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return io.EOF
	}
	return err
}

package store

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// DeviceID tells apart the files that versions are made in: eight random bytes.
type DeviceID [8]byte

// Stamp says when and where a version was made. Micros are microseconds since 1970 of a [Clock], never less than any
// stamp the file had seen, so that a version made in knowledge of another is always later. The zero Stamp is that of
// versions from before there were stamps.
type Stamp struct {
	Micros int64
	Device DeviceID
}

// Compare orders stamps by time, then by device: −1, 0 or 1.
func (s Stamp) Compare(t Stamp) int {
	return cmp.Or(cmp.Compare(s.Micros, t.Micros), bytes.Compare(s.Device[:], t.Device[:]))
}

// stampSize is the length of a stamp as bytes.
const stampSize = 16

// AppendStamp appends the 16 bytes of a stamp: microseconds and device, big-endian.
func AppendStamp(b []byte, s Stamp) []byte {
	return append(binary.BigEndian.AppendUint64(b, uint64(s.Micros)), s.Device[:]...)
}

// Stamps reads what AppendStamp wrote, any number of them.
func Stamps(b []byte) ([]Stamp, error) {
	if len(b)%stampSize != 0 {
		return nil, fmt.Errorf("read stamps: %d bytes", len(b))
	}
	var out []Stamp
	for ; len(b) > 0; b = b[stampSize:] {
		s := Stamp{Micros: int64(binary.BigEndian.Uint64(b))}
		copy(s.Device[:], b[8:stampSize])
		out = append(out, s)
	}
	return out, nil
}

// String is the microseconds and the device, as in 1700000000000000-0102030405060708.
func (s Stamp) String() string { return fmt.Sprintf("%d-%x", s.Micros, s.Device) }

// MarshalText implements encoding.TextMarshaler.
func (s Stamp) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *Stamp) UnmarshalText(text []byte) error {
	micros, device, ok := strings.Cut(string(text), "-")
	if !ok || len(device) != 2*len(s.Device) {
		return fmt.Errorf("read stamp %q", text)
	}
	if _, err := fmt.Sscanf(micros, "%d", &s.Micros); err != nil {
		return fmt.Errorf("read stamp %q: %w", text, err)
	}
	_, err := hex.Decode(s.Device[:], []byte(device))
	return err
}

// Clock makes stamps: the wall clock, pushed forward so that no stamp is at or below one it has made or seen. A wall
// clock that goes backwards, or one far in the future on another machine, costs nothing but the meaning of Micros as
// a time.
type Clock struct {
	Device DeviceID
	Last   int64 // greatest Micros made or seen
}

// Next is the stamp for something that happens now.
func (c *Clock) Next(now time.Time) Stamp {
	c.Last = max(now.UnixMicro(), c.Last+1)
	return Stamp{Micros: c.Last, Device: c.Device}
}

// See takes note of a stamp that came from elsewhere.
func (c *Clock) See(s Stamp) { c.Last = max(c.Last, s.Micros) }

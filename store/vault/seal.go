package vault

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"
)

const (
	pageSize  = 4096
	nonceSize = chacha20poly1305.NonceSizeX
	tagSize   = chacha20poly1305.Overhead
	reserve   = nonceSize + tagSize // of every page, kept free by SQLite
	usable    = pageSize - reserve
)

// fileKind tells the files of one vault apart, in keys and in additional data.
type fileKind byte

const (
	kindMain fileKind = 1 + iota
	kindWAL
	kindJournal
	kindTemp
)

func (k fileKind) label() string {
	switch k {
	case kindMain:
		return "main"
	case kindWAL:
		return "wal"
	case kindJournal:
		return "journal"
	case kindTemp:
		return "temp"
	default:
		return "unknown"
	}
}

// unitType tells apart what may stand at the same index of one file.
type unitType byte

const (
	unitPage       unitType = 0 // page of the main file, block of a journal or temporary file
	unitWALHeader  unitType = 1
	unitWALFrame   unitType = 2
	unitWALContent unitType = 3
)

// sealer binds an AEAD to one file. A unit on disk is ciphertext, tag (16), nonce (24). The additional
// data is file id, kind, type and index, so that a unit opens only where it was written. Not safe for
// concurrent use: SQLite uses a file from one goroutine at a time.
type sealer struct {
	aead  cipher.AEAD
	aad   [16 + 1 + 1 + 8]byte
	nonce [nonceSize]byte
}

func newSealer(k *Key, file id, kind fileKind) (*sealer, error) {
	sub := k.deriveSalted(file, "mittari/v1/"+headerSuite+"/"+kind.label())
	defer clear(sub)
	a, err := chacha20poly1305.NewX(sub)
	if err != nil {
		return nil, fmt.Errorf("key of %s: %w", kind.label(), err)
	}
	s := &sealer{aead: a}
	copy(s.aad[:], file[:])
	s.aad[16] = byte(kind)
	return s, nil
}

// newTempSealer uses a key that nobody keeps: a temporary file dies with the process.
func newTempSealer(file id) (*sealer, error) {
	k := newKey()
	defer k.Forget()
	return newSealer(k, file, kindTemp)
}

// seal writes the unit for plain, len(plain)+reserve bytes, to dst. The two must not overlap.
func (s *sealer) seal(dst, plain []byte, unit unitType, index int64) {
	_, _ = rand.Read(s.nonce[:])
	s.sealNonce(dst, plain, unit, index)
}

func (s *sealer) sealNonce(dst, plain []byte, unit unitType, index int64) {
	s.bind(unit, index)
	s.aead.Seal(dst[:0], s.nonce[:], plain, s.aad[:])
	copy(dst[len(plain)+tagSize:], s.nonce[:])
}

// open decrypts the unit in place and says whether it is authentic. The plaintext is unit[:len-reserve];
// the rest, and all of it after a failure, is of no use.
func (s *sealer) open(b []byte, unit unitType, index int64) bool {
	if len(b) < reserve {
		return false
	}
	s.bind(unit, index)
	sealed := len(b) - nonceSize
	copy(s.nonce[:], b[sealed:])
	_, err := s.aead.Open(b[:0], s.nonce[:], b[:sealed], s.aad[:])
	return err == nil
}

func (s *sealer) bind(unit unitType, index int64) {
	s.aad[17] = byte(unit)
	binary.LittleEndian.PutUint64(s.aad[18:], uint64(index))
}

func allZero(b []byte) bool {
	var x byte
	for len(b) >= 8 {
		if binary.LittleEndian.Uint64(b) != 0 {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		x |= c
	}
	return x == 0
}

const (
	applicationID = 0x4d545249 // "MTRI", in SQLite's own header inside page 1
	sqliteVersion = 3054001    // written where SQLite records who last wrote the page count
)

// emptyDatabase returns page 1 of a valid SQLite database without tables: WAL mode, and the reserve
// that tag and nonce need, which SQLite takes from here for the life of the file.
func emptyDatabase() []byte {
	b := make([]byte, pageSize)
	copy(b, "SQLite format 3\x00")
	binary.BigEndian.PutUint16(b[16:], pageSize)
	b[18], b[19] = 2, 2 // write and read version: WAL
	b[20] = reserve
	b[21], b[22], b[23] = 64, 32, 32      // payload fractions, fixed by SQLite
	binary.BigEndian.PutUint32(b[24:], 1) // change counter
	binary.BigEndian.PutUint32(b[28:], 1) // pages
	binary.BigEndian.PutUint32(b[44:], 4) // schema format
	binary.BigEndian.PutUint32(b[56:], 1) // UTF-8
	binary.BigEndian.PutUint32(b[68:], applicationID)
	binary.BigEndian.PutUint32(b[92:], 1) // version-valid-for
	binary.BigEndian.PutUint32(b[96:], sqliteVersion)
	b[100] = 13 // leaf of a table: the empty schema
	binary.BigEndian.PutUint16(b[105:], usable)
	return b
}

package vault

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"
)

// Layout of one header copy; FORMAT.md is the full description. A vault starts with two copies.
const (
	headerMagic   = "MITTARI\x00"
	headerVersion = 1
	headerSuite   = "xchacha20poly1305"

	copySize   = 4096
	headerSize = 2 * copySize

	offVersion  = 8
	offPageSize = 12
	offReserve  = 16
	offSuite    = 20
	suiteSize   = 32
	offVaultID  = 52
	offFileID   = 68
	offGen      = 84
	offSlots    = 128
	slotSize    = 160
	slotCount   = 8
	offMAC      = copySize - 64
	offSum      = copySize - 32

	slotParams = 26 // kind, KDF and salt: the part of a slot that its own key authenticates
)

type id [16]byte

// header is the content of a header copy. Slot i holds kind i+1 or nothing.
type header struct {
	vaultID id // one per vault, the same in its backups: binds the slots and derived keys
	fileID  id // one per file: binds the pages, so that none can move between a vault and its backup
	gen     uint64
	slots   [slotCount]slot
}

type slot struct {
	kind    SlotKind // 0: empty
	kdf     KDF
	salt    [16]byte
	nonce   [24]byte
	wrapped [keySize + tagSize]byte
}

func newID() (x id) {
	_, _ = rand.Read(x[:]) // never fails: crypto/rand ends the program instead
	return x
}

// encode writes the copy, authenticated under the data key.
func (h *header) encode(k *Key) []byte {
	b := h.body()
	copy(b[offMAC:], headerMAC(b, k))
	sum := sha256.Sum256(b[:offSum])
	copy(b[offSum:], sum[:])
	return b
}

// body is the copy without MAC and checksum.
func (h *header) body() []byte {
	b := make([]byte, copySize)
	copy(b, headerMagic)
	binary.LittleEndian.PutUint32(b[offVersion:], headerVersion)
	binary.LittleEndian.PutUint32(b[offPageSize:], pageSize)
	binary.LittleEndian.PutUint32(b[offReserve:], reserve)
	copy(b[offSuite:], headerSuite)
	copy(b[offVaultID:], h.vaultID[:])
	copy(b[offFileID:], h.fileID[:])
	binary.LittleEndian.PutUint64(b[offGen:], h.gen)
	for i := range h.slots {
		h.slots[i].encode(b[offSlots+i*slotSize:])
	}
	return b
}

func headerMAC(b []byte, k *Key) []byte {
	m := hmac.New(sha256.New, k.derive("mittari/v1/header"))
	m.Write(b[:offMAC])
	return m.Sum(nil)
}

// copyState is what can be said of a header copy without any key.
type copyState uint8

const (
	copyForeign copyState = iota // no magic: not ours
	copyDamaged                  // ours, but the checksum fails
	copyNewer                    // whole, of a later format
	copyAltered                  // whole, but with content this package never writes
	copyWhole
)

// decodeHeader reads one copy. Magic, version and checksum keep their places in every later format,
// so that damage and a newer program can be told apart.
func decodeHeader(b []byte) (*header, copyState, uint32) {
	if len(b) != copySize || string(b[:len(headerMagic)]) != headerMagic {
		return nil, copyForeign, 0
	}
	if sum := sha256.Sum256(b[:offSum]); !bytes.Equal(sum[:], b[offSum:]) {
		return nil, copyDamaged, 0
	}
	version := binary.LittleEndian.Uint32(b[offVersion:])
	if version > headerVersion {
		return nil, copyNewer, version
	}
	suite := string(bytes.TrimRight(b[offSuite:offSuite+suiteSize], "\x00"))
	if version != headerVersion || suite != headerSuite ||
		binary.LittleEndian.Uint32(b[offPageSize:]) != pageSize ||
		binary.LittleEndian.Uint32(b[offReserve:]) != reserve {
		return nil, copyAltered, version
	}
	h := &header{gen: binary.LittleEndian.Uint64(b[offGen:])}
	copy(h.vaultID[:], b[offVaultID:])
	copy(h.fileID[:], b[offFileID:])
	for i := range h.slots {
		if !h.slots[i].decode(b[offSlots+i*slotSize:], SlotKind(i+1)) {
			return nil, copyAltered, version
		}
	}
	if !bytes.Equal(h.body()[:offMAC], b[:offMAC]) { // something where zeros belong
		return nil, copyAltered, version
	}
	return h, copyWhole, version
}

func (s *slot) encode(b []byte) {
	if s.kind == 0 {
		return
	}
	b[0] = byte(s.kind)
	binary.LittleEndian.PutUint32(b[1:], s.kdf.Time)
	binary.LittleEndian.PutUint32(b[5:], s.kdf.MemoryKiB)
	b[9] = s.kdf.Threads
	copy(b[10:], s.salt[:])
	copy(b[slotParams:], s.nonce[:])
	copy(b[slotParams+nonceSize:], s.wrapped[:])
}

// decode reads a slot that may hold only the given kind, and says whether it does or is empty.
func (s *slot) decode(b []byte, kind SlotKind) bool {
	s.kind = SlotKind(b[0])
	s.kdf = KDF{
		Time:      binary.LittleEndian.Uint32(b[1:]),
		MemoryKiB: binary.LittleEndian.Uint32(b[5:]),
		Threads:   b[9],
	}
	copy(s.salt[:], b[10:])
	copy(s.nonce[:], b[slotParams:])
	copy(s.wrapped[:], b[slotParams+nonceSize:])
	if s.kind == 0 {
		return true
	}
	return s.kind == kind && kind.known() && s.kdf.inRange()
}

// slot returns the slot of a kind, or nil when it is empty.
func (h *header) slot(kind SlotKind) *slot {
	if !kind.known() || h.slots[kind-1].kind == 0 {
		return nil
	}
	return &h.slots[kind-1]
}

// kinds lists the slots in use.
func (h *header) kinds() []SlotKind {
	var out []SlotKind
	for i := range h.slots {
		if h.slots[i].kind != 0 {
			out = append(out, h.slots[i].kind)
		}
	}
	return out
}

// lock wraps the data key under a secret that has passed Secret.checked. It takes as long as the KDF.
func (h *header) lock(s Secret, k *Key) error {
	n := slot{kind: s.Slot, kdf: s.KDF}
	_, _ = rand.Read(n.salt[:])
	_, _ = rand.Read(n.nonce[:])
	kek := stretch(normalise(s.Slot, s.Text), n.salt[:], n.kdf)
	defer clear(kek)
	a, err := chacha20poly1305.NewX(kek)
	if err != nil {
		return fmt.Errorf("wrap data key: %w", err)
	}
	a.Seal(n.wrapped[:0], n.nonce[:], k.dek[:], h.slotData(&n))
	h.slots[s.Slot-1] = n
	return nil
}

// unlock opens one slot. It takes as long as the KDF, unless the slot is missing or the text cannot
// be a recovery code.
func (h *header) unlock(kind SlotKind, text string) (*Key, error) {
	s := h.slot(kind)
	if s == nil {
		return nil, fmt.Errorf("%w: %s", ErrNoSuchSlot, kind)
	}
	if kind == SlotRecovery {
		if err := CheckRecoveryCode(text); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrWrongSecret, err)
		}
	}
	kek := stretch(normalise(kind, text), s.salt[:], s.kdf)
	defer clear(kek)
	a, err := chacha20poly1305.NewX(kek)
	if err != nil {
		return nil, fmt.Errorf("unwrap data key: %w", err)
	}
	dek, err := a.Open(nil, s.nonce[:], s.wrapped[:], h.slotData(s))
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrWrongSecret, kind)
	}
	defer clear(dek)
	k := &Key{vaultID: h.vaultID}
	copy(k.dek[:], dek)
	return k, nil
}

// slotData is the additional data of a slot: a slot moved to another vault, or with other parameters,
// does not open.
func (h *header) slotData(s *slot) []byte {
	var b [slotSize]byte
	s.encode(b[:])
	a := append([]byte("mittari/v1/slot"), h.vaultID[:]...)
	return append(a, b[:slotParams]...)
}

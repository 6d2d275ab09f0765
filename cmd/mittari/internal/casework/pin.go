package casework

import (
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"fmt"
	"math"
	"sync"
	"time"

	"github.com/mittari/mittari/store"
)

// The PIN only keeps a respondent from leaving the questionnaire on an unlocked laptop. It is kept inside
// the encrypted file, so the slow hash guards against a colleague's curiosity, not against a thief.
const (
	pinSalt   = 16
	pinRounds = 100_000
	pinKey    = 32
	freeTries = 3
	firstWait = 2 * time.Second
	mostTwice = 10 // times that the wait doubles: about half an hour
)

// storedPIN is what the record keeps: the hash, how many digits the PIN has, and the wrong tries since the last right
// one, so that starting the program again does not end a wait.
type storedPIN struct {
	salt, key []byte
	length    int // characters; 0: set by an older program, which did not note it
	wrong     int
	until     time.Time // no try before; zero: no wait is on
}

// pinGuard lets one try at a time through.
type pinGuard struct{ mu sync.Mutex }

// SetPIN stores a new PIN for leaving respondent mode. Earlier wrong tries are forgotten.
func (d *Desk) SetPIN(ctx context.Context, pin string) error {
	p := storedPIN{salt: make([]byte, pinSalt), length: len(pin)}
	if _, err := rand.Read(p.salt); err != nil {
		return fmt.Errorf("make a salt: %w", err)
	}
	var err error
	if p.key, err = p.hash(pin); err != nil {
		return err
	}
	if err := d.rec.SavePIN(ctx, p.encode()); err != nil {
		return fmt.Errorf("save the PIN: %w", err)
	}
	return d.log(ctx, store.ActSetting, store.FamilyID{}, "pin", "")
}

// PINLength is how many characters the PIN has, so that the screen can try it when they are there; 0: it is not known.
func (d *Desk) PINLength(ctx context.Context) (int, error) {
	p, ok, err := d.pin(ctx)
	if err != nil || !ok {
		return 0, err
	}
	return p.length, nil
}

// CheckPIN is nil for the right PIN, ErrWrongPIN, or *PINWaitError while a wait is on.
func (d *Desk) CheckPIN(ctx context.Context, pin string) error {
	d.pins.mu.Lock()
	defer d.pins.mu.Unlock()
	p, ok, err := d.pin(ctx)
	switch {
	case err != nil:
		return err
	case !ok:
		return ErrNoPIN
	}
	// A clock that was set back must not make the wait longer than it was.
	if left := min(p.until.Sub(d.clock()), waitAfter(p.wrong)); left > 0 {
		return &PINWaitError{After: left}
	}
	key, err := p.hash(pin)
	if err != nil {
		return err
	}
	if subtle.ConstantTimeCompare(key, p.key) != 1 {
		return d.wrongPIN(ctx, p)
	}
	if p.wrong == 0 {
		return nil
	}
	p.wrong, p.until = 0, time.Time{}
	if err := d.rec.SavePIN(ctx, p.encode()); err != nil {
		return fmt.Errorf("forget wrong tries: %w", err)
	}
	return nil
}

// wrongPIN counts and logs, and from the third try on doubles the wait each time.
func (d *Desk) wrongPIN(ctx context.Context, p storedPIN) error {
	p.wrong = min(p.wrong+1, math.MaxUint8)
	wait := waitAfter(p.wrong)
	if wait > 0 {
		p.until = d.clock().Add(wait)
	}
	err := d.rec.Batch(ctx, func(r Record) error {
		if err := r.SavePIN(ctx, p.encode()); err != nil {
			return fmt.Errorf("count a wrong PIN: %w", err)
		}
		return d.logTo(ctx, r, store.ActDenied, store.FamilyID{}, "pin", "")
	})
	switch {
	case err != nil:
		return err
	case wait > 0:
		return &PINWaitError{After: wait}
	}
	return ErrWrongPIN
}

// waitAfter is how long to wait after a number of wrong tries in a row.
func waitAfter(wrong int) time.Duration {
	if wrong < freeTries {
		return 0
	}
	return firstWait << min(wrong-freeTries, mostTwice)
}

func (p storedPIN) hash(pin string) ([]byte, error) {
	key, err := pbkdf2.Key(sha256.New, pin, p.salt, pinRounds, pinKey)
	if err != nil {
		return nil, fmt.Errorf("hash the PIN: %w", err)
	}
	return key, nil
}

// pin reads the stored PIN; false when none is set.
func (d *Desk) pin(ctx context.Context) (storedPIN, bool, error) {
	raw, err := d.rec.PIN(ctx)
	if err != nil {
		return storedPIN{}, false, fmt.Errorf("read the PIN: %w", err)
	}
	p, ok := decodePIN(raw)
	return p, ok, nil
}

// Places in what is stored: salt, key, length, wrong tries, end of the wait in milliseconds since 1970. An older
// program stored salt and key alone.
const (
	pinBare  = pinSalt + pinKey
	pinTries = pinBare + 1
	pinUntil = pinTries + 1
	pinSize  = pinUntil + 8
)

func (p storedPIN) encode() []byte {
	out := make([]byte, 0, pinSize)
	out = append(append(out, p.salt...), p.key...)
	out = append(out, byte(min(p.length, math.MaxUint8)), byte(p.wrong))
	until := uint64(0)
	if !p.until.IsZero() {
		until = uint64(p.until.UnixMilli())
	}
	return binary.BigEndian.AppendUint64(out, until)
}

func decodePIN(raw []byte) (storedPIN, bool) {
	if len(raw) != pinBare && len(raw) != pinSize {
		return storedPIN{}, false
	}
	p := storedPIN{salt: raw[:pinSalt], key: raw[pinSalt:pinBare]}
	if len(raw) == pinSize {
		p.length, p.wrong = int(raw[pinBare]), int(raw[pinTries])
		if ms := int64(binary.BigEndian.Uint64(raw[pinUntil:])); ms > 0 {
			p.until = time.UnixMilli(ms)
		}
	}
	return p, true
}

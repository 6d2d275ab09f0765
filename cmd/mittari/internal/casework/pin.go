package casework

import (
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
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
)

// pinGuard counts wrong tries since the last right one.
type pinGuard struct {
	mu    sync.Mutex
	wrong int
	until time.Time
}

// SetPIN stores a new PIN for leaving respondent mode.
func (d *Desk) SetPIN(ctx context.Context, pin string) error {
	salt := make([]byte, pinSalt)
	if _, err := rand.Read(salt); err != nil {
		return fmt.Errorf("make a salt: %w", err)
	}
	key, err := pbkdf2.Key(sha256.New, pin, salt, pinRounds, pinKey)
	if err != nil {
		return fmt.Errorf("hash the PIN: %w", err)
	}
	if err := d.rec.SavePIN(ctx, append(salt, key...)); err != nil {
		return fmt.Errorf("save the PIN: %w", err)
	}
	return d.log(ctx, store.ActSetting, store.FamilyID{}, "pin", "")
}

// CheckPIN is nil for the right PIN, ErrWrongPIN, or *PINWaitError while a wait is on.
func (d *Desk) CheckPIN(ctx context.Context, pin string) error {
	d.pins.mu.Lock()
	defer d.pins.mu.Unlock()
	if left := d.pins.until.Sub(d.clock()); left > 0 {
		return &PINWaitError{After: left}
	}
	stored, err := d.rec.PIN(ctx)
	if err != nil {
		return fmt.Errorf("read the PIN: %w", err)
	}
	if len(stored) != pinSalt+pinKey {
		return ErrNoPIN
	}
	key, err := pbkdf2.Key(sha256.New, pin, stored[:pinSalt], pinRounds, pinKey)
	if err != nil {
		return fmt.Errorf("hash the PIN: %w", err)
	}
	if subtle.ConstantTimeCompare(key, stored[pinSalt:]) == 1 {
		d.pins.wrong = 0
		return nil
	}
	return d.wrongPIN(ctx)
}

// wrongPIN counts, logs, and from the third try on doubles the wait each time, up to about half an hour.
func (d *Desk) wrongPIN(ctx context.Context) error {
	d.pins.wrong++
	if err := d.log(ctx, store.ActDenied, store.FamilyID{}, "pin", ""); err != nil {
		return err
	}
	if d.pins.wrong < freeTries {
		return ErrWrongPIN
	}
	wait := firstWait << min(d.pins.wrong-freeTries, 10)
	d.pins.until = d.clock().Add(wait)
	return &PINWaitError{After: wait}
}

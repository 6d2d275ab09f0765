package sqlite

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/mittari/mittari/store"
)

// logKeyLabel names the use of the key that the chain is made with.
const logKeyLabel = "access-log"

// logEntryForm is the first byte of an entry's canonical form, so that the form can change later.
const logEntryForm = 1

// logPage is how many entries VerifyLog reads at a time.
const logPage = 1000

const selectLog = "SELECT seq, at, worker, action, family, object, why, mac FROM log "

func scanLogEntry(s scanner) (store.LogEntry, error) {
	var e store.LogEntry
	err := s.Scan(&e.Seq, intoInstant(&e.At), intoID(&e.Worker), intoText(&e.Action), intoID(&e.Family), &e.Object,
		&e.Why, &e.MAC)
	return e, err
}

type logHead struct {
	count int64
	mac   []byte
}

func (w *Workspace) logHead(ctx context.Context) (logHead, error) {
	return one(ctx, w, func(s scanner) (logHead, error) {
		var h logHead
		err := s.Scan(&h.count, &h.mac)
		return h, err
	}, "SELECT count, mac FROM log_head")
}

// Append adds an entry to the access log. Seq and MAC are the store's; the instant is kept to the microsecond.
func (w *Workspace) Append(ctx context.Context, e store.LogEntry) error {
	switch {
	case e.Action == "":
		return &store.InvalidError{Noun: "log entry", Field: "Action", Problem: store.Missing}
	case e.At.IsZero():
		return &store.InvalidError{Noun: "log entry", Field: "At", Problem: store.Missing}
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		head, err := w.logHead(ctx)
		if err != nil {
			return err
		}
		e.Seq = head.count + 1
		e.MAC = w.link(head.mac, e)
		_, err = w.exec(ctx, `
			INSERT INTO log (seq, at, worker, action, family, object, why, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			e.Seq, instantArg(e.At), idArg(e.Worker), string(e.Action), idArg(e.Family), e.Object, e.Why, e.MAC)
		if err != nil {
			return err
		}
		_, err = w.exec(ctx, "UPDATE log_head SET count = ?, mac = ?", e.Seq, e.MAC)
		return err
	})
	if err != nil {
		return fmt.Errorf("append to access log: %w", err)
	}
	return nil
}

// Entries lists the newest first; the zero family means all, limit 0 or less no limit.
func (w *Workspace) Entries(ctx context.Context, family store.FamilyID, limit int) ([]store.LogEntry, error) {
	if limit <= 0 {
		limit = -1 // no limit, in SQLite
	}
	query, args := selectLog+"WHERE family = ? ORDER BY seq DESC LIMIT ?", []any{idArg(family), limit}
	if family == (store.FamilyID{}) {
		query, args = selectLog+"ORDER BY seq DESC LIMIT ?", []any{limit}
	}
	rows, err := collect(ctx, w, scanLogEntry, query, args...)
	if err != nil {
		return nil, fmt.Errorf("read access log: %w", err)
	}
	return rows, nil
}

// VerifyLog walks the chain from the first entry and returns how many there are. A changed, missing or foreign
// entry, or an end that was cut off, is a *store.ChainError with the first number that does not fit.
func (w *Workspace) VerifyLog(ctx context.Context) (int64, error) {
	previous, seq := make([]byte, sha256.Size), int64(0)
	for {
		entries, err := collect(ctx, w, scanLogEntry, selectLog+"WHERE seq > ? ORDER BY seq LIMIT ?", seq, logPage)
		if err != nil {
			return seq, fmt.Errorf("verify access log: %w", err)
		}
		for _, e := range entries {
			if e.Seq != seq+1 || !hmac.Equal(e.MAC, w.link(previous, e)) {
				return seq, &store.ChainError{Seq: seq + 1}
			}
			previous, seq = e.MAC, e.Seq
		}
		if len(entries) < logPage {
			break
		}
	}
	head, err := w.logHead(ctx)
	if err != nil {
		return seq, fmt.Errorf("verify access log: %w", err)
	}
	if head.count != seq || !hmac.Equal(head.mac, previous) {
		return seq, &store.ChainError{Seq: min(head.count, seq) + 1}
	}
	return seq, nil
}

// link is the HMAC-SHA256 over the previous link and the canonical form of an entry: the form's number, Seq and
// At (microseconds) as 8 bytes big-endian, worker and family as 16 bytes, then action, object and why, each after
// its length in 4 bytes big-endian.
func (w *Workspace) link(previous []byte, e store.LogEntry) []byte {
	b := append(make([]byte, 0, 128), previous...)
	b = append(b, logEntryForm)
	b = binary.BigEndian.AppendUint64(b, uint64(e.Seq))
	b = binary.BigEndian.AppendUint64(b, uint64(e.At.UnixMicro()))
	b = append(b, e.Worker[:]...)
	b = append(b, e.Family[:]...)
	for _, text := range []string{string(e.Action), e.Object, e.Why} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(text)))
		b = append(b, text...)
	}
	m := hmac.New(sha256.New, w.logKey)
	m.Write(b)
	return m.Sum(nil)
}

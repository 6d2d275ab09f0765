package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/mittari/mittari/store"
)

const selectVersion = `
	SELECT h.no, h.kind, h.id, h.family, h.micros, d.id, h.parents, h.body
	FROM history h CROSS JOIN device d ON d.no = h.device `

// versionRow is a row of history with its number.
type versionRow struct {
	no int64
	store.Version
}

func scanVersion(s scanner) (versionRow, error) {
	var r versionRow
	var device, parents []byte
	v := &r.Version
	err := s.Scan(&r.no, intoText(&v.Kind), intoID(&v.ID), intoID(&v.Family), &v.Stamp.Micros, &device, &parents, &v.Body)
	if err != nil {
		return r, err
	}
	copy(v.Stamp.Device[:], device)
	v.Parents, err = store.Stamps(parents)
	return r, err
}

// Versions lists all versions of one object, in the order in which they came into this file.
func (w *Workspace) Versions(ctx context.Context, kind store.Kind, id store.ID) ([]store.Version, error) {
	rows, err := w.versionRows(ctx, kind, id)
	return versionsOf(rows), err
}

func (w *Workspace) versionRows(ctx context.Context, kind store.Kind, id store.ID) ([]versionRow, error) {
	rows, err := collect(ctx, w, scanVersion, selectVersion+"WHERE h.kind = ? AND h.id = ? ORDER BY h.no", string(kind), idArg(id))
	if err != nil {
		return nil, fmt.Errorf("list versions of %s %s: %w", kind, id, err)
	}
	return rows, nil
}

func versionsOf(rows []versionRow) []store.Version {
	var out []store.Version
	for _, r := range rows {
		out = append(out, r.Version)
	}
	return out
}

// record adds a version of what was just saved, on top of the one in force. Saving the same again adds nothing. It
// runs inside a batch.
func (w *Workspace) record(ctx context.Context, kind store.Kind, id store.ID, family store.FamilyID, noun any) error {
	body, err := json.Marshal(noun)
	if err != nil {
		return fmt.Errorf("record %s: %w", kind, err)
	}
	all, err := w.Versions(ctx, kind, id)
	if err != nil {
		return err
	}
	v := store.Version{Kind: kind, ID: id, Family: family, Body: body}
	if head, ok := store.Head(all); ok {
		if bytes.Equal(head.Body, body) {
			return nil
		}
		v.Parents = []store.Stamp{head.Stamp}
	}
	if v.Stamp, err = w.stamp(ctx); err != nil {
		return err
	}
	if err := w.insertVersion(ctx, v); err != nil {
		return err
	}
	return w.noteFork(ctx, v, append(all, v))
}

// Resolve settles a conflict: body becomes the version in force and replaces all leaves. It is the body of one of them
// or another one of the same kind.
func (w *Workspace) Resolve(ctx context.Context, kind store.Kind, id store.ID, body []byte) error {
	err := w.Batch(ctx, func(w *Workspace) error {
		all, err := w.Versions(ctx, kind, id)
		if err != nil {
			return err
		}
		leaves := store.Leaves(all)
		if len(leaves) == 0 {
			return store.ErrNotFound
		}
		v := store.Version{Kind: kind, ID: id, Family: leaves[0].Family, Body: body}
		for _, l := range leaves {
			v.Parents = append(v.Parents, l.Stamp)
		}
		if v.Stamp, err = w.stamp(ctx); err != nil {
			return err
		}
		if err := w.put(ctx, v, append(all, v)); err != nil {
			return err
		}
		if err := w.insertVersion(ctx, v); err != nil {
			return err
		}
		return w.noteFork(ctx, v, append(all, v))
	})
	if err != nil {
		return fmt.Errorf("resolve %s %s: %w", kind, id, err)
	}
	return nil
}

// stamp is that of a version made now.
func (w *Workspace) stamp(ctx context.Context) (store.Stamp, error) {
	device, err := w.Device(ctx)
	if err != nil {
		return store.Stamp{}, err
	}
	last, err := one(ctx, w, scanInt, "SELECT micros FROM sequence")
	if err != nil {
		return store.Stamp{}, err
	}
	clock := store.Clock{Device: device, Last: last}
	s := clock.Next(w.now(time.UnixMicro(0)))
	_, err = w.exec(ctx, "UPDATE sequence SET micros = ?", clock.Last)
	return s, err
}

// historyColumns is how many values a row of insertHistory has.
const (
	insertHistory  = "INSERT INTO history (no, kind, id, family, micros, device, parents, body) VALUES "
	historyColumns = 8
)

// insertVersion adds a version under the next number and moves the clock past it.
func (w *Workspace) insertVersion(ctx context.Context, v store.Version) error {
	return w.insertVersions(ctx, []store.Version{v})
}

// insertVersions is insertVersion for several, in their order.
func (w *Workspace) insertVersions(ctx context.Context, all []store.Version) error {
	if len(all) == 0 {
		return nil
	}
	latest := all[0].Stamp.Micros
	for _, v := range all {
		latest = max(latest, v.Stamp.Micros)
	}
	no, err := one(ctx, w, scanInt, "UPDATE sequence SET version = version + ?, micros = max(micros, ?) RETURNING version", len(all), latest)
	if err != nil {
		return err
	}
	rows := make([]any, 0, len(all)*historyColumns)
	for i, v := range all {
		device, err := w.numbers().device(ctx, v.Stamp.Device)
		if err != nil {
			return err
		}
		parents := []byte{}
		for _, p := range v.Parents {
			parents = store.AppendStamp(parents, p)
		}
		rows = append(rows, no-int64(len(all)-1-i), string(v.Kind), idArg(v.ID), idArg(v.Family), v.Stamp.Micros, device, parents, string(v.Body))
	}
	return w.insertRows(ctx, insertHistory, historyColumns, rows)
}

// noteFork keeps the list of objects that somebody has to decide about.
func (w *Workspace) noteFork(ctx context.Context, v store.Version, all []store.Version) error {
	if store.Conflicting(store.Leaves(all)) {
		return w.note(ctx, "fork", v)
	}
	return w.unnote(ctx, "fork", v)
}

func (w *Workspace) note(ctx context.Context, table string, v store.Version) error {
	_, err := w.exec(ctx, "INSERT INTO "+table+" (kind, id, family) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
		string(v.Kind), idArg(v.ID), idArg(v.Family))
	return err
}

func (w *Workspace) unnote(ctx context.Context, table string, v store.Version) error {
	_, err := w.exec(ctx, "DELETE FROM "+table+" WHERE kind = ? AND id = ?", string(v.Kind), idArg(v.ID))
	return err
}

// Keys of the table setting that tell files apart.
const (
	workspaceKey = "workspace"
	deviceKey    = "device"
)

// Device is the id under which this file makes versions.
func (w *Workspace) Device(ctx context.Context) (store.DeviceID, error) {
	raw, err := w.setting(ctx, deviceKey)
	if err != nil {
		return store.DeviceID{}, fmt.Errorf("read device id: %w", err)
	}
	return store.DeviceID(raw), nil
}

// WorkspaceID tells this file from others; a backup has that of its original.
func (w *Workspace) WorkspaceID(ctx context.Context) (store.ID, error) {
	raw, err := w.setting(ctx, workspaceKey)
	if err != nil {
		return store.ID{}, fmt.Errorf("read workspace id: %w", err)
	}
	return store.ID(raw), nil
}

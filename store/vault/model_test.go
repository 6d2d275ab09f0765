package vault

import (
	"database/sql"
	"fmt"
	mrand "math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/mittari/mittari/store/internal/faultlog"
)

// TestModel does the same random work on a vault and on an ordinary database of the same driver and
// compares everything.
func TestModel(t *testing.T) {
	for seed, mode := range []string{"", "DELETE", "TRUNCATE", "PERSIST", "MEMORY", ""} {
		t.Run(fmt.Sprintf("%d%s", seed, mode), func(t *testing.T) {
			runModel(t, uint64(seed), Options{journalMode: mode, CacheKiB: 64, Shared: seed == 5})
		})
	}
}

type model struct {
	t     *testing.T
	r     *mrand.Rand
	v     *Vault
	plain *sql.DB
}

func runModel(t *testing.T, seed uint64, o Options) {
	t.Helper()
	path, k := newVault(t)
	m := &model{
		t: t, r: mrand.New(mrand.NewPCG(seed, 1)),
		v: openVault(t, path, k, o), plain: openPlain(t, filepath.Join(t.TempDir(), "plain.db")),
	}
	m.both("create table t(a integer primary key, b blob, c text); create index i on t(c)")
	steps := faultlog.Draw(90, 1500)
	for step := range steps {
		m.step()
		if step%(steps/3) == steps/3-1 {
			must(t, m.v.Verify(t.Context()))
			must(t, m.v.Close())
			m.v = openVault(t, path, k, o)
		}
	}
	n, a, err := readBlobs(m.v.DB())
	must(t, err)
	n2, b, err := readBlobs(m.plain)
	must(t, err)
	if n != n2 || a != b {
		t.Errorf("vault has %d rows (%x), plain %d (%x)", n, a, n2, b)
	}
	if n := m.v.Notices(); n != (Notices{}) {
		t.Errorf("notices %+v", n)
	}
	must(t, m.v.Close())
	must(t, m.plain.Close())
}

func (m *model) both(query string, args ...any) {
	m.t.Helper()
	_, e1 := m.v.DB().Exec(query, args...)
	_, e2 := m.plain.Exec(query, args...)
	if (e1 == nil) != (e2 == nil) {
		m.t.Fatalf("%s: vault %v, plain %v", query, e1, e2)
	}
}

func (m *model) step() {
	m.t.Helper()
	switch m.r.IntN(14) {
	case 0:
		m.both("delete from t where a%17=?", m.r.IntN(17))
	case 1:
		m.both("update t set b=zeroblob(?) where a%13=?", m.r.IntN(9000), m.r.IntN(13))
	case 2:
		m.both("begin; insert into t(b,c) values(zeroblob(20000),'x'); savepoint s; delete from t where a%5=0; rollback to s; commit")
	case 3:
		m.both("begin; delete from t; rollback")
	case 4:
		if m.r.IntN(8) == 0 {
			must(m.t, m.v.Compact(m.t.Context()))
			run(m.t, m.plain, "vacuum")
		}
	case 5:
		m.both("pragma wal_checkpoint(truncate)")
	case 6: // writes pages of the log twice in one transaction, so that SQLite redoes checksums
		m.both("begin; update t set c=c||'1'; update t set b=zeroblob(3000) where a%3=0; update t set c=substr(c,1,3); commit")
	default:
		b := make([]byte, m.r.IntN(14000))
		for i := range b {
			b[i] = byte(m.r.IntN(256))
		}
		m.both("insert into t(b,c) values(?,?)", b, fmt.Sprint(m.r.IntN(1000)))
	}
}

func readBlobs(db *sql.DB) (rows int, digest uint64, err error) {
	r, err := db.Query("select a,b,c from t order by a")
	if err != nil {
		return 0, 0, err
	}
	defer r.Close() //nolint:errcheck // r.Err tells
	digest = 14695981039346656037
	for r.Next() {
		var a uint64
		var b []byte
		var c string
		if err := r.Scan(&a, &b, &c); err != nil {
			return rows, digest, err
		}
		for _, x := range append(b, c...) {
			digest = (digest ^ uint64(x)) * 1099511628211
		}
		digest = (digest ^ a) * 1099511628211
		rows++
	}
	return rows, digest, r.Err()
}

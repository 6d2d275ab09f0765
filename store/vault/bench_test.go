package vault

import (
	"database/sql"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkCommit saves one answer per transaction, in turn in a vault and in an ordinary database with
// the same driver and settings, and reports both and their ratios.
func BenchmarkCommit(b *testing.B) {
	path, k := newVault(b)
	v := openVault(b, path, k, Options{})
	plain := openPlain(b, filepath.Join(b.TempDir(), "plain.db"))
	const schema = "create table t(a integer primary key, b text, c int); create index i on t(c)"
	run(b, v.DB(), schema)
	run(b, plain, schema)
	sealed, bare := answers(b, v.DB()), answers(b, plain)
	var a, c []time.Duration
	for i := 0; b.Loop(); i++ {
		first, second := &a, &c
		save, other := sealed, bare
		if i%2 == 1 { // neither always runs after the other
			first, second, save, other = second, first, other, save
		}
		*first = append(*first, save(i))
		*second = append(*second, other(i))
	}
	slices.Sort(a)
	slices.Sort(c)
	report(b, "p50", a[len(a)/2], c[len(c)/2])
	report(b, "p99", a[len(a)*99/100], c[len(c)*99/100])
	must(b, v.Close())
	must(b, plain.Close())
}

func answers(b *testing.B, db *sql.DB) func(int) time.Duration {
	b.Helper()
	insert, err := db.Prepare("insert into t(b,c) values(?,?)")
	must(b, err)
	b.Cleanup(func() { _ = insert.Close() })
	return func(i int) time.Duration {
		begin := time.Now()
		if _, err := insert.Exec("vastaus kysymykseen", i%5); err != nil {
			b.Fatal(err)
		}
		return time.Since(begin)
	}
}

func report(b *testing.B, what string, sealed, bare time.Duration) {
	b.Helper()
	b.ReportMetric(float64(sealed)/1e6, "ms-vault-"+what)
	b.ReportMetric(float64(bare)/1e6, "ms-plain-"+what)
	b.ReportMetric(float64(sealed)/float64(bare), "ratio-"+what)
}

// BenchmarkOpen opens a vault of 20,000 rows and closes it; the key is there already.
func BenchmarkOpen(b *testing.B) {
	path, k := newVault(b)
	v := openVault(b, path, k, Options{})
	fill(b, v.DB(), 20000)
	must(b, v.Close())
	for b.Loop() {
		v := openVault(b, path, k, Options{})
		number(b, v.DB(), "select b is null from t where a=777")
		must(b, v.Close())
	}
}

// BenchmarkUnlock is the cost of the default KDF, slow by design.
func BenchmarkUnlock(b *testing.B) {
	path := filepath.Join(b.TempDir(), "v.mittari")
	_, err := Create(path, []Secret{{SlotPassphrase, "salasana", DefaultKDF()}})
	must(b, err)
	for b.Loop() {
		_, err := Unlock(path, SlotPassphrase, "salasana")
		must(b, err)
	}
}

// BenchmarkScan reads 100,000 rows that the page cache does not hold.
func BenchmarkScan(b *testing.B) {
	path, k := newVault(b)
	v := openVault(b, path, k, Options{})
	plain := openPlain(b, filepath.Join(b.TempDir(), "plain.db"))
	for name, db := range map[string]*sql.DB{"vault": v.DB(), "plain": plain} {
		fill(b, db, 100000)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				number(b, db, "select sum(length(b)) from t")
			}
		})
	}
	must(b, v.Close())
	must(b, plain.Close())
}

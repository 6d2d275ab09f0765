package vault

import (
	"os"
	"testing"

	"modernc.org/libc"

	"github.com/mittari/mittari/store/internal/faultlog"
)

func TestPhysPage(t *testing.T) {
	seen := map[int64]int64{}
	check := func(i int64) {
		p := physPage(i)
		if j, ok := seen[p]; ok {
			t.Errorf("pages %d and %d share place %d", i, j, p)
		}
		seen[p] = i
		if p == lockPage || p < headPages {
			t.Errorf("page %d lies at %d", i, p)
		}
		if n := physPages(i + 1); n <= p {
			t.Errorf("a file of %d pages ends at %d, before the last one", i+1, n)
		}
	}
	for i := range int64(1000) {
		check(i)
	}
	for i := int64(lockPage - 1000); i < lockPage+1000; i++ {
		if i != lockPage { // SQLite never uses it
			check(i)
		}
	}
	if physPage(0) != 2 || physPage(lockPage-3) != lockPage-1 || physPage(lockPage-2) != lockPage+2 ||
		physPage(lockPage-1) != lockPage+1 || physPage(lockPage+1) != lockPage+3 {
		t.Error("places around the lock bytes")
	}
}

// TestLockPage reads and writes around the lock bytes of a sparse file of 1 GiB.
func TestLockPage(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	onMain(t, v, func(tls *libc.TLS, main *file, buf uintptr) {
		must(t, os.Truncate(path, (lockPage-4)*pageSize))
		page := memory(buf, pageSize)
		around := []int64{}
		for i := int64(lockPage - 8); i < lockPage+8; i++ {
			if i != lockPage {
				around = append(around, i)
			}
		}
		for _, i := range around {
			page[0], page[1] = byte(i), 1
			if rc := main.ops.write(tls, main, buf, pageSize, i*pageSize); rc != rcOK {
				t.Fatalf("write of page %d: %d", i, rc)
			}
		}
		for _, i := range around {
			clear(page)
			rc := main.ops.read(tls, main, buf, pageSize, i*pageSize)
			if rc != rcOK || page[0] != byte(i) || page[1] != 1 {
				t.Errorf("page %d: result %d, content %v", i, rc, page[:2])
			}
		}
		b := make([]byte, pageSize)
		if _, err := (physicalReader{tls, main}).ReadAt(b, lockPage*pageSize); err != nil || !allZero(b) {
			t.Errorf("the lock bytes were written to, or %v", err)
		}
		for _, n := range []int64{lockPage + 4, lockPage + 1, lockPage - 1, lockPage - 2} {
			if rc := main.ops.truncate(tls, main, n*pageSize); rc != rcOK {
				t.Errorf("truncate to %d pages: %d", n, rc)
			}
			if rc := main.ops.read(tls, main, buf, pageSize, (n-1)*pageSize); n != lockPage+1 && rc != rcOK {
				t.Errorf("last of %d pages after truncating: %d", n, rc)
			}
		}
		main.ops.truncate(tls, main, pageSize)
	})
	v.mustClose(t)
}

// TestGibibyte fills a vault, in the full fault suite past the lock bytes: 1.2 GB. TestLockPage goes there in every run.
func TestGibibyte(t *testing.T) {
	blobs := faultlog.Draw(6, 560)
	for _, mode := range []string{"", "DELETE"} {
		path, k := newVault(t)
		o := Options{journalMode: mode, CacheKiB: 100000}
		v := openVault(t, path, k, o)
		run(t, v.DB(), "pragma synchronous=off; create table t(a integer primary key, b blob)")
		for i := range blobs {
			run(t, v.DB(), "insert into t(b) values(zeroblob(?))", 2000000+i)
		}
		run(t, v.DB(), "create table last as select a, length(b) l from t")
		must(t, v.Verify(t.Context()))
		run(t, v.DB(), "delete from t where a%2=0")
		v.mustClose(t)
		v = openVault(t, path, k, o)
		must(t, v.verifyStructure(t.Context()))
		if n := number(t, v.DB(), "select count(*) from t join last using(a) where length(b)=l"); int(n) != blobs/2 {
			t.Errorf("%d rows", n)
		}
		lockBytesAreFree(t, v, path)
		v.mustClose(t)
		must(t, os.Remove(path))
	}
}

// lockBytesAreFree looks at the lock bytes of a file that is long enough to have them.
func lockBytesAreFree(t *testing.T, v *Vault, path string) {
	t.Helper()
	at, err := os.Stat(path)
	must(t, err)
	if at.Size() <= lockPage*pageSize {
		return
	}
	b := make([]byte, pageSize)
	onMain(t, v, func(tls *libc.TLS, main *file, _ uintptr) {
		if _, err := (physicalReader{tls, main}).ReadAt(b, lockPage*pageSize); err != nil || !allZero(b) {
			t.Errorf("the lock bytes were written to, or %v", err)
		}
	})
}

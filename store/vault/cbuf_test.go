package vault

import (
	"testing"

	"modernc.org/libc"
)

// onMain runs f with the open main file and a buffer of SQLite's memory that holds one page.
func onMain(t *testing.T, v *Vault, f func(tls *libc.TLS, main *file, buf uintptr)) {
	t.Helper()
	must(t, v.vfs.withMain(func(tls *libc.TLS, main *file) error {
		buf := allocate(tls, pageSize)
		defer libc.Xfree(tls, buf)
		f(tls, main, buf)
		return nil
	}))
}

// spied is what the spies of TestPitfall02 met. Spies must be top-level functions, so it cannot be local.
var spied struct {
	want  uintptr // the operating system's VFS, as the spies stand in it
	calls int
	wrong int
}

func spy(system uintptr) {
	spied.calls++
	if system != spied.want {
		spied.wrong++
	}
}

func spyOpen(tls *libc.TLS, system, name, object uintptr, flags int32, out uintptr) int32 {
	spy(system)
	return fromC[fnOpen](vfsAt(realSystem(tls)).FxOpen)(tls, realSystem(tls), name, object, flags, out)
}

func spyDelete(tls *libc.TLS, system, name uintptr, sync int32) int32 {
	spy(system)
	return fromC[fnName](vfsAt(realSystem(tls)).FxDelete)(tls, realSystem(tls), name, sync)
}

func spyAccess(tls *libc.TLS, system, name uintptr, flags int32, out uintptr) int32 {
	spy(system)
	return fromC[fnNameOut](vfsAt(realSystem(tls)).FxAccess)(tls, realSystem(tls), name, flags, out)
}

func spyFullPathname(tls *libc.TLS, system, name uintptr, n int32, out uintptr) int32 {
	spy(system)
	return fromC[fnNameOut](vfsAt(realSystem(tls)).FxFullPathname)(tls, realSystem(tls), name, n, out)
}

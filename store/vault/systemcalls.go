package vault

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

func vOpen(tls *libc.TLS, system, name, object uintptr, flags int32, out uintptr) (rc int32) {
	v := systemAt(system)
	defer guard(v, &rc, rcCantOpen)
	objectAt(object).base.FpMethods = 0
	path := ""
	if name != 0 {
		path = libc.GoString(name)
	}
	kind, ok := kindOf(flags)
	if !ok || kind == kindMain && path != v.path {
		return rcCantOpen // a super-journal, or ATTACH of another file
	}
	parent := object + ownPrefix
	rc = fromC[fnOpen](vfsAt(v.parent).FxOpen)(tls, v.parent, name, parent, flags, out)
	methods := methodsOf(parent)
	f := &file{v: v, kind: kind, path: path, parent: parent, methods: methods}
	if rc != rcOK {
		if methods != 0 {
			f.pclose(tls)
		}
		return rc
	}
	if rc := f.setUp(tls); rc != rcOK {
		f.pclose(tls)
		return rc
	}
	objectAt(object).handle = f.handle
	objectAt(object).base.FpMethods = v.methods
	return rcOK
}

func kindOf(flags int32) (fileKind, bool) {
	const temporary = sqlite3.SQLITE_OPEN_TEMP_DB | sqlite3.SQLITE_OPEN_TRANSIENT_DB |
		sqlite3.SQLITE_OPEN_TEMP_JOURNAL | sqlite3.SQLITE_OPEN_SUBJOURNAL
	switch {
	case flags&sqlite3.SQLITE_OPEN_MAIN_DB != 0:
		return kindMain, true
	case flags&sqlite3.SQLITE_OPEN_WAL != 0:
		return kindWAL, true
	case flags&sqlite3.SQLITE_OPEN_MAIN_JOURNAL != 0:
		return kindJournal, true
	case flags&temporary != 0:
		return kindTemp, true
	default:
		return 0, false
	}
}

func (f *file) setUp(tls *libc.TLS) int32 {
	ops, err := f.v.newOps(f.kind)
	if err != nil {
		return rcCantOpen
	}
	f.ops = ops
	if f.scratch = allocate(tls, scratchSize); f.scratch == 0 {
		return rcNoMem
	}
	if f.handle = files.put(f); f.handle == 0 {
		libc.Xfree(tls, f.scratch)
		return rcNoMem
	}
	f.v.open.Add(1)
	if f.kind == kindMain {
		f.v.main.Store(f)
	}
	return rcOK
}

func vDelete(tls *libc.TLS, system, name uintptr, syncDir int32) (rc int32) {
	v := systemAt(system)
	defer guard(v, &rc, rcIOErr)
	p := operation{Kind: opDelete, Path: libc.GoString(name)}
	if rc := v.seam.Ask(p); rc != rcOK {
		return rc
	}
	rc = fromC[fnName](vfsAt(v.parent).FxDelete)(tls, v.parent, name, syncDir)
	v.seam.Tell(p, rc)
	return rc
}

func vAccess(tls *libc.TLS, system, name uintptr, flags int32, out uintptr) int32 {
	v := systemAt(system)
	return fromC[fnNameOut](vfsAt(v.parent).FxAccess)(tls, v.parent, name, flags, out)
}

func vFullPathname(tls *libc.TLS, system, name uintptr, n int32, out uintptr) int32 {
	v := systemAt(system)
	return fromC[fnNameOut](vfsAt(v.parent).FxFullPathname)(tls, v.parent, name, n, out)
}

func vDlOpen(_ *libc.TLS, _, _ uintptr) uintptr { return 0 }

func vDlError(_ *libc.TLS, _ uintptr, n int32, out uintptr) {
	if n > 0 {
		memory(out, 1)[0] = 0
	}
}

func vDlSym(_ *libc.TLS, _, _, _ uintptr) uintptr { return 0 }

func vDlClose(_ *libc.TLS, _, _ uintptr) {}

func vRandomness(tls *libc.TLS, system uintptr, n int32, out uintptr) int32 {
	v := systemAt(system)
	return fromC[fnIntOut](vfsAt(v.parent).FxRandomness)(tls, v.parent, n, out)
}

func vSleep(tls *libc.TLS, system uintptr, microseconds int32) int32 {
	v := systemAt(system)
	return fromC[fnInt32](vfsAt(v.parent).FxSleep)(tls, v.parent, microseconds)
}

func vCurrentTime(tls *libc.TLS, system, out uintptr) int32 {
	v := systemAt(system)
	return fromC[fnOut](vfsAt(v.parent).FxCurrentTime)(tls, v.parent, out)
}

func vGetLastError(tls *libc.TLS, system uintptr, n int32, out uintptr) int32 {
	v := systemAt(system)
	return fromC[fnIntOut](vfsAt(v.parent).FxGetLastError)(tls, v.parent, n, out)
}

func vCurrentTimeInt64(tls *libc.TLS, system, out uintptr) int32 {
	v := systemAt(system)
	return fromC[fnOut](vfsAt(v.parent).FxCurrentTimeInt64)(tls, v.parent, out)
}

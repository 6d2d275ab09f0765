package vault

import (
	"bytes"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRecoveryCode(t *testing.T) {
	// 38 bytes of zero draw the first symbol throughout; the number is 0, and so is its check.
	code, err := NewRecoveryCode(bytes.NewReader(make([]byte, recoveryData)))
	must(t, err)
	if want := strings.TrimSuffix(strings.Repeat("00000-", 8), "-"); code != want {
		t.Errorf("code of zeros is %s", code)
	}
	// 1 in the last data symbol: 1·1024 mod 1021 = 3, and 1021 − 3 = 1018 = 31·32 + 26, so Z and T.
	raw := make([]byte, recoveryData)
	raw[recoveryData-1] = 1
	code, err = NewRecoveryCode(bytes.NewReader(raw))
	must(t, err)
	if !strings.HasSuffix(code, "-001ZT") {
		t.Errorf("code of one is %s", code)
	}
	if _, err := NewRecoveryCode(bytes.NewReader(raw[1:])); err == nil {
		t.Error("a code was drawn from too little randomness")
	}
	for _, bad := range []string{"", "00000", code + "0", code[1:], strings.Replace(code, "1", "U", 1), strings.Replace(code, "1", "ä", 1)} {
		if err := CheckRecoveryCode(bad); !errors.Is(err, ErrRecoveryCode) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestRecoveryCodeFindsTypingMistakes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.SliceOfN(rapid.Byte(), recoveryData, recoveryData).Draw(t, "raw")
		code, err := NewRecoveryCode(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		plain := strings.ReplaceAll(code, "-", "")
		for _, same := range []string{
			code, plain, strings.ToLower(code), " " + strings.ReplaceAll(code, "-", "  ") + "\n",
			strings.ReplaceAll(code, "-", "–"), strings.ReplaceAll(strings.ReplaceAll(code, "1", "l"), "0", "o"),
		} {
			if err := CheckRecoveryCode(same); err != nil {
				t.Fatalf("%q: %v", same, err)
			}
			if !bytes.Equal(normalise(SlotRecovery, same), []byte(plain)) {
				t.Fatalf("%q is another secret than %q", same, plain)
			}
		}
		i := rapid.IntRange(0, recoverySymbols-1).Draw(t, "place")
		b := []byte(plain)
		b[i] = recoveryAlphabet[rapid.IntRange(0, 31).Draw(t, "symbol")]
		if string(b) != plain && CheckRecoveryCode(string(b)) == nil {
			t.Fatalf("wrong symbol %d was not found", i+1)
		}
		b = []byte(plain)
		j := min(i+1, recoverySymbols-1)
		b[i], b[j] = b[j], b[i]
		if string(b) != plain && CheckRecoveryCode(string(b)) == nil {
			t.Fatalf("swapped symbols %d and %d were not found", i+1, j+1)
		}
	})
}

func TestNormalise(t *testing.T) {
	composed, decomposed := "Äiti ja isä", "A\u0308iti ja isa\u0308"
	if composed == decomposed || !bytes.Equal(normalise(SlotPassphrase, composed), normalise(SlotPassphrase, decomposed)) {
		t.Error("two encodings of one passphrase differ")
	}
	if bytes.Equal(normalise(SlotPassphrase, "sala"), normalise(SlotPassphrase, "Sala")) {
		t.Error("case of a passphrase does not count")
	}
}

func TestSecretsOfANewVault(t *testing.T) {
	ok := Secret{SlotPassphrase, "salasana", FloorKDF()}
	weak := FloorKDF()
	weak.MemoryKiB--
	greedy := maxKDF()
	greedy.MemoryKiB++
	code := recoveryCode(t)
	for name, c := range map[string]struct {
		secrets []Secret
		want    error
	}{
		"one":             {[]Secret{ok}, nil},
		"default KDF":     {[]Secret{{SlotSecondPerson, "x", KDF{}}}, nil},
		"passphrase+code": {[]Secret{ok, {SlotRecovery, code, FloorKDF()}}, nil},
		"none":            {nil, ErrBadSecret},
		"empty":           {[]Secret{{SlotPassphrase, "", FloorKDF()}}, ErrBadSecret},
		"two of a kind":   {[]Secret{ok, ok}, ErrBadSecret},
		"unknown kind":    {[]Secret{{4, "x", FloorKDF()}}, ErrBadSecret},
		"kind zero":       {[]Secret{{0, "x", FloorKDF()}}, ErrBadSecret},
		"weak":            {[]Secret{{SlotPassphrase, "x", weak}}, ErrWeakKDF},
		"no threads":      {[]Secret{{SlotPassphrase, "x", KDF{Time: 1, MemoryKiB: 64 << 10}}}, ErrWeakKDF},
		"greedy":          {[]Secret{{SlotPassphrase, "x", greedy}}, ErrWeakKDF},
		"mistyped code":   {[]Secret{ok, {SlotRecovery, "x" + code, FloorKDF()}}, ErrRecoveryCode},
	} {
		got, err := checkSecrets(c.secrets)
		if !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v", name, err)
		}
		if name == "default KDF" && got[0].KDF != DefaultKDF() {
			t.Errorf("%s: %+v", name, got[0].KDF)
		}
	}
}

// TestSlots goes through the life of a vault's secrets.
func TestSlots(t *testing.T) {
	path := filepath.Join(t.TempDir(), "v.mittari")
	code := recoveryCode(t)
	k, err := Create(path, []Secret{{SlotPassphrase, "vanha Äiti", FloorKDF()}, {SlotRecovery, code, FloorKDF()}})
	must(t, err)
	opens := func(slot SlotKind, text string, want error) {
		t.Helper()
		k2, err := Unlock(path, slot, text)
		if !errors.Is(err, want) || (err == nil) != (want == nil) {
			t.Errorf("%s %q: %v", slot, text, err)
		}
		if err == nil && k2.dek != k.dek {
			t.Errorf("%s %q: another key", slot, text)
		}
	}
	opens(SlotPassphrase, "vanha A\u0308iti", nil)
	opens(SlotPassphrase, "vanha aiti", ErrWrongSecret)
	opens(SlotRecovery, strings.ToLower(strings.ReplaceAll(code, "-", "")), nil)
	opens(SlotRecovery, recoveryCode(t), ErrWrongSecret)
	opens(SlotRecovery, code[1:], ErrWrongSecret)
	opens(SlotRecovery, code[1:], ErrRecoveryCode)
	opens(SlotSecondPerson, "vanha Äiti", ErrNoSuchSlot)

	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 10)
	must(t, v.SetSecret(t.Context(), Secret{SlotPassphrase, "uusi", FloorKDF()}))
	must(t, v.SetSecret(t.Context(), Secret{SlotSecondPerson, "toinen", FloorKDF()}))
	if err := v.SetSecret(t.Context(), Secret{SlotPassphrase, "x", KDF{1, 8, 1}}); !errors.Is(err, ErrWeakKDF) {
		t.Errorf("weak: %v", err)
	}
	must(t, v.RemoveSlot(t.Context(), SlotRecovery))
	if err := v.RemoveSlot(t.Context(), SlotRecovery); !errors.Is(err, ErrNoSuchSlot) {
		t.Errorf("removed twice: %v", err)
	}
	check := func() {
		t.Helper()
		opens(SlotPassphrase, "uusi", nil)
		opens(SlotPassphrase, "vanha Äiti", ErrWrongSecret)
		opens(SlotSecondPerson, "toinen", nil)
		opens(SlotRecovery, code, ErrNoSuchSlot)
	}
	check() // while open, from memory
	v.mustClose(t)
	check() // from the file
	whole := read(t, path)
	if !bytes.Equal(whole[:copySize], whole[copySize:headerSize]) {
		t.Error("the two header copies differ: an old secret may live on")
	}
	v = openVault(t, path, k, Options{})
	must(t, v.RemoveSlot(t.Context(), SlotSecondPerson))
	if err := v.RemoveSlot(t.Context(), SlotPassphrase); !errors.Is(err, ErrLastSlot) {
		t.Errorf("last slot: %v", err)
	}
	if n := v.Notices(); n != (Notices{}) {
		t.Errorf("notices %+v", n)
	}
	v.mustClose(t)
}

func TestForgottenKey(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	k.Forget()
	if k.dek != [keySize]byte{} {
		t.Error("the key is still there")
	}
	fill(t, v.DB(), 10) // the vault has its own copy
	v.mustClose(t)
	if v.key.dek != [keySize]byte{} || v.vfs.key.dek != [keySize]byte{} {
		t.Error("a closed vault remembers its key")
	}
	if _, err := Open(t.Context(), path, k, Options{}); !errors.Is(err, ErrForgotten) {
		t.Errorf("forgotten key: %v", err)
	}
	other := newKey()
	if _, err := Open(t.Context(), path, other, Options{}); !errors.Is(err, ErrWrongSecret) {
		t.Errorf("key of another vault: %v", err)
	}
}

func TestReadOnly(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 10)
	v.mustClose(t)
	v = openVault(t, path, k, Options{ReadOnly: true})
	tx, err := v.DB().Begin() // a transaction that only reads is fine
	must(t, err)
	must(t, tx.Commit())
	if n := number(t, v.DB(), "select count(*) from t"); n != 10 {
		t.Errorf("%d rows", n)
	}
	_, err = v.DB().Exec("insert into t(b) values('x')")
	if err := v.Classify(err); !errors.Is(err, ErrReadOnly) {
		t.Errorf("insert: %v", err)
	}
	if err := v.RemoveSlot(t.Context(), SlotPassphrase); !errors.Is(err, ErrReadOnly) {
		t.Errorf("remove slot: %v", err)
	}
	must(t, v.Verify(t.Context()))
	v.mustClose(t)
}

func TestDerivedKeys(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	defer v.mustClose(t)
	a, b := v.DeriveKey("log"), v.DeriveKey("bundle")
	if len(a) != 32 || bytes.Equal(a, b) || bytes.Equal(a, k.dek[:]) {
		t.Error("derived keys are not separate")
	}
	if bytes.Equal(v.HMAC("log", []byte("x")), v.HMAC("log", []byte("y"))) || len(v.HMAC("log", nil)) != 32 {
		t.Error("HMAC does not depend on the data")
	}
	if _, err := rand.Read(a); err != nil || bytes.Equal(a, v.DeriveKey("log")) {
		t.Error("a derived key is shared memory")
	}
}

// A file that cannot be written, on a locked stick, is read as it lies there: no lock, no log, no change.
func TestImmutable(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 10)
	v.mustClose(t)
	before := read(t, path)
	c, err := openVaults.claim(path)
	must(t, err)
	defer openVaults.release(c)
	system, err := register(path, k, c.header.best.fileID, &seam{Before: func(p operation) int32 {
		if p.Kind != opRead {
			t.Errorf("operation %d on %s", p.Kind, p.Path)
		}
		return rcOK
	}})
	must(t, err)
	con, err := newConnector(system, system.path, Options{ReadOnly: true}, true)
	must(t, err)
	db, err := openDB(t.Context(), con)
	must(t, err)
	if n := number(t, db, "select count(*) from t"); n != 10 {
		t.Errorf("%d rows", n)
	}
	_, err = db.Exec("delete from t")
	if err := Classify(err); !errors.Is(err, ErrReadOnly) {
		t.Errorf("delete: %v", err)
	}
	must(t, db.Close())
	must(t, system.unregister())
	if !bytes.Equal(read(t, path), before) {
		t.Error("the file changed")
	}
}

func TestFileWithoutWriteRights(t *testing.T) {
	path, k := newVault(t)
	must(t, os.Chmod(path, 0o400))
	asAnybody(t, path)
	if _, err := Open(t.Context(), path, k, Options{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("open to write: %v", err)
	}
	openVault(t, path, k, Options{ReadOnly: true}).mustClose(t)
	must(t, os.WriteFile(path+"-wal", []byte("left by a crash"), 0o600))
	if _, err := Open(t.Context(), path, k, Options{ReadOnly: true}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("open with a log to recover: %v", err)
	}
}

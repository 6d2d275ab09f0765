package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/mittari/mittari/store"
)

func region() store.Region {
	return store.Region{ID: store.RegionID{1}, Code: "ES", Name: "Etelä-Savo"}
}

func free(string) (bool, error) { return false, nil }

func TestNewFamilyCode(t *testing.T) {
	// 0x0029 = 41, so number 42; draws from 59994 on (0xEA5A) would favour low numbers and are drawn again.
	for _, tt := range []struct {
		draws []byte
		want  string
	}{
		{[]byte{0x00, 0x29}, "ES-0042"},
		{[]byte{0xEA, 0x5A, 0x00, 0x29}, "ES-0042"},
		{[]byte{0xEA, 0x59}, "ES-9999"},
		{[]byte{0x00, 0x00}, "ES-0001"},
	} {
		got, err := store.NewFamilyCode(region(), bytes.NewReader(tt.draws), free)
		if err != nil || got != tt.want {
			t.Errorf("draws %x: %q, %v; want %s", tt.draws, got, err, tt.want)
		}
	}
}

func TestNewFamilyCode_passesOverTakenOnes(t *testing.T) {
	got, err := store.NewFamilyCode(region(), bytes.NewReader([]byte{0, 41, 0, 6}), func(code string) (bool, error) {
		return code == "ES-0042", nil
	})
	if err != nil || got != "ES-0007" {
		t.Errorf("%q, %v; want ES-0007", got, err)
	}
}

func TestNewFamilyCode_findsTheLastFreeOne(t *testing.T) {
	zeros := bytes.NewReader(make([]byte, 4000))
	got, err := store.NewFamilyCode(region(), zeros, func(code string) (bool, error) { return code != "ES-9999", nil })
	if err != nil || got != "ES-9999" {
		t.Errorf("%q, %v; want ES-9999", got, err)
	}
	zeros.Reset(make([]byte, 4000))
	_, err = store.NewFamilyCode(region(), zeros, func(string) (bool, error) { return true, nil })
	if !errors.Is(err, store.ErrNoCodeLeft) {
		t.Errorf("a full region: %v", err)
	}
}

func TestNewFamilyCode_passesErrorsOn(t *testing.T) {
	if _, err := store.NewFamilyCode(region(), bytes.NewReader(nil), free); err == nil {
		t.Error("no randomness, no error")
	}
	broken := errors.New("broken")
	_, err := store.NewFamilyCode(region(), bytes.NewReader([]byte{0, 1}), func(string) (bool, error) { return false, broken })
	if !errors.Is(err, broken) {
		t.Errorf("error of taken: %v", err)
	}
	var invalid *store.InvalidError
	if _, err := store.NewFamilyCode(store.Region{Code: "e"}, bytes.NewReader([]byte{0, 1}), free); !errors.As(err, &invalid) {
		t.Errorf("region without code: %v", err)
	}
}

func TestCodeForms(t *testing.T) {
	for code, want := range map[string][2]bool{
		"ES-0042":     {true, false},
		"ES-0042-N1":  {false, true},
		"ES-0042-H12": {false, true},
		"ÄÖ-0001":     {true, false},
		"es-0042":     {},
		"ES-42":       {},
		"ES0042":      {},
		"E-0042":      {},
		"ES-00420":    {},
		"ES-0042-N0":  {},
		"ES-0042-X1":  {},
		"ES-0042-N":   {},
		"ES-0042-N01": {},
		"-N1":         {},
		"":            {},
	} {
		if got := [2]bool{store.IsFamilyCode(code), store.IsPersonCode(code)}; got != want {
			t.Errorf("%q is family, person code: %v, want %v", code, got, want)
		}
	}
}

func TestNextPersonCode_neverGivesANumberTwice(t *testing.T) {
	f := store.Family{Code: "ES-0042"}
	var there []store.Person
	for _, c := range []string{"ES-0042-N1", "ES-0042-N3", "ES-0042-H1", "ES-0043-N9"} {
		there = append(there, store.Person{Code: c})
	}
	for role, want := range map[store.Role]string{store.YoungPerson: "ES-0042-N4", store.Guardian: "ES-0042-H2"} {
		if got := store.NextPersonCode(f, role, there); got != want {
			t.Errorf("next %s is %s, want %s", role, got, want)
		}
	}
	if got := store.NextPersonCode(f, store.Guardian, nil); got != "ES-0042-H1" {
		t.Errorf("first guardian is %s", got)
	}
}

func TestPerson_AgeOn(t *testing.T) {
	p := store.Person{BirthYear: 2010, BirthMonth: 5}
	for on, want := range map[string]int{"2026-04-30": 15, "2026-05-01": 16, "2026-12-31": 16, "": -1} {
		if got := p.AgeOn(day(t, on)); got != want {
			t.Errorf("on %q: %d, want %d", on, got, want)
		}
	}
	if got := (store.Person{}).AgeOn(day(t, "2026-05-01")); got != -1 {
		t.Errorf("unknown: %d", got)
	}
}

func ExamplePersonCode() {
	fmt.Println(store.PersonCode("ES-0042", store.YoungPerson, 1), store.PersonCode("ES-0042", store.Guardian, 2))
	// Output: ES-0042-N1 ES-0042-H2
}

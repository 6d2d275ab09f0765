package store_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/store"
)

// Identity codes here are invented. Check characters by hand: 131052308 mod 31 = 25, which is T;
// 010101001 mod 31 = 14, which is E.
func TestCheckFreeText(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"puhumme siitä, kuka herättää aamulla", nil},
		{"", nil},
		{"131052-308T", []string{"identity-code 131052-308T"}},
		{"tunnus 131052-308t.", []string{"identity-code 131052-308t"}},
		{"010101A001E", []string{"identity-code 010101A001E"}},
		{"131052–308T", []string{"identity-code 131052–308T"}},
		{"131052 - 308T", []string{"identity-code 131052 - 308T"}},
		{"131052Y308T ja 131052F308T", []string{"identity-code 131052Y308T", "identity-code 131052F308T"}},
		{"131052-308U", []string{"identity-code 131052-308U"}}, // wrong check letter: a typing mistake
		{"991399-308C", nil},  // no such month
		{"131052-308I", nil},  // I is never a check character
		{"a131052-308T", nil}, // part of a longer word
		{"131052-308TX", nil},
		{"soita 040 123 4567 illalla", []string{"phone 040 123 4567"}},
		{"+358 40 1234567", []string{"phone +358 40 1234567"}},
		{"00358401234567", []string{"phone 00358401234567"}},
		{"09-123456", []string{"phone 09-123456"}},
		{"0401234567", []string{"phone 0401234567"}},
		{"kuusi päivää viikossa 06-10-2026", nil},
		{"05 11 2026 sovittu", nil},
		{"2026-11-22", nil},
		{"0–10 ja 7/10", nil},
		{"matti.meikalainen@example.fi", []string{"e-mail matti.meikalainen@example.fi"}},
		{"käy @kotona", nil},
		{"Koulukatu 12 B 3", []string{"street Koulukatu 12 B"}},
		{"asumme Mäntytiellä 5", []string{"street Mäntytiellä 5"}},
		{"Rantakuja 3", []string{"street Rantakuja 3"}},
		{"bor på Storgatan 7", []string{"street Storgatan 7"}},
		{"12 Mill Road", []string{"street 12 Mill Road"}},
		{"70100 Kuopio", []string{"street 70100 Kuopio"}},
		{"kävelen 10000 askelta", nil},
		{"tie on pitkä, 5 askelta", nil},
		{"ES-0042-N1", nil}, // our own codes may stand in a text
		{
			"131052-308T, 040 1234567, a@b.fi, Kotikatu 1",
			[]string{"identity-code 131052-308T", "phone 040 1234567", "e-mail a@b.fi", "street Kotikatu 1"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			for _, f := range store.CheckFreeText(tt.text) {
				got = append(got, fmt.Sprintf("%s %s", f.Kind, tt.text[f.Start:f.End]))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFreeTextError_keepsTheTextToItself(t *testing.T) {
	err := &store.FreeTextError{Findings: store.CheckFreeText("131052-308T")}
	if strings.Contains(err.Error(), "131052") || !strings.Contains(err.Error(), "identity-code") {
		t.Errorf("error says %q", err)
	}
}

// Every code with the right check character is found, whatever stands around it.
func TestCheckFreeText_findsEveryIdentityCode(t *testing.T) {
	const marks = "0123456789ABCDEFHJKLMNPRSTUVWXY"
	rapid.Check(t, func(t *rapid.T) {
		d, m, y := rapid.IntRange(1, 31).Draw(t, "day"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(0, 99).Draw(t, "year")
		n := rapid.IntRange(2, 899).Draw(t, "number")
		sign := rapid.SampledFrom(strings.Split("+ - Y X W V U A B C D E F", " ")).Draw(t, "sign")
		whole := d*10_000_000 + m*100_000 + y*1000 + n
		code := fmt.Sprintf("%02d%02d%02d%s%03d%c", d, m, y, sign, n, marks[whole%31])
		before := rapid.SampledFrom([]string{"", "hän, ", "(", "å "}).Draw(t, "before")
		after := rapid.SampledFrom([]string{"", ".", " ja", ")"}).Draw(t, "after")
		found := store.CheckFreeText(before + code + after)
		if len(found) != 1 || found[0].Kind != store.FoundIdentityCode || found[0].Start != len(before) || found[0].End != len(before)+len(code) {
			t.Fatalf("%q: %v", before+code+after, found)
		}
	})
}

func FuzzCheckFreeText(f *testing.F) {
	for _, s := range []string{"131052-308T", "040 123 4567", "a@b.fi", "Kotikatu 1", "\xff131052-308T", "70100 Kuopio 131052A308T"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, found := range store.CheckFreeText(text) {
			if found.Start < end || found.End <= found.Start || found.End > len(text) {
				t.Fatalf("%q: finding %v after %d", text, found, end)
			}
			end = found.End
			if utf8.ValidString(text) && !utf8.ValidString(text[found.Start:found.End]) {
				t.Fatalf("%q: %v cuts a letter", text, found)
			}
		}
	})
}

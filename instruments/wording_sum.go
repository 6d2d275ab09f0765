package instruments

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
)

// Sum is the SHA-256 in hex over the texts a respondent sees, with the instrument, language and informant
// they are for. Where the texts came from is not part of it: the same words have the same hash.
func (w *Wording) Sum() string {
	h := sha256.New()
	write := func(label string, parts ...any) {
		_, _ = fmt.Fprint(h, label)
		for _, p := range parts {
			text := fmt.Sprint(p)
			_, _ = fmt.Fprintf(h, " %d:%s", len(text), text) // lengths keep neighbours apart
		}
		_, _ = h.Write([]byte{'\n'})
	}
	write("wording", w.Instrument, w.Lang, w.Informant)
	write("title", w.Title)
	write("instruction", w.Instruction)
	for _, number := range slices.Sorted(maps.Keys(w.Items)) {
		write("item", number, w.Items[number])
	}
	for _, set := range slices.Sorted(maps.Keys(w.Options)) {
		for _, code := range slices.Sorted(maps.Keys(w.Options[set])) {
			write("option", set, code, w.Options[set][code])
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

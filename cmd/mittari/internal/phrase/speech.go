package phrase

import (
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
)

// Speech is a language as its speakers call it, or its code where we do not know.
func Speech(l *lang.Localizer, tag instruments.Lang) string {
	for _, id := range []string{"ask.speak." + string(tag), "lang." + string(tag)} {
		if l.Has(id) {
			return l.T(id)
		}
	}
	return string(tag)
}

package transfer

import (
	"errors"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
)

// Words are an error for the reader of a screen: what to do next is said in keys and screens, not in flags.
func Words(l *lang.Localizer, err error) string {
	s := l.Err(err)
	var keyed lang.Keyed
	if errors.As(err, &keyed) {
		key, pairs := keyed.MessageKey()
		if own := "exchange.do." + key; l.Has(own) {
			s.Do = l.T(own, pairs...)
		}
	}
	return s.String()
}

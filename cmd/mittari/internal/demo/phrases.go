package demo

import (
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
)

// phrases holds the demo's own words in every language.
type phrases map[instruments.Lang]*lang.Localizer

func loadPhrases() (phrases, error) {
	p := phrases{}
	for _, tag := range lang.Languages() {
		l, err := lang.New(tag)
		if err != nil {
			return nil, err
		}
		p[tag] = l
	}
	return p, nil
}

func (p phrases) say(tag instruments.Lang, key string) string {
	l, ok := p[tag]
	if !ok {
		l = p[instruments.Finnish]
	}
	return l.T(key)
}

package workbook

import (
	"math"
	"slices"

	"github.com/mittari/mittari/export"
)

// pager follows how far the rows of a sheet fill the printed pages.
type pager struct {
	high, title float64   // points of a page, and of the rows that repeat on every page
	at          float64   // points used on the page so far
	full        []float64 // how full the pages before it are, 0–1
}

// thin is how full a page is that should not stand alone.
const thin = 0.35

func (s *sheet) pager() pager { return pager{high: s.pageHeight(), title: s.titleHeight()} }

// row takes in a row.
func (p *pager) row(height float64) {
	if p.at+height > p.high {
		p.turn()
	}
	p.at += height
}

func (p *pager) turn() {
	p.full = append(p.full, p.at/p.high)
	p.at = p.title
}

// keep reports whether a block goes to a new page, because it would be cut by the end of this one. One that is longer
// than a page, or would leave a page nearly empty, goes there only when its beginning would be cut.
func (p *pager) keep(whole, begin float64) bool {
	room := p.high - p.title
	if whole > room || p.at < thin*p.high {
		whole = begin
	}
	if p.at+whole <= p.high || whole > room {
		return false
	}
	p.turn()
	return true
}

// waste is how many pages there are, a nearly empty one twice.
func (p *pager) waste() float64 {
	pages := append(slices.Clone(p.full), p.at/p.high)
	waste := float64(len(pages))
	for _, f := range pages {
		if f < thin && len(pages) > 1 {
			waste++
		}
	}
	return waste
}

// fit makes a sheet wider, and so smaller on paper, by as little as saves pages or fills those that would be nearly empty.
func (s *sheet) fit() {
	if s.section.OnePage {
		return
	}
	own := s.widths
	best, least := own, math.Inf(1)
	for _, more := range []float64{0, 0.04, 0.08, 0.12, 0.16, 0.2} {
		s.widths = own
		if more > 0 {
			s.widths = append(slices.Clone(own), max(1, s.width()*more))
		}
		if w := s.waste(); w < least {
			best, least = s.widths, w
		}
	}
	s.widths = best
}

// waste lays the sheet out without writing it.
func (s *sheet) waste() float64 {
	p := s.pager()
	p.row(s.titleHeight())
	s.paragraphs(&p, s.section.Paragraphs, paragraph)
	for i := range s.section.Tables {
		t := &s.section.Tables[i]
		p.row(tableGap)
		p.keep(s.together(t))
		if !t.Caption.Blank() {
			p.row(captionHeight)
		}
		if !t.Facts {
			p.row(s.headerHeight(t))
		}
		for _, r := range t.Rows {
			p.row(s.rowHeight(t, r))
		}
		s.paragraphs(&p, t.Notes, note)
		for list := s.chartsOf(t.Key); len(list) > 0; {
			pair := firstPair(list)
			list = list[len(pair):]
			high := float64(chartRows(pair)) * rowPixels * pointsPerPixel
			p.keep(high, high)
			p.row(high)
		}
	}
	if len(s.section.Closing) > 0 {
		p.row(tableGap)
	}
	s.paragraphs(&p, s.section.Closing, paragraph)
	return p.waste()
}

func (s *sheet) paragraphs(p *pager, labels []export.Label, l look) {
	for _, text := range labels {
		p.row(s.lineHeight(text.In(s.words), l))
	}
}

package widget

import "github.com/mittari/mittari/cmd/mittari/internal/tui/theme"

// At is the code of the option that View draws at a column and a line, both from 0; false when there is none.
func (o *Options) At(t theme.Theme, width, x, line int) (code int, ok bool) {
	if x < 0 || x >= width || line < 0 {
		return 0, false
	}
	if _, row := o.row(t, width); row {
		const numbers = 2 // the line of the numbers and that of the marks
		i := x / o.cell(width)
		if line >= numbers || i >= len(o.items) {
			return 0, false
		}
		return o.items[i].Code, true
	}
	end := 0
	for _, it := range o.items {
		end += len(o.wrapped(it, width))
		if line < end {
			return it.Code, true
		}
	}
	return 0, false
}

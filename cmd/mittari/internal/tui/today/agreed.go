package today

import (
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// agreed are the meetings agreed for this week. One whose day went by is told in the same calm words as the others.
func (m *Model) agreed(all []casework.AgreedRow) rows.Section {
	return rows.Section{
		Head: m.heading("today.agreed"), N: len(all),
		Line: func(i int) rows.Line {
			r := &all[i]
			code, _, _ := columnWidths(m.Width())
			return rows.Line{
				Text: widget.Pad(r.Family.Code, code) + " " + m.agreedDay(r),
				Open: screen.Go(screen.Meeting{Family: r.Family.ID}), Data: subject{family: r.Family.ID},
			}
		},
		Words: func(i int) string { return all[i].Family.Code + " " + m.agreedDay(&all[i]) },
	}
}

// agreedDay is the day, and whether it is today or has gone by.
func (m *Model) agreedDay(r *casework.AgreedRow) string {
	day := widget.Pad(m.env.Lang.Date(r.Date), dateWidth)
	return strings.TrimRight(day+" "+phrase.AgreedDay(m.env.Lang, r, m.view.Date), " ")
}

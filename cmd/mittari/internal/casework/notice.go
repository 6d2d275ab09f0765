package casework

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/store"
)

// NoticeEdition names the text of the notice that the program shows on its own screen. It changes with the text.
const NoticeEdition = "2026-11"

// NoticeView is the notice that a person reads before the first form.
type NoticeView struct {
	Version store.NoticeVersion
	Months  int // for how long answers are kept after the work with the family has ended
}

// untold is the notice that a person has not been given yet in the version for the age today; nil when it was.
func (d *Desk) untold(ctx context.Context, p store.Person) (*NoticeView, error) {
	given, err := d.rec.NoticesGiven(ctx, p.Family)
	if err != nil {
		return nil, fmt.Errorf("read what the person was told: %w", err)
	}
	due := store.NoticeFor(p, d.Date())
	if told := newestNotice(given, p.ID); told != nil && told.Version == due {
		return nil, nil
	}
	k, err := d.rec.Keeping(ctx)
	if err != nil {
		return nil, fmt.Errorf("read for how long answers are kept: %w", err)
	}
	return &NoticeView{Version: due, Months: k.KeepMonths}, nil
}

// Notice is what the respondent has to be told before the first item; nil when that was done, and never for answers
// keyed in from paper.
func (s *Sitting) Notice() *NoticeView { return s.notice }

// Acknowledge records that the respondent has read the notice, or heard it read, today.
func (s *Sitting) Acknowledge(ctx context.Context) error {
	if s.notice == nil {
		return nil
	}
	n := store.Notice{
		Person: s.admin.Respondent, Version: s.notice.Version, Edition: NoticeEdition, Lang: string(s.admin.Lang), How: store.NoticeScreen,
	}
	if s.admin.Mode == store.Interpreter {
		n.How = store.NoticeSpoken
	}
	if err := s.desk.GiveNotice(ctx, n); err != nil {
		return err
	}
	s.notice = nil
	return nil
}

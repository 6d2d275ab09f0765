package transfer

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// Job is work under way.
type Job struct {
	cancel   context.CancelFunc
	news     chan Progress
	done, of int
	stopping bool
}

// Progress is a message to the screen: give it to Heard.
type Progress struct{ Done, Of int }

// Start begins work off the UI loop; what it returns is the message that ends it.
func Start(env *screen.Env, work func(ctx context.Context, tell func(done, of int)) tea.Msg) (*Job, tea.Cmd) {
	ctx, cancel := context.WithCancel(env.Ctx)
	j := &Job{cancel: cancel, news: make(chan Progress, 1)}
	return j, tea.Batch(func() tea.Msg {
		defer cancel()
		defer close(j.news)
		return work(ctx, j.tell)
	}, j.listen())
}

// tell keeps the newest state only, so that work never waits for the screen.
func (j *Job) tell(done, of int) {
	select {
	case <-j.news:
	default:
	}
	j.news <- Progress{done, of} // there is room: nobody else sends
}

// listen waits for the next progress; when the work is over it says nothing more.
func (j *Job) listen() tea.Cmd {
	return func() tea.Msg {
		p, ok := <-j.news
		if !ok {
			return nil
		}
		return p
	}
}

// Heard takes progress in and waits for more.
func (j *Job) Heard(p Progress) tea.Cmd {
	if j == nil {
		return nil
	}
	j.done, j.of = p.Done, p.Of
	return j.listen()
}

// Stop asks the work to end; its last message still comes.
func (j *Job) Stop() {
	j.stopping = true
	j.cancel()
}

// View says what is going on and how far it is.
func (j *Job) View(env *screen.Env, what string, width int) string {
	if j.stopping {
		return env.Lang.T("exchange.stopping")
	}
	if j.of == 0 {
		return what
	}
	return what + "\n\n" + widget.Bar(j.done, j.of, width-12) + " " + env.Lang.T("exchange.percent", "n", 100*j.done/j.of)
}

package tui

import (
	"github.com/mittari/mittari/cmd/mittari/internal/tui/endepisode"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/newevent"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/newfamily"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/newmeeting"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/newperson"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/setup"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/unlock"
)

// build is the one list of screens: it turns a route into its screen. nil: there is no such screen.
func build(env *screen.Env, r screen.Route) screen.Screen {
	switch r := r.(type) {
	case screen.SetUp:
		return setup.New(env, r)
	case screen.Unlock:
		return unlock.New(env, r)
	case screen.NewFamily:
		return newfamily.New(env, r)
	case screen.NewPerson:
		return newperson.New(env, r)
	case screen.NewMeeting:
		return newmeeting.New(env, r)
	case screen.NewEvent:
		return newevent.New(env, r)
	case screen.EndEpisode:
		return endepisode.New(env, r)
	}
	return nil
}

package cli

import (
	"github.com/mittari/mittari/cmd/mittari/internal/config"
	"github.com/mittari/mittari/cmd/mittari/internal/tui"
)

// taste is how the app looks and listens, by the settings file. The mouse works unless it says otherwise.
func (a *app) taste() tui.Taste {
	t := a.cfg.Taste
	return tui.NewTaste(t.Theme, t.Charts, t.Mouse == nil || *t.Mouse, t.Folder)
}

// remember writes what the app was told of its user's taste into the settings file.
func remember(t tui.Taste) error {
	kept := config.Taste{Theme: string(t.Ground), Charts: string(t.Charts), Folder: t.Folder}
	if t.NoMouse {
		off := false
		kept.Mouse = &off
	}
	return config.Remember(config.File(), kept)
}

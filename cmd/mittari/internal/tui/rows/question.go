package rows

import "github.com/mittari/mittari/cmd/mittari/internal/tui/screen"

// QuestionKeys are the keys of a question that stands in place of a list.
func QuestionKeys(env *screen.Env) screen.KeySet {
	t := env.Lang.T
	return screen.KeySet{
		screen.Bind("←→", t("form.key.choose"), "left", "right"),
		screen.Bind("enter", t("form.key.next"), "enter"),
		screen.Bind("esc", t("form.key.cancel"), "esc"),
	}
}

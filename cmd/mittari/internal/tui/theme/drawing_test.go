package theme

import "testing"

func TestDrawingFor(t *testing.T) {
	for _, c := range []struct {
		system string
		env    map[string]string
		want   Drawing
	}{
		{"linux", map[string]string{"TERM": "xterm-256color", "LANG": "fi_FI.UTF-8"}, Dots},
		{"linux", map[string]string{"TERM": "xterm", "LANG": "C.utf8"}, Dots},
		{"linux", map[string]string{"TERM": "xterm", "LANG": "fi_FI.UTF-8", "LC_ALL": "C"}, ASCII},
		{"linux", map[string]string{"TERM": "xterm", "LC_CTYPE": "sv_SE.UTF-8", "LANG": "C"}, Dots},
		{"linux", map[string]string{"TERM": "xterm", "LANG": "fi_FI.ISO-8859-1"}, ASCII},
		{"linux", map[string]string{"TERM": "xterm"}, ASCII},
		{"linux", map[string]string{"TERM": "linux", "LANG": "fi_FI.UTF-8"}, Lines},
		{"linux", map[string]string{"TERM": "dumb", "LANG": "fi_FI.UTF-8"}, ASCII},
		{"darwin", map[string]string{"TERM": "xterm-256color"}, Dots},
		{"windows", map[string]string{"WT_SESSION": "1"}, Dots},
		{"windows", map[string]string{"TERM": "xterm"}, Dots},
		{"windows", nil, Lines},
	} {
		if got := DrawingFor(c.system, func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%s %v: %d, want %d", c.system, c.env, got, c.want)
		}
	}
}

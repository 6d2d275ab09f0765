package config

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func text(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestATasteIsRememberedBesideWhatTheUserWrote(t *testing.T) {
	yes, no := true, false
	for _, c := range []struct {
		name, before string
		taste        Taste
		want         string
	}{
		{"no file yet", "", Taste{Theme: "dark"}, "theme: 'dark'\n"},
		{"nothing to say", "# mine\nlang: fi\n", Taste{}, "# mine\nlang: fi\n"},
		{"added at the end", "lang: fi # ours", Taste{Mouse: &no, Folder: "/koti/Äidin työ"}, "lang: fi # ours\nmouse: false\nfolder: '/koti/Äidin työ'\n"},
		{"replaced where it stands", "theme: light\n# why\nlang: sv\n", Taste{Theme: "none", Mouse: &yes}, "theme: 'none'\n# why\nlang: sv\nmouse: true\n"},
		{"taken away", "charts: ascii\nlang: sv\n", Taste{}, "lang: sv\n"},
		{"quotes and colons", "", Taste{Folder: `C:\it's: here`}, "folder: 'C:\\it''s: here'\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "new", "config.yaml")
			if c.before != "" {
				path = file(t, c.before)
			}
			if err := Remember(path, c.taste); err != nil {
				t.Fatal(err)
			}
			if c.want != "" && (c.before != c.want || c.before != "") {
				if diff := cmp.Diff(c.want, text(t, path)); diff != "" {
					t.Error(diff)
				}
			}
			got, err := Load(path, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.taste, got.Taste); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAFileThatIsNotUnderstoodIsLeftAlone(t *testing.T) {
	for name, before := range map[string]string{
		"no YAML": "lang: [fi\n", "a strange name": "langauge: fi\n", "spread over lines": "folder: >\n  /a\n  b\n",
	} {
		path := file(t, before)
		var wrong *FileError
		if err := Remember(path, Taste{Theme: "dark", Folder: "/x"}); !errors.As(err, &wrong) || text(t, path) != before {
			t.Errorf("%s: %v, %q", name, err, text(t, path))
		}
	}
	for name, before := range map[string]string{"theme": "theme: pink\n", "charts": "charts: pie\n", "mouse": "mouse: sometimes\n"} {
		var wrong *FileError
		if _, err := Load(file(t, before), nil); !errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRememberedIsReadBack: whatever folder a person has, what was remembered is what is read.
func TestRememberedIsReadBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.yaml")
	rapid.Check(t, func(t *rapid.T) {
		want := Taste{
			Theme: rapid.SampledFrom(Themes()).Draw(t, "theme"), Charts: rapid.SampledFrom(Charts()).Draw(t, "charts"),
			Folder: rapid.StringMatching(`[ -~äöå€]{0,40}`).Draw(t, "folder"),
		}
		if rapid.Bool().Draw(t, "set") {
			mouse := rapid.Bool().Draw(t, "mouse")
			want.Mouse = &mouse
		}
		if err := Remember(path, want); err != nil {
			t.Fatal(err)
		}
		got, err := Load(path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Taste); diff != "" {
			t.Error(diff)
		}
	})
}

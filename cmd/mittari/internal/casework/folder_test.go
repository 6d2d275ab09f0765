package casework_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
)

func TestAFolderOfTheUsersOwnIsListed(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	must(t, os.MkdirAll(filepath.Join(home, "Työt", "Äidin kuvat"), 0o700))
	must(t, os.WriteFile(filepath.Join(home, "Työt", "a.xlsx"), nil, 0o600))
	must(t, os.Symlink(filepath.Join(home, "Työt", "Äidin kuvat"), filepath.Join(home, "Työt", "kuvat")))
	got, err := casework.ListFolder("~/Työt/")
	must(t, err)
	want := []casework.FolderEntry{{Name: "kuvat", Dir: true}, {Name: "Äidin kuvat", Dir: true}, {Name: "a.xlsx"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := casework.ListFolder("~/Ei ole/"); err == nil {
		t.Error("a folder that is not there was listed")
	}
}

func TestHomePath(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for path, want := range map[string]string{
		"~": home, "~/": home, "~/a b/å.xlsx": filepath.Join(home, "a b", "å.xlsx"), "~user/x": "~user/x", "a~/x": "a~/x", "": "",
	} {
		if got := casework.HomePath(path); got != want {
			t.Errorf("%q became %q, want %q", path, got, want)
		}
	}
}

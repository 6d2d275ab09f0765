package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFlagsGoOverTheFile(t *testing.T) {
	path := file(t, "lang: sv\nworkspace: /data/w.mittari\ninstruments: /data/own\n")
	got, err := Load(path, map[string]string{Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	want := Config{Lang: "en", Workspace: "/data/w.mittari", Instruments: "/data/own"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWithoutAFileTheWorkspaceLiesInTheDataFolder(t *testing.T) {
	got, err := Load(filepath.Join(t.TempDir(), "none.yaml"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got.Lang != "" || !strings.HasSuffix(got.Workspace, filepath.Join("mittari", "workspace.mittari")) {
		t.Errorf("got %+v", got)
	}
}

func TestAWrongFileIsSaidToBe(t *testing.T) {
	for name, text := range map[string]string{
		"misspelt key":  "langauge: fi\n",
		"secret":        "passphrase: something\n",
		"not YAML":      "lang: [fi\n",
		"wrong type":    "lang: {a: b}\n",
		"list on top":   "- lang\n",
		"nested beyond": "workspace:\n  path: x\n",
	} {
		t.Run(name, func(t *testing.T) {
			path := file(t, text)
			_, err := Load(path, nil)
			var bad *FileError
			if !errors.As(err, &bad) || bad.Path != path {
				t.Errorf("error %v, want a FileError on %s", err, path)
			}
		})
	}
}

func TestAFolderInPlaceOfTheFileIsSaidToBe(t *testing.T) {
	_, err := Load(t.TempDir(), nil)
	var bad *FileError
	if !errors.As(err, &bad) {
		t.Errorf("error %v, want a FileError", err)
	}
}

package readable

import (
	"os"
	"path/filepath"
	"testing"
)

func TestSearch_findsTextsAndNames(t *testing.T) {
	dir := t.TempDir()
	s := For("secret text", "short")
	if s.Len() != 1 {
		t.Errorf("%d texts are looked for", s.Len())
	}
	for name, content := range map[string]string{"a": "nothing", "b": "shortest"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := s.InFiles(dir); n != 2 || err != nil {
		t.Errorf("%d files, %v", n, err)
	}
	for name, content := range map[string]string{
		"plain": "some secret text here", "wide": string(wide("a secret text")), "secret text": "",
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := s.InFiles(dir); err == nil {
			t.Errorf("%s was not found", name)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

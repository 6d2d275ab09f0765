package config

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOptionsAreReadByName(t *testing.T) {
	got, err := Options(file(t, "sd: 4.5\nhigher-is: worse # a comment\ngroup: [a, b]\nfrom: 1\nwide: true\nwithin:\n  scale: x\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Option{
		{"from", 1}, {"group", []any{"a", "b"}}, {"higher-is", "worse"}, {"sd", 4.5}, {"wide", true}, {"within.scale", "x"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got, err := Options(file(t, "# nothing\n")); err != nil || len(got) > 0 {
		t.Error(got, err)
	}
}

func TestOptionsThatCannotBeReadAreAnError(t *testing.T) {
	for name, text := range map[string]string{
		"twice":     "sd: 4\nsd: 5\n",
		"no names":  "a,b,c\n1,2,3\n",
		"a list":    "- sd\n",
		"not YAML":  "sd: [4\n",
		"too large": "sd: 4\n#" + strings.Repeat("x", largestOptions),
	} {
		var wrong *FileError
		if got, err := Options(file(t, text)); !errors.As(err, &wrong) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if _, err := Options(t.TempDir() + "/none.yaml"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

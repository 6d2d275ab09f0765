package dataset

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/instruments"
)

// syntaxSample has every language's letters in its labels.
func syntaxSample(t *testing.T, lang instruments.Lang) string {
	t.Helper()
	o := options(t)
	o.Words, o.Drop = exporttest.NewWords(t, lang), []Step{DropFamily}
	dir, _ := written(t, sample(t, 40, plainTraits(), 1), o)
	return filepath.Join(dir, "csv")
}

func run(t *testing.T, dir, program string, args ...string) string {
	t.Helper()
	c := exec.CommandContext(t.Context(), program, args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

// TestSyntax_R reads a dataset with the syntax that comes with it, in all languages.
func TestSyntax_R(t *testing.T) {
	rscript, err := exec.LookPath("Rscript")
	if err != nil {
		t.Skip("Rscript is not installed")
	}
	for lang, want := range map[instruments.Lang]string{
		"fi": "nuori=40 huoltaja=40 | henkilö | 40 | 0 1 2 3 | numeric | 12 | kyllä",
		"sv": "ung person=40 vårdnadshavare=40 | person | 40 | 0 1 2 3 | numeric | 12 | ja",
		"en": "young person=40 guardian=40 | person | 40 | 0 1 2 3 | numeric | 12 | yes",
	} {
		dir := syntaxSample(t, lang)
		must(t, os.WriteFile(filepath.Join(dir, "look.R"), []byte(`options(warn = 2)
source("read.R")
roles <- table(persons$role)
cat(paste0(names(roles), "=", roles, collapse = " "), attr(persons$person, "label"), nrow(wide_phq_9_1[wide_phq_9_1$role == levels(persons$role)[1], ]),
  paste(attr(wide_phq_9_1$t0_i1, "labels"), collapse = " "), class(wide_phq_9_1$t0_total)[1], nrow(long[long$administration == 1, ]) + 2,
  names(attr(persons$in_work, "labels"))[2], sep = " | ")
`), 0o600))
		if got := run(t, dir, rscript, "--vanilla", "look.R"); got != want {
			t.Errorf("%s:\n got %s\nwant %s", lang, got, want)
		}
	}
}

// TestSyntax_SPSS runs the syntax in PSPP.
func TestSyntax_SPSS(t *testing.T) {
	pspp, err := exec.LookPath("pspp")
	if err != nil {
		t.Skip("PSPP is not installed")
	}
	dir := syntaxSample(t, "fi")
	if out := run(t, dir, pspp, "read.sps"); strings.Contains(out, "error:") || strings.Contains(out, "warning:") {
		t.Errorf("%s", out)
	}
	must(t, os.WriteFile(filepath.Join(dir, "look.sps"), []byte(`GET FILE='persons.sav'.
FREQUENCIES role.
GET FILE='wide-phq-9-1.sav'.
DESCRIPTIVES t0_total /STATISTICS=MEAN MIN MAX.
`), 0o600))
	out := run(t, dir, pspp, "look.sps")
	if !strings.Contains(out, "huoltaja") || !strings.Contains(out, "40") {
		t.Errorf("labels of values are not there:\n%s", out)
	}
}

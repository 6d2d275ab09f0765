package instruments_test

import (
	"strings"

	"github.com/mittari/mittari/instruments"
)

// fileMistakes are about the file as such.
func fileMistakes() map[string]mistake {
	return map[string]mistake{
		"no file":             {demo, []edit{{main, "", "-"}}, instruments.FileMissing, ""},
		"no cases":            {demo, []edit{{cases, "", "-"}}, instruments.FileMissing, ""},
		"no own wording":      {demo, []edit{{"wording.sv.yaml", "", "-"}}, instruments.FileMissing, ""},
		"huge file":           {demo, []edit{{main, "", strings.Repeat("# a line of comment\n", 60_000)}}, instruments.FileTooLarge, ""},
		"binary file":         {demo, with("id: demo", "id: \x00demo"), instruments.FileNotText, ""},
		"escape sequence":     {demo, with("id: demo", "id: \x1b[2Jdemo"), instruments.FileNotText, ""},
		"not UTF-8":           {demo, with("id: demo", "id: \xff"), instruments.FileNotText, ""},
		"brackets":            {demo, with("id: demo", "id: "+strings.Repeat("[", 50)), instruments.FileTooDeep, ""},
		"dashes":              {demo, []edit{{main, "", "deep:\n  " + strings.Repeat("- ", 60) + "a\n"}}, instruments.FileTooDeep, ""},
		"indentation":         {demo, []edit{{main, "", strings.Repeat(" ", 200) + "a: b\n"}}, instruments.FileTooDeep, ""},
		"colons in a row":     {demo, with("id: demo", "id: "+strings.Repeat("a: ", 60)+"demo"), instruments.FileTooDeep, ""},
		"endless list":        {demo, with("informants: [self]", "informants: ["+strings.Repeat("self, ", 1100)+"self]"), instruments.FileTooWide, ""},
		"endless block":       {demo, []edit{{main, "", "more:\n" + strings.Repeat("  - a\n", 1100)}}, instruments.FileTooWide, ""},
		"endless mapping":     {demo, []edit{{"cues.fi.yaml", "items:\n", "items:\n" + strings.Repeat("  9: a\n", 1100)}}, instruments.FileTooWide, ""},
		"anchor":              {demo, with("id: demo", "id: &a demo"), instruments.AnchorUsed, ""},
		"alias":               {demo, with("id: demo-checkin", "id: *a"), instruments.AnchorUsed, ""},
		"tag":                 {demo, with("id: demo", "id: !!binary demo"), instruments.AnchorUsed, ""},
		"second document":     {demo, []edit{{main, "", "---\nid: other\n---\nid: third\n"}}, instruments.SecondDocument, ""},
		"unknown key":         {demo, with("minutes: 1", "minute: 1"), instruments.UnknownKey, ""},
		"unknown inner key":   {demo, with("direction: higher", "directoin: higher"), instruments.UnknownKey, ""},
		"unknown cue key":     {demo, []edit{{"cues.fi.yaml", "items:", "item:"}}, instruments.UnknownKey, ""},
		"duplicate key":       {demo, with("version: 1", "version: 1\nversion: 2"), instruments.DuplicateKey, ""},
		"duplicate cue":       {demo, []edit{{"cues.fi.yaml", "  2:", "  1: toinen\n  2:"}}, instruments.DuplicateKey, ""},
		"duplicate in braces": {demo, with("{decimals: 0}", "{decimals: 0, decimals: 1}"), instruments.DuplicateKey, ""},
		"text for a number":   {demo, with("version: 1", "version: first"), instruments.WrongType, ""},
		"a list for a text":   {demo, with("status: released", "status: [a]"), instruments.WrongType, ""},
		"broken indentation":  {demo, with("ages:\n  from", "ages:\n from: 3\n  from"), instruments.NotReadable, ""},
		"an empty file":       {demo, []edit{{"cues.sv.yaml", "items", "# items"}, {"cues.sv.yaml", "", "-"}}, instruments.CueMissing, ""},
	}
}

package workbook_test

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// faults looks for what makes a spreadsheet offer to repair a package, by the rules of ECMA-376 parts 1 and 2 that
// schemas cannot state, and the order of a sheet's elements, which they do.
type faults struct {
	tb     testing.TB
	all    map[string]string
	roots  map[string]*node
	shared []string
	sheets map[string]string // name by part
	list   []string
}

func faultsOf(tb testing.TB, all map[string]string) []string {
	tb.Helper()
	f := &faults{tb: tb, all: all, roots: map[string]*node{}, shared: texts(tb, all), sheets: map[string]string{}}
	for name, text := range all {
		f.roots[name] = parse(tb, name, text)
	}
	f.contentTypes()
	for name := range all {
		f.relations(name)
	}
	f.workbook()
	for part := range f.sheets {
		f.sheet(part)
	}
	f.tables()
	f.drawings()
	slices.Sort(f.list)
	return f.list
}

func (f *faults) say(format string, args ...any) {
	f.list = append(f.list, fmt.Sprintf(format, args...))
}

func (f *faults) contentTypes() {
	defaults, parts := map[string]bool{}, map[string]bool{}
	for _, k := range f.roots["[Content_Types].xml"].kids {
		if k.name == "Default" {
			defaults[k.attrs["Extension"]] = true
			continue
		}
		name := strings.TrimPrefix(k.attrs["PartName"], "/")
		if parts[name] {
			f.say("%s has two types", name)
		}
		if parts[name] = true; f.all[name] == "" {
			f.say("%s has a type and is not there", name)
		}
	}
	for name := range f.all {
		if !parts[name] && !defaults[strings.TrimPrefix(path.Ext(name), ".")] {
			f.say("%s has no type", name)
		}
	}
}

// relations checks that each link leads to a part, each id that a part uses is a link of it, and no link is for nothing.
func (f *faults) relations(part string) {
	links := f.roots[relationsOf(part)]
	known := map[string]bool{}
	if links != nil {
		for _, k := range links.kids {
			if known[k.attrs["Id"]] {
				f.say("%s: two links are called %s", part, k.attrs["Id"])
			}
			known[k.attrs["Id"]] = true
			if to := target(part, k.attrs["Target"]); f.all[to] == "" {
				f.say("%s leads to %s, which is not there", part, to)
			}
		}
	}
	var walk func(n *node)
	walk = func(n *node) {
		for _, key := range []string{"id:id", "id:embed", "id:link"} {
			if id, ok := n.attrs[key]; ok && !known[id] {
				f.say("%s: %s uses %s, which is no link", part, n.name, id)
			}
		}
		for _, k := range n.kids {
			walk(k)
		}
	}
	walk(f.roots[part])
}

var validName = regexp.MustCompile(`^(_xlnm\.(Print_Area|Print_Titles)|[A-Za-z_][A-Za-z0-9_]{3,254})$`)

func (f *faults) workbook() {
	root := f.roots["xl/workbook.xml"]
	names, ids := map[string]bool{}, map[string]bool{}
	for _, s := range root.one("sheets").kids {
		name := s.attrs["name"]
		if n := utf8.RuneCountInString(name); n == 0 || n > 31 || strings.ContainsAny(name, `[]:*?/\`) || strings.Trim(name, "'") != name {
			f.say("sheet name %q", name)
		}
		if names[strings.ToLower(name)] || ids[s.attrs["sheetId"]] {
			f.say("sheet %q or its id is there twice", name)
		}
		names[strings.ToLower(name)], ids[s.attrs["sheetId"]] = true, true
		if state, ok := s.attrs["state"]; ok && state != "visible" {
			f.say("sheet %q is %s", name, state)
		}
		for _, k := range f.roots["xl/_rels/workbook.xml.rels"].kids {
			if k.attrs["Id"] == s.attrs["id:id"] {
				f.sheets[target("xl/workbook.xml", k.attrs["Target"])] = name
			}
		}
	}
	seen := map[string]bool{}
	for _, d := range root.all("definedName") {
		name := d.attrs["name"]
		if key := strings.ToLower(name) + " " + d.attrs["localSheetId"]; !validName.MatchString(name) || seen[key] {
			f.say("defined name %q", name)
		} else {
			seen[key] = true
		}
		f.refers("defined name "+name, d.text)
	}
}

var sheetOf = regexp.MustCompile(`'((?:[^']|'')*)'!`)

// refers checks that a reference names sheets that are there.
func (f *faults) refers(what, ref string) {
	found := sheetOf.FindAllStringSubmatch(ref, -1)
	for _, m := range found {
		name := strings.ReplaceAll(m[1], "''", "'")
		if !slices.Contains(mapValues(f.sheets), name) {
			f.say("%s refers to sheet %q", what, name)
		}
	}
	if len(found) == 0 {
		f.say("%s refers to %q", what, ref)
	}
}

func mapValues(m map[string]string) (list []string) {
	for _, v := range m {
		list = append(list, v)
	}
	return list
}

func (f *faults) tables() {
	ids, names := map[string]bool{}, map[string]bool{}
	for _, d := range f.roots["xl/workbook.xml"].all("definedName") {
		names[strings.ToLower(d.attrs["name"])] = true
	}
	for name, root := range f.roots {
		if !strings.HasPrefix(name, "xl/tables/") {
			continue
		}
		id, called := root.attrs["id"], root.attrs["displayName"]
		if ids[id] || names[strings.ToLower(called)] || !validName.MatchString(called) {
			f.say("%s: id %s or name %q is not its own", name, id, called)
		}
		ids[id], names[strings.ToLower(called)] = true, true
	}
}

func (f *faults) drawings() {
	for name, root := range f.roots {
		if strings.HasPrefix(name, "xl/charts/chart") {
			for _, ref := range root.all("f") {
				f.refers(name, ref.text)
			}
		}
		if !strings.HasPrefix(name, "xl/drawings/drawing") {
			continue
		}
		ids := map[string]bool{}
		for _, p := range root.all("cNvPr") {
			if ids[p.attrs["id"]] {
				f.say("%s: two drawings have id %s", name, p.attrs["id"])
			}
			if ids[p.attrs["id"]] = true; p.attrs["descr"] == "" {
				f.say("%s: a drawing without words for those who do not see it", name)
			}
		}
	}
}

package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// pack holds the parts of a package in memory, as the library hands them over. Kept as they are, they can be put in
// order and completed before the package is written, and nothing has to be unpacked again.
type pack struct {
	names []string
	parts map[string]*bytes.Buffer
}

var _ excelize.ZipWriter = (*pack)(nil)

// Create begins a part.
func (p *pack) Create(name string) (io.Writer, error) {
	if p.parts[name] != nil {
		return nil, &fs.PathError{Op: "create", Path: name, Err: fs.ErrExist}
	}
	b := new(bytes.Buffer)
	p.names, p.parts[name] = append(p.names, name), b
	return b, nil
}

// AddFS is not used by workbooks.
func (p *pack) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close ends nothing: the parts are in memory.
func (p *pack) Close() error { return nil }

// edit replaces a part by what change makes of it.
func (p *pack) edit(match func(string) bool, change func(string) string) {
	for _, name := range p.names {
		if match(name) {
			p.parts[name] = bytes.NewBufferString(change(p.parts[name].String()))
		}
	}
}

const contentTypesPart = "[Content_Types].xml"

// writeTo writes the parts in order of their names, the list of contents first, all of the same day: the same parts
// give the same bytes.
func (p *pack) writeTo(w io.Writer, made time.Time) error {
	slices.SortFunc(p.names, func(a, b string) int { return strings.Compare(inOrder(a), inOrder(b)) })
	z := newZip(w)
	for _, name := range p.names {
		part, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: made})
		if err != nil {
			return err
		}
		if _, err := p.parts[name].WriteTo(part); err != nil {
			return err
		}
	}
	return z.Close()
}

// inOrder is a part's name as it is sorted: the list of contents before all others.
func inOrder(name string) string { return strings.TrimPrefix(name, contentTypesPart) }

var (
	contentType = regexp.MustCompile(`<(Default|Override) [^>]*(/>|></(Default|Override)>)`)
	partUID     = regexp.MustCompile(` xr:uid="[^"]*"`)
	filter      = regexp.MustCompile(`<autoFilter [^>]*(/>|></autoFilter>)`)
	chartLang   = regexp.MustCompile(`( lang|<lang val)="[^"]*"( altLang="[^"]*")?`)
)

// tidy puts the list of contents in order, names the charts' language, and takes out the library's own marks, which
// say nothing about the report, and the buttons of filters, which would stand on the words of headers.
func (p *pack) tidy(language string) {
	p.edit(func(name string) bool { return name == contentTypesPart }, func(s string) string {
		all := contentType.FindAllString(s, -1)
		slices.Sort(all) // defaults come before overrides
		from, to := strings.Index(s, all[0]), strings.LastIndex(s, "</Types>")
		for _, one := range all {
			from = min(from, strings.Index(s, one))
		}
		return s[:from] + strings.Join(all, "") + s[to:]
	})
	p.edit(inFolder("xl/tables/"), func(s string) string { return filter.ReplaceAllString(s, "") })
	p.edit(inFolder("xl/charts/"), func(s string) string { return chartLang.ReplaceAllString(s, `$1="`+language+`"`) })
	p.edit(func(name string) bool { return strings.HasSuffix(name, ".xml") }, func(s string) string {
		return partUID.ReplaceAllString(s, "")
	})
}

func inFolder(folder string) func(string) bool {
	return func(name string) bool { return strings.HasPrefix(name, folder) }
}

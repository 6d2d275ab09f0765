package importer

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// archive is a zip or workbook held in memory. All that is unpacked from it together stays within the limit.
type archive struct {
	files map[string]*zip.File // by name in lower case, without a leading slash
	names []string             // as written, in the order of the file
	left  int64
	limit int
}

// openArchive opens a zip. Nothing is unpacked yet.
func openArchive(data []byte, limits Limits) (*archive, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &Error{Problem: DamagedArchive}
	}
	if len(r.File) > limits.Items {
		return nil, &Error{Problem: TooMany, Limit: limits.Items}
	}
	a := &archive{files: map[string]*zip.File{}, left: int64(limits.Bytes), limit: limits.Bytes}
	for _, f := range r.File {
		a.files[archiveKey(f.Name)] = f
		a.names = append(a.names, f.Name)
	}
	return a, nil
}

func archiveKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// has reports whether a file is in the archive.
func (a *archive) has(name string) bool { return a.files[archiveKey(name)] != nil }

// read unpacks one file. It is nil when there is none; what a header says of its size is not believed.
func (a *archive) read(name string) ([]byte, error) {
	f := a.files[archiveKey(name)]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, &Error{Problem: DamagedArchive, Detail: clean(name)}
	}
	defer func() { _ = r.Close() }() // opened for reading only
	data, err := io.ReadAll(io.LimitReader(r, a.left+1))
	if err != nil {
		return nil, &Error{Problem: DamagedArchive, Detail: clean(name)}
	}
	if int64(len(data)) > a.left {
		return nil, &Error{Problem: TooLarge, Limit: a.limit, Detail: clean(name)}
	}
	a.left -= int64(len(data))
	return data, nil
}

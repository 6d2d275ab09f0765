package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
)

// source is a file being read, whole and within the limits.
type source struct {
	name   string // as the user calls it; used for guessing names, never for telling formats apart
	data   []byte
	whole  []byte // the file as it is, where data is a conversion of it; nil: data
	beside fs.FS  // the folder it lies in; nil: none
	limits Limits
}

// draft begins a draft of a format.
func (s *source) draft(format Format) *Draft {
	data := s.data
	if s.whole != nil {
		data = s.whole
	}
	sum := sha256.Sum256(data)
	return &Draft{Format: format, FileHash: hex.EncodeToString(sum[:])}
}

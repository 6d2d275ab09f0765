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
	beside fs.FS // the folder it lies in; nil: none
	limits Limits
}

// draft begins a draft of a format.
func (s *source) draft(format Format) *Draft {
	sum := sha256.Sum256(s.data)
	return &Draft{Format: format, FileHash: hex.EncodeToString(sum[:])}
}

package bundle

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"regexp"
)

// Kinds of records in the stream.
const (
	kindManifest        = 1
	kindVersions        = 2
	kindAdministrations = 3
	kindFile            = 4
	kindWording         = 5
	kindTrailer         = 255
)

// The plain text begins with the magic and the version of the format; what follows is deflated.
const (
	magic      = "mittari bundle\n"
	introSize  = len(magic) + 1
	frameSize  = 5        // kind and length in front of a record
	mostRecord = 16 << 20 // no record is longer
)

// What goes into one block at most.
const (
	blockRecords = 1000
	blockBytes   = 512 << 10
)

const trailerSize = 8 + sha256.Size + ed25519.SignatureSize

// signed is what the signature is over: the manifest, the number of records and the digest of everything before the
// trailer.
func signed(manifest []byte, count uint64, digest []byte) []byte {
	sum := sha256.Sum256(manifest)
	b := append([]byte("mittari bundle signature 1\x00"), sum[:]...)
	b = binary.BigEndian.AppendUint64(b, count)
	return append(b, digest...)
}

// filePath is what a file in a bundle may be called: the files of one version of one definition.
var filePath = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}/[1-9][0-9]{0,3}/(instrument|cues\.(fi|sv|en)|cases|wording\.(fi|sv|en))\.yaml$`)

// mostFile is the longest file.
const mostFile = 4 << 20

func (f File) allowed() bool { return filePath.MatchString(f.Path) && len(f.Content) <= mostFile }

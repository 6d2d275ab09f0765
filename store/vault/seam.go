package vault

import "github.com/mittari/mittari/store/internal/physical"

// Short names for what stands between a vault and the operating system.
type (
	seam      = physical.Seam
	operation = physical.Operation
)

const (
	opRead     = physical.Read
	opWrite    = physical.Write
	opTruncate = physical.Truncate
	opSync     = physical.Sync
	opDelete   = physical.Delete
)

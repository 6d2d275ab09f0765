package vault

import "testing"

// asAnybody has nothing to do: nobody writes to a file that is marked read-only.
func asAnybody(*testing.T, string) {}

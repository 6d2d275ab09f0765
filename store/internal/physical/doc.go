// Package physical is the seam between the encrypted file and the operating system, for tests of package store's
// folders: they see every operation on a file as it lies on the disk, and may refuse it. Nothing outside of them can
// name its types, so no program can hang a seam on a vault by mistake.
package physical

//go:build !windows

package vault

import "syscall"

func noSpace() error { return syscall.ENOSPC }

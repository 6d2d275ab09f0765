//go:build unix

package main

import "syscall"

// noCoreDump keeps the memory of a crashed program, with its keys and answers, off the disk. Where the system refuses,
// the program runs all the same: a core dump is made only if somebody has asked for them.
func noCoreDump() { _ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }

//go:build race

package instruments_test

// slower is how many times longer everything may take: the race detector costs about that.
const slower = 10

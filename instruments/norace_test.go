//go:build !race

package instruments_test

// slower is how many times longer everything may take.
const slower = 1

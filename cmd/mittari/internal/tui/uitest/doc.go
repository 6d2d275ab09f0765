// Package uitest drives screens in tests with the words a person would use: press, type, paste, see. It runs
// commands at once and in order, without a terminal and without waiting, so a test says exactly when work is done.
package uitest

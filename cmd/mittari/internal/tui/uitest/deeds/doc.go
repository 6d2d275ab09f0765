// Package deeds is what a worker may do on the screens that write, key by key, and how to tell from the file afterwards
// that it was done. Tests play the deeds in the app and in the real program, and then cut the power or kill it.
package deeds

// Package transfer is what the screens of exchange share: long work that shows how far it is and can be stopped, and
// refusals in the words of the app instead of those of the command line.
package transfer

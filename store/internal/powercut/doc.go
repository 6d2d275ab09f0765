// Package powercut makes images of the disk as a power cut would leave it, for the tests of package store's folders.
//
// A [Recorder] hangs on a vault and writes down every physical operation, with marks in between where the program was
// told that something is saved. [Image] builds from it the files that a cut would leave: everything up to a file's
// last sync is there; each later write is there, missing, or torn at 512-byte sectors, independently. [Only] spoils a
// single write or sync. Creating and deleting files is taken to be atomic, and a write to leave the bytes around it
// alone.
package powercut

// Package settings changes what holds for the whole record: language, lock, PIN and the words shown to the worker on a
// risk answer; and what holds for one person at one computer: colours, charts, mouse and the folder for files, which are
// kept outside the record. It also says where the file is.
package settings

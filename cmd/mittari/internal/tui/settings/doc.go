// Package settings changes what holds for the whole workspace: language, lock, PIN and the words shown to the worker on
// a risk answer. It also says where the file is.
package settings

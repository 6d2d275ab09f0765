// Package families is the list of families with a filter that follows the typing.
package families

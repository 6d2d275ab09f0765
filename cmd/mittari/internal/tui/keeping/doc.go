// Package keeping is how the file is kept safe: when the last backup was made, the keys that open it, and a page for
// each thing that is done about them. Bringing a backup back and putting the file under a new key need the file closed:
// they are commands, and the screen names them.
package keeping

// Package unlock asks for the passphrase, or for the recovery code. It shows nothing of what is in the file.
package unlock

// Package config decides where the program's files lie and reads its few settings: a strict YAML file in the
// user's configuration folder, over which the flags of the command line go. It holds no secrets, ever: neither
// the file nor the environment can carry a passphrase.
//
// What a worker sets in the program for everybody at a record, such as idle time before locking, is kept inside the
// workspace. What is a matter of one's own eyes, hands and computer (Taste) the program writes into this file itself.
package config

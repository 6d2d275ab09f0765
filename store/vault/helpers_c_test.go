package vault

import "modernc.org/libc"

// readWhole returns a task for withMain that copies the file as it lies on the disk.
func readWhole(out *[]byte) func(*libc.TLS, *file) error {
	return func(tls *libc.TLS, main *file) error {
		size, rc := main.psize(tls)
		if rc != rcOK {
			return resultError(rc)
		}
		*out = make([]byte, size)
		_, err := physicalReader{tls, main}.ReadAt(*out, 0)
		return err
	}
}

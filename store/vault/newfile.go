package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// disk is how new files are written; tests replace parts of it.
type disk struct {
	write func(*os.File, []byte) (int, error)
	sync  func(*os.File) error
	link  func(from, to string) error
}

func realDisk() disk {
	return disk{write: (*os.File).Write, sync: (*os.File).Sync, link: os.Link}
}

// Create makes a new vault at path with one slot per secret, and returns its key. Nothing is ever
// overwritten (ErrExists), and after any failure there is no file. It takes as long as the KDFs of all
// secrets together. A vault wants at least two secrets, say passphrase and recovery code: one that is
// forgotten cannot be restored by anybody.
func Create(path string, secrets []Secret) (*Key, error) { return create(path, secrets, realDisk()) }

func create(path string, secrets []Secret, d disk) (*Key, error) {
	secrets, err := checkSecrets(secrets)
	if err != nil {
		return nil, err
	}
	if err := mustNotExist(path); err != nil {
		return nil, err
	}
	k, h, err := newHeader(secrets)
	if err != nil {
		return nil, err
	}
	content, err := emptyVault(h, k)
	if err != nil {
		return nil, err
	}
	tmp, err := d.writePartial(path, content)
	if err != nil {
		return nil, fmt.Errorf("create vault: %w", classifySystem(err))
	}
	if err := d.publish(tmp, path); err != nil {
		return nil, fmt.Errorf("create vault: %w", err)
	}
	return k, nil
}

// newHeader makes a new data key and the header of a file that locks it with each of the secrets.
func newHeader(secrets []Secret) (*Key, *header, error) {
	k := newKey()
	h := &header{vaultID: k.vaultID, fileID: newID(), gen: 1}
	for _, s := range secrets {
		if err := h.lock(s, k); err != nil {
			return nil, nil, err
		}
	}
	return k, h, nil
}

// emptyVault is the whole content of a new vault: two header copies and page 1.
func emptyVault(h *header, k *Key) ([]byte, error) {
	s, err := newSealer(k, h.fileID, kindMain)
	if err != nil {
		return nil, err
	}
	one := h.encode(k)
	page := make([]byte, pageSize)
	s.seal(page, emptyDatabase()[:usable], unitPage, 0)
	return append(append(one, one...), page...), nil
}

func mustNotExist(path string) error {
	_, err := os.Lstat(path)
	switch {
	case err == nil:
		return fmt.Errorf("%w: %s", ErrExists, path)
	case errors.Is(err, fs.ErrNotExist):
		return nil
	default:
		return fmt.Errorf("look for %s: %w", path, err)
	}
}

// writePartial writes and syncs content to a new file beside path and returns its name.
func (d disk) writePartial(path string, content []byte) (_ string, err error) {
	name := fmt.Sprintf("%s.partial-%x", path, newID())
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
		if err != nil {
			_ = os.Remove(name)
		}
	}()
	if _, err := d.write(f, content); err != nil {
		return "", err
	}
	return name, d.sync(f)
}

// publish gives the finished file tmp its real name, if that is still free, and makes the name durable.
// On failure tmp is removed.
func (d disk) publish(tmp, path string) error {
	err := d.link(tmp, path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		// No hard links here, as on FAT. Between the look and the renaming somebody else might create
		// the file; nothing better exists there.
		if err = mustNotExist(path); err == nil {
			err = os.Rename(tmp, path)
		}
	}
	_ = os.Remove(tmp) // gone already after renaming
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w: %s", ErrExists, path)
	}
	if err != nil {
		return classifySystem(err)
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes the names in a directory durable. Windows has no such call and does not need it.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync directory: %w", err)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sync directory: %w", err)
	}
	return nil
}

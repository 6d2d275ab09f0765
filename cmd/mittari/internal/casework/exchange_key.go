package casework

import "github.com/mittari/mittari/store/bundle"

// MarkOfKey is the fingerprint of a recipient's public key, to be compared on the telephone. A text that is not such a
// key is the bundle package's error.
func MarkOfKey(key string) (bundle.Mark, error) {
	if err := bundle.CheckRecipient(key); err != nil {
		return bundle.Mark{}, err
	}
	return bundle.MarkOf(key), nil
}

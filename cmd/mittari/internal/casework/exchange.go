package casework

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

// exchangeState is what a file keeps about exchange. It never leaves the file.
type exchangeState struct {
	Identity   string // secret key for receiving
	Seed       []byte // of the key for signing
	Evaluator  bool   `json:",omitempty"` // the file holds pseudonymous records and nothing else
	Recipients []recipient
	Senders    []sender
	Received   []receipt
	Pseudonyms []byte                  `json:",omitempty"` // key under which ids are mapped for evaluators
	Rounds     int64                   `json:",omitempty"` // bundles made for evaluators
	Shown      map[store.FamilyID]bool `json:",omitempty"` // families in bundles for evaluators; false: taken out again
	Datasets   []DatasetMade           `json:",omitempty"` // that left this file
}

// recipient is somebody bundles are packed for. The zero name: nobody has named it.
type recipient struct {
	Name     string `json:",omitempty"`
	Key      string
	Last     store.Cursor // how far the last bundle went
	LastFrom store.Cursor // where it began
	LastAt   time.Time    `json:",omitzero"`
}

// sender is a file that bundles have come from, with the key it signs with.
type sender struct {
	Workspace store.ID
	Device    store.DeviceID
	Name      string
	Key       []byte
	Since     time.Time
}

// receipt says how much of a bundle has been taken in.
type receipt struct {
	Bundle store.ID
	From   int64 `json:",omitempty"` // number of the first version of it here
	Done   int   // records
	Whole  bool
	At     time.Time
}

// readExchange reads the state and gives a file that has none its keys.
func readExchange(ctx context.Context, x Exchange) (*exchangeState, error) {
	raw, err := x.ExchangeState(ctx)
	if err != nil {
		return nil, err
	}
	s := &exchangeState{}
	if raw != nil {
		if err := json.Unmarshal(raw, s); err != nil {
			return nil, fmt.Errorf("read keys and recipients of bundles: %w", err)
		}
	}
	if s.Identity == "" {
		return s, s.makeKeys()
	}
	return s, nil
}

func (s *exchangeState) makeKeys() error {
	id, err := bundle.NewIdentity()
	if err != nil {
		return err
	}
	s.Identity = id.Secret()
	s.Seed, err = bundle.NewSigner()
	return err
}

func (s *exchangeState) save(ctx context.Context, x Exchange) error {
	raw, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("save keys and recipients of bundles: %w", err)
	}
	return x.SaveExchangeState(ctx, raw)
}

// changeExchange changes the state in one transaction.
func (d *Desk) changeExchange(ctx context.Context, change func(Record, *exchangeState) error) error {
	return d.rec.Batch(ctx, func(r Record) error {
		s, err := readExchange(ctx, r)
		if err != nil {
			return err
		}
		if err := change(r, s); err != nil {
			return err
		}
		return s.save(ctx, r)
	})
}

// Address is where bundles for this file are to be packed to, and the fingerprints that two people compare.
type Address struct {
	Recipient string      // public key for receiving
	Mark      bundle.Mark // of the recipient
	Signer    bundle.Mark // of the key this file signs with
	Evaluator bool        // the file takes pseudonymous bundles only
}

// Address of this file. Its keys are made when they are first asked for.
func (d *Desk) Address(ctx context.Context) (Address, error) {
	var a Address
	err := d.changeExchange(ctx, func(_ Record, s *exchangeState) error {
		id, err := bundle.ParseIdentity(s.Identity)
		if err != nil {
			return err
		}
		key, err := bundle.SignerOf(s.Seed)
		if err != nil {
			return err
		}
		a = Address{
			Recipient: id.Recipient(), Mark: bundle.MarkOf(id.Recipient()), Signer: signerMark(key), Evaluator: s.Evaluator,
		}
		return nil
	})
	return a, err
}

// Correspondent is somebody bundles are packed for.
type Correspondent struct {
	Name      string
	Recipient string
	Mark      bundle.Mark
	Packed    time.Time // when the last bundle was packed; zero: none yet
}

// Correspondents lists those with a name, in the order in which they were added.
func (d *Desk) Correspondents(ctx context.Context) ([]Correspondent, error) {
	s, err := readExchange(ctx, d.rec)
	if err != nil {
		return nil, err
	}
	var out []Correspondent
	for _, r := range s.Recipients {
		if r.Name != "" {
			out = append(out, Correspondent{Name: r.Name, Recipient: r.Key, Mark: bundle.MarkOf(r.Key), Packed: r.LastAt})
		}
	}
	return out, nil
}

// NameRecipient remembers a public key under a name. A name that stands for another key is ErrNameTaken.
func (d *Desk) NameRecipient(ctx context.Context, name, key string) error {
	if name == "" || bundle.CheckRecipient(name) == nil {
		return ErrBadName
	}
	if found := store.CheckFreeText(name); len(found) > 0 {
		return &store.FreeTextError{Findings: found}
	}
	if err := bundle.CheckRecipient(key); err != nil {
		return err
	}
	return d.changeExchange(ctx, func(r Record, s *exchangeState) error {
		if old := s.named(name); old != nil && old.Key != key {
			return ErrNameTaken
		}
		s.recipient(key).Name = name
		return d.logTo(ctx, r, store.ActSetting, store.FamilyID{}, "recipient "+name, bundle.MarkOf(key).Hex)
	})
}

func (s *exchangeState) named(name string) *recipient {
	for i := range s.Recipients {
		if s.Recipients[i].Name == name {
			return &s.Recipients[i]
		}
	}
	return nil
}

// recipient finds a public key, or adds it.
func (s *exchangeState) recipient(key string) *recipient {
	for i := range s.Recipients {
		if s.Recipients[i].Key == key {
			return &s.Recipients[i]
		}
	}
	s.Recipients = append(s.Recipients, recipient{Key: key})
	return &s.Recipients[len(s.Recipients)-1]
}

// keys are what this file opens bundles with.
func (s *exchangeState) keys(passphrase string) (bundle.Keys, error) {
	id, err := bundle.ParseIdentity(s.Identity)
	return bundle.Keys{Identity: id, Passphrase: passphrase}, err
}

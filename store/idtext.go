package store

import (
	"fmt"

	"github.com/google/uuid"
)

// Ids stand as UUIDs in JSON; the zero id is empty.

// idText is the text of an id in JSON.
func idText(i ID) ([]byte, error) {
	if i == (ID{}) {
		return []byte{}, nil
	}
	return i.MarshalText()
}

// parseID reads what idText wrote.
func parseID(text []byte) (ID, error) {
	if len(text) == 0 {
		return ID{}, nil
	}
	i, err := uuid.ParseBytes(text)
	if err != nil {
		return ID{}, fmt.Errorf("read id: %w", err)
	}
	return i, nil
}

// MarshalText implements encoding.TextMarshaler.
func (i RegionID) MarshalText() ([]byte, error) { return idText(ID(i)) }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *RegionID) UnmarshalText(text []byte) (err error) {
	*(*ID)(i), err = parseID(text)
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (i TeamID) MarshalText() ([]byte, error) { return idText(ID(i)) }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *TeamID) UnmarshalText(text []byte) (err error) {
	*(*ID)(i), err = parseID(text)
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (i WorkerID) MarshalText() ([]byte, error) { return idText(ID(i)) }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *WorkerID) UnmarshalText(text []byte) (err error) {
	*(*ID)(i), err = parseID(text)
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (i FamilyID) MarshalText() ([]byte, error) { return idText(ID(i)) }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *FamilyID) UnmarshalText(text []byte) (err error) {
	*(*ID)(i), err = parseID(text)
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (i PersonID) MarshalText() ([]byte, error) { return idText(ID(i)) }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *PersonID) UnmarshalText(text []byte) (err error) {
	*(*ID)(i), err = parseID(text)
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (i EpisodeID) MarshalText() ([]byte, error) { return idText(ID(i)) }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *EpisodeID) UnmarshalText(text []byte) (err error) {
	*(*ID)(i), err = parseID(text)
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (i AdministrationID) MarshalText() ([]byte, error) { return idText(ID(i)) }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *AdministrationID) UnmarshalText(text []byte) (err error) {
	*(*ID)(i), err = parseID(text)
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (i MeetingID) MarshalText() ([]byte, error) { return idText(ID(i)) }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *MeetingID) UnmarshalText(text []byte) (err error) {
	*(*ID)(i), err = parseID(text)
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (i EventID) MarshalText() ([]byte, error) { return idText(ID(i)) }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *EventID) UnmarshalText(text []byte) (err error) {
	*(*ID)(i), err = parseID(text)
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (i GoalID) MarshalText() ([]byte, error) { return idText(ID(i)) }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *GoalID) UnmarshalText(text []byte) (err error) {
	*(*ID)(i), err = parseID(text)
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (i DocumentID) MarshalText() ([]byte, error) { return idText(ID(i)) }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *DocumentID) UnmarshalText(text []byte) (err error) {
	*(*ID)(i), err = parseID(text)
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (i OrganisationID) MarshalText() ([]byte, error) { return idText(ID(i)) }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *OrganisationID) UnmarshalText(text []byte) (err error) {
	*(*ID)(i), err = parseID(text)
	return err
}

// MarshalText implements encoding.TextMarshaler.
func (i ProjectID) MarshalText() ([]byte, error) { return idText(ID(i)) }

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *ProjectID) UnmarshalText(text []byte) (err error) {
	*(*ID)(i), err = parseID(text)
	return err
}

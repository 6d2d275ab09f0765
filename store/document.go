package store

import (
	"encoding/json"
	"fmt"
)

// Kinds of nouns that are kept as documents: they are listed by the family or the object that they are about, and have
// no table of their own.
const (
	KindOrganisation    Kind = "organisation"
	KindProject         Kind = "project"
	KindPartnership     Kind = "partnership"
	KindSubProject      Kind = "sub-project"
	KindTarget          Kind = "target"
	KindEstimate        Kind = "estimate"
	KindProtocol        Kind = "protocol"
	KindMethod          Kind = "method"
	KindMethodUsed      Kind = "method-used"
	KindNotice          Kind = "notice"
	KindParticipation   Kind = "participation"
	KindSharing         Kind = "sharing"
	KindParticipant     Kind = "participant"
	KindMissed          Kind = "missed"
	KindAppointment     Kind = "appointment"
	KindRequest         Kind = "request"
	KindNarrative       Kind = "narrative"
	KindPublicIndicator Kind = "public-indicator"
	KindFrozenReport    Kind = "frozen-report"
)

// DocumentID is the id of a document that no other noun points at.
type DocumentID ID

// Ids of documents that other nouns point at.
type (
	OrganisationID ID
	ProjectID      ID
)

// String forms, used in logs and files.
func (i DocumentID) String() string     { return ID(i).String() }
func (i OrganisationID) String() string { return ID(i).String() }
func (i ProjectID) String() string      { return ID(i).String() }

// Placement says where a document belongs. At most one of Person, Episode and Family is set: they name the family, and
// the document goes when the family is erased. Owner is what it is listed by besides.
type Placement struct {
	Kind    Kind
	ID      ID
	Person  PersonID
	Episode EpisodeID
	Family  FamilyID
	Owner   ID
	Day     Date
}

// Document is a noun that is kept as a document.
type Document interface {
	Validate() error
	Place() Placement
}

// DecodeDocument reads the body of a version. A kind that is not a document's, or that this program does not know, is
// ErrRefused.
func DecodeDocument(kind Kind, body []byte) (Document, error) {
	switch kind {
	case KindOrganisation:
		return decodeDocument[Organisation](body)
	case KindProject:
		return decodeDocument[Project](body)
	case KindPartnership:
		return decodeDocument[Partnership](body)
	case KindSubProject:
		return decodeDocument[SubProject](body)
	case KindTarget:
		return decodeDocument[Target](body)
	case KindEstimate:
		return decodeDocument[Estimate](body)
	case KindProtocol:
		return decodeDocument[ProtocolInForce](body)
	case KindMethod:
		return decodeDocument[Method](body)
	case KindMethodUsed:
		return decodeDocument[MethodUsed](body)
	case KindNotice:
		return decodeDocument[Notice](body)
	case KindParticipation:
		return decodeDocument[Participation](body)
	case KindSharing:
		return decodeDocument[Sharing](body)
	case KindParticipant:
		return decodeDocument[Participant](body)
	case KindMissed:
		return decodeDocument[Missed](body)
	case KindAppointment:
		return decodeDocument[Appointment](body)
	case KindRequest:
		return decodeDocument[Request](body)
	case KindNarrative:
		return decodeDocument[NarrativeBlock](body)
	case KindPublicIndicator:
		return decodeDocument[PublicIndicator](body)
	case KindFrozenReport:
		return decodeDocument[FrozenReport](body)
	default:
		return nil, fmt.Errorf("%w: kind %s", ErrRefused, kind)
	}
}

func decodeDocument[T Document](body []byte) (Document, error) {
	var d T
	if err := json.Unmarshal(body, &d); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return d, nil
}

package sqlite_test

import (
	"errors"
	"testing"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

func document(n uint64) store.DocumentID { return storetest.ID[store.DocumentID](n) }

// library is one document of each kind, of the seed's agency and family.
type library struct {
	Organisation  store.Organisation
	Project       store.Project
	Partnership   store.Partnership
	SubProject    store.SubProject
	Target        store.Target
	Estimate      store.Estimate
	Protocol      store.ProtocolInForce
	Method        store.Method
	MethodUsed    store.MethodUsed
	Notice        store.Notice
	Participation store.Participation
	Sharing       store.Sharing
	Participant   store.Participant
	Missed        store.Missed
	Appointment   store.Appointment
	Request       store.Request
	Public        store.PublicIndicator
	Frozen        store.FrozenReport
	Narrative     store.NarrativeBlock
}

func newLibrary(t *testing.T, s storetest.Seed) library {
	t.Helper()
	from, to := storetest.Day(t, "2026-01-01"), storetest.Day(t, "2026-12-31")
	project, org := storetest.ID[store.ProjectID](900), storetest.ID[store.OrganisationID](901)
	return library{
		Organisation:  store.Organisation{ID: org, Name: "Hyvinvointialue", From: from},
		Project:       store.Project{ID: project, Name: "Hanke", Code: "S1", Decision: "D-1", From: from, To: to},
		Partnership:   store.Partnership{ID: document(902), Project: project, Organisation: org, Part: store.PartLead, Share: 0.2, From: from},
		SubProject:    store.SubProject{ID: document(903), Project: project, Team: s.Team.ID, Name: "Etelä-Savo", From: from},
		Target:        store.Target{ID: document(904), Project: project, Indicator: "EECO01", Value: 120, From: from, To: to, Source: "plan"},
		Estimate:      store.Estimate{ID: document(905), Project: project, Team: s.Team.ID, Indicator: "EECO17", From: from, To: to, Women: 3, Basis: "municipality"},
		Protocol:      store.ProtocolInForce{ID: document(906), Team: s.Team.ID, From: from, Protocol: store.DefaultProtocol()},
		Method:        store.Method{ID: document(907), Code: "PT", Name: "perhetyö"},
		MethodUsed:    store.MethodUsed{ID: document(908), Episode: s.Episode.ID, Method: document(907), From: s.Episode.Start, Planned: 12},
		Notice:        store.Notice{ID: document(909), Person: s.Girl.ID, Date: s.Episode.Start, Version: store.NoticeOlder, How: store.NoticePaper, Worker: s.Worker.ID},
		Participation: store.Participation{ID: document(910), Person: s.Girl.ID, Date: s.Episode.Start, Decision: store.TakesPart},
		Sharing:       store.Sharing{ID: document(911), Person: s.Girl.ID, Date: s.Episode.Start, Topic: store.TopicGoals, Guardian: s.Guardian.ID, Allowed: true},
		Participant:   store.Participant{ID: document(912), Project: project, Team: s.Team.ID, Person: s.Girl.ID, Type: store.YoungParticipant, Age: store.Under18, Labour: store.Inactive, Entry: s.Episode.Start},
		Missed:        store.Missed{ID: document(913), Episode: s.Episode.ID, Person: s.Girl.ID, Instrument: "yp-core", Wave: store.Start, Reason: store.NotOffered, Noted: to},
		Appointment:   agreed(s, storetest.Day(t, "2026-04-15")),
		Request:       store.Request{ID: document(914), Family: s.Family.ID, Kind: store.AskExtract, Received: from},
		Public:        storetest.PublicIndicator(t),
		Frozen:        storetest.FrozenReport(t),
		Narrative:     store.NarrativeBlock{ID: document(915), Project: project, Key: "wp-3", Lang: "fi", Text: "Malli kuvattiin.", Written: from},
	}
}

// agreed is the seed's next meeting, agreed at the start.
func agreed(s storetest.Seed, on store.Date) store.Appointment {
	a := store.AppointmentOf(s.Episode.ID)
	a.Date, a.Agreed, a.Worker = on, s.Episode.Start, s.Worker.ID
	return a
}

// shelve saves them all.
func (l library) shelve(t *testing.T, r *storetest.Record) {
	t.Helper()
	ctx := t.Context()
	for _, err := range []error{
		r.SaveOrganisation(ctx, l.Organisation), r.SaveProject(ctx, l.Project), r.SavePartnership(ctx, l.Partnership),
		r.SaveSubProject(ctx, l.SubProject), r.SaveTarget(ctx, l.Target), r.SaveEstimate(ctx, l.Estimate),
		r.SaveProtocol(ctx, l.Protocol), r.SaveMethod(ctx, l.Method), r.SaveMethodUsed(ctx, l.MethodUsed),
		r.SaveNotice(ctx, l.Notice), r.SaveParticipation(ctx, l.Participation), r.SaveSharing(ctx, l.Sharing),
		r.SaveParticipant(ctx, l.Participant), r.SaveMissed(ctx, l.Missed), r.SaveAppointment(ctx, l.Appointment), r.SaveRequest(ctx, l.Request),
		r.SavePublicIndicator(ctx, l.Public), r.SaveFrozenReport(ctx, l.Frozen), r.SaveNarrative(ctx, l.Narrative),
	} {
		must(t, err)
	}
}

// check compares what the file lists, by family and owner, with the library.
func (l library) check(t *testing.T, r *storetest.Record) {
	t.Helper()
	ctx, f, p := t.Context(), r.Seed.Family.ID, l.Project.ID
	wantEqual(t, []store.Organisation{l.Organisation}, got[[]store.Organisation](t)(r.Organisations(ctx)))
	wantEqual(t, []store.Project{l.Project}, got[[]store.Project](t)(r.Projects(ctx)))
	wantEqual(t, []store.Partnership{l.Partnership}, got[[]store.Partnership](t)(r.Partnerships(ctx, p)))
	wantEqual(t, []store.SubProject{l.SubProject}, got[[]store.SubProject](t)(r.SubProjects(ctx, p)))
	wantEqual(t, []store.Target{l.Target}, got[[]store.Target](t)(r.Targets(ctx, p)))
	wantEqual(t, []store.Estimate{l.Estimate}, got[[]store.Estimate](t)(r.Estimates(ctx, store.ProjectID{})))
	wantEqual(t, []store.ProtocolInForce{l.Protocol}, got[[]store.ProtocolInForce](t)(r.Protocols(ctx)))
	wantEqual(t, []store.Method{l.Method}, got[[]store.Method](t)(r.Methods(ctx)))
	wantEqual(t, []store.MethodUsed{l.MethodUsed}, got[[]store.MethodUsed](t)(r.MethodsUsed(ctx, f)))
	wantEqual(t, []store.Notice{l.Notice}, got[[]store.Notice](t)(r.NoticesGiven(ctx, f)))
	wantEqual(t, []store.Participation{l.Participation}, got[[]store.Participation](t)(r.Participations(ctx, f)))
	wantEqual(t, []store.Sharing{l.Sharing}, got[[]store.Sharing](t)(r.Sharings(ctx, f)))
	wantEqual(t, []store.Participant{l.Participant}, got[[]store.Participant](t)(r.Participants(ctx, p)))
	wantEqual(t, []store.Missed{l.Missed}, got[[]store.Missed](t)(r.MissedOccasions(ctx, f)))
	wantEqual(t, []store.Appointment{l.Appointment}, got[[]store.Appointment](t)(r.Appointments(ctx, f)))
	wantEqual(t, []store.Request{l.Request}, got[[]store.Request](t)(r.Requests(ctx, f)))
	wantEqual(t, []store.PublicIndicator{l.Public}, got[[]store.PublicIndicator](t)(r.PublicIndicators(ctx)))
	wantEqual(t, []store.FrozenReport{l.Frozen}, got[[]store.FrozenReport](t)(r.FrozenReports(ctx)))
	wantEqual(t, []store.NarrativeBlock{l.Narrative}, got[[]store.NarrativeBlock](t)(r.Narratives(ctx, p)))
}

func TestDocuments_comeBackAndTravel(t *testing.T) {
	r := storetest.Open(t)
	l := newLibrary(t, r.Seed)
	l.shelve(t, r)
	r.Reopen(t)
	l.check(t, r)
	l.Notice.Edition, l.Target.Value, l.Appointment.Date = "2026-02", 130, l.Appointment.Date.AddDays(7)
	l.shelve(t, r) // changed ones, and the same again
	l.check(t, r)
	c := copyOf(t, r)
	l.check(t, c)
	wantSame(t, r, c)
	none := storetest.ID[store.FamilyID](999)
	wantEqual(t, []store.Notice(nil), got[[]store.Notice](t)(r.NoticesGiven(t.Context(), none)))
}

func TestDocuments_goWithTheirFamily(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	l := newLibrary(t, r.Seed)
	l.shelve(t, r)
	must(t, r.EraseFamily(ctx, r.Seed.Family.ID, storetest.Day(t, "2026-03-31"), "request"))
	wantEqual(t, 0, count(t, r, "SELECT count(*) FROM document WHERE family IS NOT NULL"))
	wantEqual(t, 11, count(t, r, "SELECT count(*) FROM document"))
	wantErr(t, r.SaveNotice(ctx, l.Notice), store.ErrNotFound)
	wantErr(t, r.SaveRequest(ctx, l.Request), store.ErrErased)
}

func TestDocuments_stayWithTheirFamily(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	l := newLibrary(t, r.Seed)
	l.shelve(t, r)
	other := r.Seed.Family
	other.ID, other.Code = storetest.ID[store.FamilyID](600), "ES-0043"
	must(t, r.SaveFamily(ctx, other))
	l.Request.Family = other.ID
	wantErr(t, r.SaveRequest(ctx, l.Request), store.ErrConflict)
	l.Notice.Person = storetest.ID[store.PersonID](999)
	wantErr(t, r.SaveNotice(ctx, l.Notice), store.ErrNotFound)
	var invalid *store.InvalidError
	if err := r.SaveNotice(ctx, store.Notice{}); !errors.As(err, &invalid) {
		t.Errorf("an empty notice: %v", err)
	}
}

package sqlite

import (
	"context"

	"github.com/mittari/mittari/store"
)

// Lists are in order of the day they are about; those of all families and of the agency in order of id. Saving inserts,
// or changes the one with the same id.

// SaveOrganisation stores it.
func (w *Workspace) SaveOrganisation(ctx context.Context, v store.Organisation) error {
	return w.saveDocument(ctx, v)
}

// Organisations lists the organisations.
func (w *Workspace) Organisations(ctx context.Context) ([]store.Organisation, error) {
	return allOf[store.Organisation](ctx, w)
}

// SaveProject stores it.
func (w *Workspace) SaveProject(ctx context.Context, v store.Project) error {
	return w.saveDocument(ctx, v)
}

// Projects lists the projects.
func (w *Workspace) Projects(ctx context.Context) ([]store.Project, error) {
	return allOf[store.Project](ctx, w)
}

// SavePartnership stores it.
func (w *Workspace) SavePartnership(ctx context.Context, v store.Partnership) error {
	return w.saveDocument(ctx, v)
}

// Partnerships lists the parts of organisations in a project, or in all for the zero id.
func (w *Workspace) Partnerships(ctx context.Context, id store.ProjectID) ([]store.Partnership, error) {
	return ofOwner[store.Partnership](ctx, w, store.ID(id))
}

// SaveSubProject stores it.
func (w *Workspace) SaveSubProject(ctx context.Context, v store.SubProject) error {
	return w.saveDocument(ctx, v)
}

// SubProjects lists the sub-projects of a project, or of all for the zero id.
func (w *Workspace) SubProjects(ctx context.Context, id store.ProjectID) ([]store.SubProject, error) {
	return ofOwner[store.SubProject](ctx, w, store.ID(id))
}

// SaveTarget stores it.
func (w *Workspace) SaveTarget(ctx context.Context, v store.Target) error {
	return w.saveDocument(ctx, v)
}

// Targets lists the targets of a project, or of all for the zero id.
func (w *Workspace) Targets(ctx context.Context, id store.ProjectID) ([]store.Target, error) {
	return ofOwner[store.Target](ctx, w, store.ID(id))
}

// SaveEstimate stores it.
func (w *Workspace) SaveEstimate(ctx context.Context, v store.Estimate) error {
	return w.saveDocument(ctx, v)
}

// Estimates lists the estimates of a project, or of all for the zero id.
func (w *Workspace) Estimates(ctx context.Context, id store.ProjectID) ([]store.Estimate, error) {
	return ofOwner[store.Estimate](ctx, w, store.ID(id))
}

// SaveProtocol stores it.
func (w *Workspace) SaveProtocol(ctx context.Context, v store.ProtocolInForce) error {
	return w.saveDocument(ctx, v)
}

// Protocols lists the protocols, with the times in which they are in force.
func (w *Workspace) Protocols(ctx context.Context) ([]store.ProtocolInForce, error) {
	return allOf[store.ProtocolInForce](ctx, w)
}

// SaveMethod stores it.
func (w *Workspace) SaveMethod(ctx context.Context, v store.Method) error {
	return w.saveDocument(ctx, v)
}

// Methods lists the methods.
func (w *Workspace) Methods(ctx context.Context) ([]store.Method, error) {
	return allOf[store.Method](ctx, w)
}

// SaveMethodUsed stores it.
func (w *Workspace) SaveMethodUsed(ctx context.Context, v store.MethodUsed) error {
	return w.saveDocument(ctx, v)
}

// MethodsUsed lists the methods that a family got, or all families for the zero id.
func (w *Workspace) MethodsUsed(ctx context.Context, id store.FamilyID) ([]store.MethodUsed, error) {
	return ofFamily[store.MethodUsed](ctx, w, id)
}

// SaveNotice stores it.
func (w *Workspace) SaveNotice(ctx context.Context, v store.Notice) error {
	return w.saveDocument(ctx, v)
}

// NoticesGiven lists the notices given to a family's members, or to everybody for the zero id.
func (w *Workspace) NoticesGiven(ctx context.Context, id store.FamilyID) ([]store.Notice, error) {
	return ofFamily[store.Notice](ctx, w, id)
}

// SaveParticipation stores it.
func (w *Workspace) SaveParticipation(ctx context.Context, v store.Participation) error {
	return w.saveDocument(ctx, v)
}

// Participations lists the decisions about taking part in a family, or in all for the zero id.
func (w *Workspace) Participations(ctx context.Context, id store.FamilyID) ([]store.Participation, error) {
	return ofFamily[store.Participation](ctx, w, id)
}

// SaveSharing stores it.
func (w *Workspace) SaveSharing(ctx context.Context, v store.Sharing) error {
	return w.saveDocument(ctx, v)
}

// Sharings lists the young people's choices in a family, or in all for the zero id.
func (w *Workspace) Sharings(ctx context.Context, id store.FamilyID) ([]store.Sharing, error) {
	return ofFamily[store.Sharing](ctx, w, id)
}

// SaveParticipant stores it.
func (w *Workspace) SaveParticipant(ctx context.Context, v store.Participant) error {
	return w.saveDocument(ctx, v)
}

// Participants lists the participants of a project, or of all for the zero id.
func (w *Workspace) Participants(ctx context.Context, id store.ProjectID) ([]store.Participant, error) {
	return ofOwner[store.Participant](ctx, w, store.ID(id))
}

// SaveMissed stores it.
func (w *Workspace) SaveMissed(ctx context.Context, v store.Missed) error {
	return w.saveDocument(ctx, v)
}

// MissedOccasions lists the noted reasons for missed occasions of a family, or of all for the zero id.
func (w *Workspace) MissedOccasions(ctx context.Context, id store.FamilyID) ([]store.Missed, error) {
	return ofFamily[store.Missed](ctx, w, id)
}

// SaveAppointment stores it.
func (w *Workspace) SaveAppointment(ctx context.Context, v store.Appointment) error {
	return w.saveDocument(ctx, v)
}

// Appointments lists the agreed meetings of a family, or of all for the zero id.
func (w *Workspace) Appointments(ctx context.Context, id store.FamilyID) ([]store.Appointment, error) {
	return ofFamily[store.Appointment](ctx, w, id)
}

// SaveRequest stores it.
func (w *Workspace) SaveRequest(ctx context.Context, v store.Request) error {
	return w.saveDocument(ctx, v)
}

// Requests lists the data subjects' requests of a family, or of all for the zero id.
func (w *Workspace) Requests(ctx context.Context, id store.FamilyID) ([]store.Request, error) {
	return ofFamily[store.Request](ctx, w, id)
}

// SaveNarrative stores it.
func (w *Workspace) SaveNarrative(ctx context.Context, v store.NarrativeBlock) error {
	return w.saveDocument(ctx, v)
}

// Narratives lists the text blocks of a project, or of all for the zero id.
func (w *Workspace) Narratives(ctx context.Context, id store.ProjectID) ([]store.NarrativeBlock, error) {
	return ofOwner[store.NarrativeBlock](ctx, w, store.ID(id))
}

// SavePublicIndicator stores it.
func (w *Workspace) SavePublicIndicator(ctx context.Context, v store.PublicIndicator) error {
	return w.saveDocument(ctx, v)
}

// PublicIndicators lists the public indicators, those taken out of use included.
func (w *Workspace) PublicIndicators(ctx context.Context) ([]store.PublicIndicator, error) {
	return allOf[store.PublicIndicator](ctx, w)
}

// SaveFrozenReport stores it. Its id is made of its content, so that none is ever changed.
func (w *Workspace) SaveFrozenReport(ctx context.Context, v store.FrozenReport) error {
	return w.saveDocument(ctx, v)
}

// FrozenReports lists the frozen reports.
func (w *Workspace) FrozenReports(ctx context.Context) ([]store.FrozenReport, error) {
	return allOf[store.FrozenReport](ctx, w)
}

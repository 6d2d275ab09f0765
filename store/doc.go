// Package store holds the nouns of the case record and the rules they obey. It has no SQL and does no I/O.
//
//	Region ─< Team ─< Membership >─ Worker        Project ─< Partnership >─ Organisation
//	              │                                  └─< SubProject, Target, Estimate, Participant
//	Family ─< Person            Family ─< Meeting, Request
//	   │                        Person ─< Event, Goal, Notice, Participation, Sharing
//	   └─< Episode ─< Administration >─ Person (respondent, subject)
//	          │            └─< ScaleScore, RiskFlag (stored copies that can be computed again)
//	          └─< MethodUsed, Missed
//
// There are no names, addresses, identity codes or exact birth dates anywhere in the record: people are
// known by pseudonymous codes such as ES-0042-N1, and which person a code stands for is written in the
// official client system only. [NewFamilyCode] draws their numbers at random, [CheckFreeText] finds what must
// not be in the few free texts there are. Ids are UUIDv7. Dates of what happened in a family are civil dates;
// instants of the program's own doings are UTC timestamps.
//
// Every noun has Validate, which reports the first rule it breaks as an [InvalidError]. [Protocol] says who answers
// what and when; its PlanCourse compares that with what was given. How an episode stands is told in words (due, done,
// declined, overdue), never as a number. [ProtocolOf] finds the protocol of an episode, [StatusOf] tells of a result,
// [BurdenOf] of the minutes it all takes, [RetentionDue] of what has been kept long enough.
//
// # Several files
//
// Workers on different laptops edit copies of the same record. So every state of a noun that may be edited is a
// [Version] with a [Stamp] and the stamps of the versions it replaces; [Leaves] are those that nothing replaces, the
// greatest is in force, and several that say different things are a conflict ([Fork]) for a person to settle.
// Administrations are never edited: two contents of one revision are rivals, and [Given.Beats] says which one stands.
// An erased family's tombstone beats everything. These rules look at content only, never at what came first, so that
// any two files that have heard the same hold the same.
//
// The body of a version is the JSON of the noun. A field that is added later must be left out when it is zero
// (omitzero), so that what two copies of an older file have in common stays equal.
package store

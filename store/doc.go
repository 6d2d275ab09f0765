// Package store holds the nouns of the case record and the rules they obey. It has no SQL and does no I/O.
//
//	Region ─< Team ─< Membership >─ Worker
//	              │
//	Family ─< Person            Family ─< Meeting
//	   │                        Person ─< Event, Goal
//	   └─< Episode ─< Administration >─ Person (respondent, subject)
//	                       └─< ScaleScore, RiskFlag (stored copies that can be computed again)
//
// There are no names, addresses, identity codes or exact birth dates anywhere in the record: people are
// known by pseudonymous codes such as ES-0042-N1, and which person a code stands for is written in the
// official client system only. [NewFamilyCode] draws their numbers at random, [CheckFreeText] finds what must
// not be in the few free texts there are. Ids are UUIDv7. Dates of what happened in a family are civil dates;
// instants of the program's own doings are UTC timestamps.
//
// Every noun has Validate, which reports the first rule it breaks as an [InvalidError]. [Protocol] says who answers
// what and when; its Plan compares that with what was given. How an episode stands is told in words (due, done,
// declined, overdue), never as a number.
package store

package sqlite

import (
	"context"
	"errors"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/vault"
)

// Step is a migration in tests.
type Step struct {
	Version   int
	Name, SQL string
}

// OpenWith opens with these steps after the first keep shipped ones.
func OpenWith(ctx context.Context, path string, key *vault.Key, o Options, keep int, more ...Step) (*Workspace, error) {
	known, err := migrations()
	if err != nil {
		return nil, err
	}
	known = known[:keep]
	for _, s := range more {
		known = append(known, newMigration(s.Version, s.Name, s.SQL))
	}
	return open(ctx, path, key, o, known)
}

// Shipped is how many migrations there are.
func Shipped() int {
	known, err := migrations()
	if err != nil {
		return -1
	}
	return len(known)
}

// ScreenQueries are the queries that run when a screen opens, or for every answer, by name.
func ScreenQueries() map[string]string {
	families, _ := familyRowsQuery(store.FamilyFilter{})
	newest := seriesOf("administration_newest", true)
	return map[string]string{
		"families":              families,
		"person":                newest + whereSubject,
		"family":                newest + whereFamily,
		"each":                  newest + afterRow,
		"one":                   seriesOf("administration", true) + "WHERE a.id = ? ORDER BY a.revision DESC LIMIT 1",
		"persons":               selectPerson + "WHERE family = ? ORDER BY code",
		"episodes":              selectEpisode + "WHERE family = ? ORDER BY start_date, id",
		"meetings":              selectMeeting + "JOIN episode e ON e.id = m.episode WHERE e.family = ? ORDER BY m.date, m.id",
		"events":                selectEvent + "JOIN person p ON p.id = v.person WHERE p.family = ? ORDER BY v.date, v.id",
		"save draft":            saveDraft,
		"draft":                 selectDraft + "WHERE d.id = ?",
		"log":                   selectLog + "ORDER BY seq DESC LIMIT ?",
		"log of one":            selectLog + "WHERE family = ? ORDER BY seq DESC LIMIT ?",
		"verify log":            selectLog + "WHERE seq > ? ORDER BY seq LIMIT ?",
		"scores":                selectScores,
		"documents of a family": documentsOfFamily,
		"documents of an owner": documentsOfOwner,
		"documents of a kind":   documentsOfAll,
		"versions of one":       selectVersion + "WHERE h.kind = ? AND h.id = ? ORDER BY h.no",
		"versions after":        selectVersion + "WHERE h.no > ? ORDER BY h.no LIMIT ?",
		"versions of a family":  selectVersion + "WHERE h.family = ? ORDER BY h.no",
		"given after":           selectGiven + "WHERE a.no > ? ORDER BY a.no LIMIT ?",
		"given of one":          selectGiven + "WHERE a.no = ?",
		"aside after":           selectAside + "WHERE no > ? ORDER BY no LIMIT ?",
		"aside of a family":     selectAside + "WHERE family = ? ORDER BY no",
		"risks":                 selectRisks,
		"family by code":        selectFamily + "WHERE code = ?",
		"goals":                 selectGoals,
		"family by id":          selectFamily + "WHERE id = ?",
	}
}

// SchemaOf reads the number of a file's schema without migrating it.
func SchemaOf(ctx context.Context, path string, key *vault.Key, version *int) (int, error) {
	v, err := vault.Open(ctx, path, key, vault.Options{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	err = v.DB().QueryRowContext(ctx, "PRAGMA user_version").Scan(version)
	return *version, errors.Join(err, v.Close())
}

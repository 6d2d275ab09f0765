package storetest

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
)

// Household is one of many families like the seed's. Base is a number from which on ids are free for what belongs to
// it; the next family's begins 200 later.
type Household struct {
	Base     uint64
	Girl     store.Person
	Guardian store.Person
	Episode  store.Episode
}

// AddHousehold stores family number i of a crowd: a girl, a guardian and an episode, as in the seed.
func (r *Record) AddHousehold(ctx context.Context, w *sqlite.Workspace, i int) (Household, error) {
	h := Household{Base: uint64(100_000 + i*200), Girl: r.Seed.Girl, Guardian: r.Seed.Guardian, Episode: r.Seed.Episode}
	f := r.Seed.Family
	f.ID, f.Code = ID[store.FamilyID](h.Base), fmt.Sprintf("%s-%04d", [2]string{"KA", "PS"}[i/9999], i%9999+1)
	h.Girl.ID, h.Girl.Family, h.Girl.Code = ID[store.PersonID](h.Base+1), f.ID, f.Code+"-N1"
	h.Guardian.ID, h.Guardian.Family, h.Guardian.Code = ID[store.PersonID](h.Base+2), f.ID, f.Code+"-H1"
	h.Episode.ID, h.Episode.Family = ID[store.EpisodeID](h.Base+3), f.ID
	for _, err := range []error{w.SaveFamily(ctx, f), w.SavePerson(ctx, h.Girl), w.SavePerson(ctx, h.Guardian), w.SaveEpisode(ctx, h.Episode)} {
		if err != nil {
			return Household{}, err
		}
	}
	return h, nil
}

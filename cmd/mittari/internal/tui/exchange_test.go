package tui

import (
	"path/filepath"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// One laptop packs, another takes it in: through the screens, with real files.
func TestABundleGoesFromOneLaptopToAnother(t *testing.T) {
	path := filepath.Join(t.TempDir(), "viikko-47.bundle")
	from := open(t, instruments.Finnish, nil)
	from.Press("7").Sees("age1", "Ketään ei vielä muisteta", "Ristiriidat: ei ratkaistavaa").Press("p", "enter", "enter")
	from.Press("ctrl+u").Type(path).Press("enter").Type("kivi sakset paperi").Press("enter").Type("kivi sakset paperi").Press("enter")
	from.Sees("Paketti on valmis").Press("enter").Sees("Vastaanottajat")

	to := open(t, instruments.Finnish, nil)
	witness := store.Worker{ID: store.WorkerID(store.IDFromCodes(store.KindWorker, "W2")), Code: "W2"}
	if err := to.rec.SaveWorker(t.Context(), witness); err != nil {
		t.Fatal(err)
	}
	to.Press("7", "m").Type(filepath.Dir(path)).Press("enter").Type("väärä").Press("enter").Sees("Tuotavissa 0/1", "salasana on väärä")
	to.Press("esc", "enter", "ctrl+u").Type("kivi sakset paperi").Press("enter").Sees("Tuotavissa 1/1", "viikko-47.bundle")
	to.Press("enter").Type("W2").Press("enter").Sees("ei tuotu", "ensimmäistä kertaa")
	to.Press("v").Sees("Onko sormenjälkeä verrattu").Press("left", "enter")
	to.Sees("viikko-47", "tuotu", "Uusi lähettäjä").Press("enter").Sees("Vastaanottajat")
	entries, err := to.rec.Entries(t.Context(), store.FamilyID{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, e := range entries {
		found = found || e.Action == store.ActImport
	}
	if !found {
		t.Error("taking a bundle in is not in the log")
	}
}

func TestABundleOfThisFileIsNotTakenIn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "oma.bundle")
	h := open(t, instruments.English, nil)
	own, err := h.model.env.Desk.Address(t.Context())
	if err == nil {
		err = h.model.env.Desk.NameRecipient(t.Context(), "self", own.Recipient)
	}
	if err != nil {
		t.Fatal(err)
	}
	h.Press("7", "p", "enter", "enter", "ctrl+u").Type(path).Press("enter", "enter")
	h.Press("m").Type(path).Press("enter", "enter").Sees("0 of 1", "packed from this very file")
}

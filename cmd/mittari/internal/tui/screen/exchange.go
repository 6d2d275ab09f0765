package screen

// Routes of exchange.
type (
	// Exchange is where bundles for this file go to, and what can be done with others.
	Exchange struct{}
	// NewRecipient remembers a public key under a name.
	NewRecipient struct{}
	// PackBundle packs for somebody. To is a remembered name; empty: it is asked.
	PackBundle struct{ To string }
	// MergeBundles takes bundles in.
	MergeBundles struct{}
	// Conflicts are what merging has left to decide.
	Conflicts struct{}
)

func (Exchange) route()     {}
func (NewRecipient) route() {}
func (PackBundle) route()   {}
func (MergeBundles) route() {}
func (Conflicts) route()    {}

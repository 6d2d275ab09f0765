package instruments

// Cues are our own two-to-four-word labels in one language.
type Cues struct {
	Items   map[int]string            `yaml:"items"`   // by item number
	Options map[string]map[int]string `yaml:"options"` // by response set and code
}

// Wording is the full text of one instrument in one language: imported by the user from a licensed copy,
// or our own for a form of class own.
type Wording struct {
	Instrument  ID                        `yaml:"instrument"`
	Lang        Lang                      `yaml:"lang"`
	Informant   Informant                 `yaml:"informant,omitempty"` // empty: the same words for all informants
	Title       string                    `yaml:"title"`
	Instruction string                    `yaml:"instruction,omitempty"`
	Items       map[int]string            `yaml:"items"`   // by item number
	Options     map[string]map[int]string `yaml:"options"` // by response set and code
	Holder      string                    `yaml:"holder"`
	Licence     string                    `yaml:"licence"`
	Source      string                    `yaml:"source"` // name of the file it came from
	FileHash    string                    `yaml:"file_hash,omitempty"`
	// Hash is the SHA-256 in hex over the texts; kept with every administration that showed them.
	Hash string `yaml:"-"`
}

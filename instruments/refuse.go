package instruments

const WrongFolder FindingCode = "wrong-folder"

func (d *Definition) refuse() DefinitionErrors { return nil }

func refuseCases(d *Definition, cases []Case, data []byte) DefinitionErrors { return nil }

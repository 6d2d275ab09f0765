package export

import "github.com/mittari/mittari/export/disclosure"

// protection lists the rules, what was hidden and how it was tested that the rest does not give it away.
func protection(sections []Section, out *disclosure.Outcome) Section {
	rules, proof := out.Rules(), out.Proof()
	s := Section{
		Key: protectionKey, Title: Msg("report.sheet.protection"),
		Paragraphs: []Label{
			Msg("report.protection.intro"),
			Msg("report.protection.count", "min", rules.MinCount, "max", rules.MinCount-1),
			Msg("report.protection.statistic", "min", rules.MinStatistic),
			Msg("report.protection.share", "min", rules.MinWhole, "count", rules.MinCount),
			Msg("report.protection.secondary"),
			Msg("report.protection.worker"),
			Msg("report.protection.proof", "counts", proof.Counts, "sums", proof.Sums, "primary", proof.Primary,
				"secondary", proof.Secondary, "programs", proof.Programs, "max", rules.MinCount-1),
			compared(proof),
		},
	}
	s.Tables = []Table{proofTable(proof), hiddenByTable(sections), hiddenCells(sections)}
	return s
}

// compared says whether earlier reports were looked at. Only those that were frozen can be.
func compared(p disclosure.Proof) Label {
	if p.Earlier == 0 {
		return Msg("report.protection.limit")
	}
	return MsgN("report.protection.compared", p.Earlier)
}

// proofTable is what the attack on the report found, and how far what is hidden is from the least. It is about the
// report and no figure of it, so it has no part in checksums and in differences between reports.
func proofTable(p disclosure.Proof) Table {
	t := Table{Key: "proof", Caption: Msg("report.proof.table"), Columns: []Column{wide(Label{}), wide(Label{})}, Facts: true}
	row := func(key string, l Label) {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Kind: TextCell, Label: Msg("report.proof." + key)}, {Kind: TextCell, Label: l}}})
	}
	number := func(key string, n int) { row(key, Msg("report.proof.n", "n", Number{Value: float64(n)})) }
	number("earlier", p.Earlier)
	number("attacked", p.Attacked)
	number("groups", p.Components)
	number("largest", p.Largest)
	number("programs", p.Programs)
	number("fillings", p.Fillings)
	if p.Attacked > 0 {
		number("narrowest", p.Narrowest)
	}
	number("loss", int(p.Loss))
	row("optimum", leastLoss(p))
	return t
}

// leastLoss says whether less could have been hidden.
func leastLoss(p disclosure.Proof) Label {
	switch {
	case p.Optimal:
		return Msg("report.proof.least")
	case p.Bound > 0:
		return Msg("report.proof.gap", "bound", Number{Value: float64(p.Bound)})
	}
	return Msg("report.proof.unknown")
}

// hides reports whether a cell keeps something from the reader; an empty one does not.
func hides(c Cell) bool { return c.Kind == HiddenCell && c.Hidden != disclosure.Empty }

func hiddenByTable(sections []Section) Table {
	reasons := HidingReasons()
	t := Table{Key: "hidden-by-table", Caption: Msg("report.protection.bytable"), Columns: []Column{
		wide(Msg("report.head.sheet")), wide(Msg("report.head.table")),
	}}
	for _, r := range reasons {
		t.Columns = append(t.Columns, Column{Label: Msg("report.reason." + r.String())})
	}
	for _, s := range sections {
		for i := range s.Tables {
			_, counts := figuresIn(&s.Tables[i])
			if len(counts) == 0 {
				continue
			}
			row := Row{Cells: []Cell{{Kind: TextCell, Label: s.Title}, {Kind: TextCell, Label: s.Tables[i].Caption}}}
			for _, r := range reasons {
				row.Cells = append(row.Cells, Cell{Kind: NumberCell, Value: float64(counts[r])})
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

func hiddenCells(sections []Section) Table {
	t := Table{Key: "hidden-cells", Caption: Msg("report.protection.cells"), Columns: []Column{
		wide(Msg("report.head.sheet")), wide(Msg("report.head.row")), wide(Msg("report.head.column")), wide(Msg("report.head.why")),
	}}
	for _, s := range sections {
		for i := range s.Tables {
			for _, row := range s.Tables[i].Rows {
				for j, c := range row.Cells {
					if hides(c) {
						t.Rows = append(t.Rows, hiddenRow(s.Title, &s.Tables[i], row, j))
					}
				}
			}
		}
	}
	return t
}

func hiddenRow(sheet Label, t *Table, row Row, column int) Row {
	name := row.Cells[0].Label
	if len(row.Cells) > 1 && row.Cells[1].Kind == TextCell {
		name = Join(" · ", name, row.Cells[1].Label)
	}
	return Row{Cells: []Cell{
		{Kind: TextCell, Label: sheet},
		{Kind: TextCell, Label: name},
		{Kind: TextCell, Label: t.Columns[column].Label},
		{Kind: TextCell, Label: Msg("report.reason." + row.Cells[column].Hidden.String())},
	}}
}

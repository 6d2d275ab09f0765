// Package workbook renders reports as Excel workbooks and reads answers from them. It is the only place that knows
// the file format.
//
// A workbook has real numbers with number formats, native charts over the cells of its tables, print areas and
// titles for A4, frozen panes, a language and a title. It has no author, no hidden sheet, no formula, no cached
// chart data, and no text that a spreadsheet could take for a formula. A hidden figure is a text that says so.
//
// Nothing is ever spilled to the temp directory: sheets are built in memory, and files that are read are unpacked in
// memory, within limits.
package workbook

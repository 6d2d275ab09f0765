// Package workbook renders reports as Excel workbooks and reads answers from them. It is the only place that knows
// the file format.
//
// A workbook has real numbers with number formats, native charts over the cells of its tables, print areas and
// titles for A4, frozen panes, a language and a title. It has no author, no hidden sheet, no formula, no cached
// chart data, and no text that a spreadsheet could take for a formula. A hidden figure is a text that says so.
//
// Tables are tables of the spreadsheet and have names that stay the same in every language; cells hold the digits they
// print and no more; a chart draws a gap where a figure is hidden. The same report gives the same bytes.
//
// Nothing is ever spilled to the temp directory: the sheets of reports are built in memory, those of data are written
// row by row into the compressed package (see Data), and files that are read are unpacked in memory, within limits.
package workbook

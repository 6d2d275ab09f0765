// Package export holds what leaves the workspace: reports as plain values, apart from how they are rendered.
//
// A Report is a list of sections of tables and charts. Every figure in it says how many persons stand behind it,
// which definition and method made it, over which population and period, and how sure its constants are. Words
// are message keys with their facts, so that one report can be rendered in any language (see Label and Words).
//
// Reports are built from Data, which has no codes, no free text and no workers: what is not there cannot leak.
// Every count goes through package disclosure before it reaches the report; a hidden figure is not in the report
// at all, and a report whose protection cannot be proven is not built.
package export

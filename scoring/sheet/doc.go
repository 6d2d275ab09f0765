// Package sheet scores and compares answers that lie in tables: CSV and TSV files as other programs write them,
// or rows from any other source.
//
// Score reads one answer sheet a row and writes one row for each sheet and scale. Change reads long data, one
// row for each person and occasion, and writes one row for each person. Delimiter, decimal mark and encoding are
// recognised. What is wrong with a row is reported with file, row, column and value; a row with a problem is
// left out and said to be, never scored in part, and all others are scored.
//
// Rows are read one at a time and scored on all processors, a few hundred in a block and a fixed number of blocks at
// once; what depends on the order of the rows is settled as the blocks come back in it. Score keeps nothing of a row but a fingerprint of its key, by which a second
// sheet of the same person and day is found.
package sheet

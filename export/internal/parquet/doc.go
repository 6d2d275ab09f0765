// Package parquet writes tables as Apache Parquet files, as far as a dataset needs: flat, one column after the other,
// so that a national collection can be asked about one variable without reading the rest.
//
// # What is written
//
//	"PAR1"
//	row groups: for each column one page = page header, gzip( definition levels, values )
//	footer: FileMetaData in the compact protocol of Thrift, its length in four bytes, "PAR1"
//
// Every column is optional, so that what is missing is missing and never a zero or an empty text: a definition level of 1
// or 0 for each row tells which, bit-packed in groups of eight, with the length of the levels in four bytes before them
// (data page version 1). Values of the rows that have one follow in the plain encoding: eight bytes little-endian for
// an integer or a number, four bytes of length and the bytes for a text. Texts carry the converted type UTF8. There are no
// dictionaries, statistics or indexes: gzip takes most of what a dictionary would save, and statistics would repeat the
// least and greatest value of every variable in the clear of a footer.
//
// The format is described at https://parquet.apache.org/docs/file-format/. A library for all of Parquet would make the
// program for Windows 11 MB larger (github.com/parquet-go/parquet-go v0.32.0, measured), a third of what it may have.
package parquet

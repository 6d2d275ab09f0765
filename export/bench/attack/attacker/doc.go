// Package attacker tries to tell what a finished workbook hides. It reads nothing but the file: cells, the numbers
// that charts keep, and the names of ranges, which tell which table is which. It knows how the tables are laid out,
// which figures are parts of which, and what the marks mean, as any reader who has studied a few workbooks does. From
// that it sets up equations of its own and solves for the least and the greatest value of every hidden count.
//
// It shares no code with the disclosure control it tests, and solves with another method: floating-point linear
// programming after narrowing ranges sum by sum.
package attacker

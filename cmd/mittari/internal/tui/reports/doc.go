// Package reports writes the team workbook for a quarter and says where the file is and what that means.
package reports

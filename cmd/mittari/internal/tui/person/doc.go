// Package person shows the results about one person as curves: one scale by one respondent at a time, with the
// cut-off, the band of no reliable change, and the same in words. Two respondents are never drawn together.
package person

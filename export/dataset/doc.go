// Package dataset makes datasets for evaluators and researchers: rows about persons, but nobody's name, code, worker,
// place of living, date or own words.
//
// # What is in one
//
//	episodes      one row for each service period of a family: how long, how it ended, how often people met
//	persons       one row for each person
//	events        one row for each placement or return, by weeks since the period began
//	occasions     one row for each measurement that was asked for, and what became of it
//	long          one row for each answer and each score
//	wide-<id>-<v> one row for each respondent, period and instrument, with the start (t0) and the end (t1) side by side
//	scales, figures, instruments   what the scores rest on, with how sure it is and where it comes from
//	variables, values              the codebook: every column, what it means, what its codes stand for
//
// They are written as CSV with syntax for R and SPSS, as a workbook, as Parquet divided by area and year, and as a FHIR
// bundle. What is missing is an empty cell, and a column beside it says why: there is no number that stands for a missing
// answer, because sooner or later somebody takes the mean of it. The questions are named by our own cues, never
// by a questionnaire's own sentences.
//
// # Who stands behind a row
//
// Ids are made by Source.Mask, which only the workspace can undo, then put in its order and numbered, so that neither the
// number nor the order of rows tells when somebody came. Dates become weeks since the period began, and the year it
// began. Ages become bands. A person of another gender than girl or boy shows it only where at least K families have one;
// otherwise it is empty, and so is that of a few others like them, so that the empty cell tells nothing.
//
// What others may know of a person (area, year, role, gender, age band, language, family form) has to fit at least
// K families each time, see Groups: persons one by one and, as long as rows of one family can be told to belong together,
// families as a whole. Otherwise Prepare refuses with a SmallGroupsError. Options.Coarsen takes variables away, in
// the order of Steps, until it holds, and gives back those that were not needed after all; nothing is ever taken away silently, and a variable that is gone is an empty column.
//
// What this does not do: placements, endings, answers and the number of weeks are what the research is about and are kept as
// they are. Whoever already knows such a thing of one family, and which dataset it is in, may find its rows by it. That is why
// a dataset goes to a named person for an agreed purpose, has its number in the log, and is no public data.
//
// Scores that were looked up by exact age, or by a gender that is not shown, would give away what the bands hide. They are
// withheld, which their status says; the raw score and the norms let an evaluator do it over by band.
package dataset

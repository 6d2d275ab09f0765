# Recomputes every figure about people in a team workbook or an impact annex from a dataset of the same record, in base R, and compares them.
#
#   Rscript recompute.R <folder of CSV> <report as JSON>
#
# It ends with 1 when a figure differs in a printed digit, or when one is printed that it has no way to compute.
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1]))
for (part in c("json.R", "read.R", "statistics.R", "figures.R", "annex.R", "participants.R", "sentences.R")) source(file.path(here, part), encoding = "UTF-8")

args <- commandArgs(TRUE)
if (length(args) != 2) stop("two arguments: the folder of CSV files and the report as JSON")
report <- read_json(args[2])
mine <- recompute(read_dataset(args[1]))
indicators(args[1], as.Date(report$data_date), function(table, row, column, value) assign(paste(table, row, column, sep = "\t"), value, envir = mine))

# Public indicators are imported and have no rows behind them either.
imported <- c("profile-context", "profile-sources")

# What the project tells itself has no rows behind it.
by_project <- "told by the project"

# Sheets that are about constants and about what is hidden, not about people.
other <- c("cover", "method", "dictionary", "protection")

printed <- function(value, kind, decimals) {
  if (kind == "share") sprintf("%.0f", 100 * value) else sprintf("%.*f", decimals, value)
}

# A workbook tells those who crossed the cut-off apart only where that gives nobody away; else they are in the other count.
joined <- list(improved = "recovered", deteriorated = "harmed")

# Means and shares of a small group are hidden with it, and are no counts.
of_a_group <- "mean|sd|better|low|high|effect|share|correlation|coverage"

same <- 0
bad <- character()
for (section in report$sections) {
  if (section$key %in% other) next
  for (table in section$tables) {
    if (table$key %in% imported) next
    columns <- sapply(table$columns, function(c) c$key)
    for (row in table$rows) {
      kinds <- setNames(sapply(row$cells, function(c) c$kind), columns[seq_along(row$cells)])
      for (i in seq_along(row$cells)) {
        cell <- row$cells[[i]]
        name <- paste(table$key, row$key, columns[i], sep = "\t")
        if (cell$kind == "hidden" && cell$hidden == "small" && !grepl(of_a_group, columns[i]) && exists(name, envir = mine, inherits = FALSE)) {
          few <- get(name, envir = mine)
          partner <- joined[[columns[i]]]
          if (table$key == "reliable" && !is.null(partner) && kinds[[partner]] == "blank") few <- few + get(paste(table$key, row$key, partner, sep = "\t"), envir = mine)
          if (few %in% 1:4) same <- same + 1
          else bad <- c(bad, paste0(section$key, " ", gsub("\t", " / ", name), ": hidden as small, recomputed ", few))
        }
        if (!cell$kind %in% c("count", "number", "share")) next
        if (table$key == "targets") {
          if (columns[i] == "target") next # a promise, not a figure about people
          value <- target_of(row$key, mine)
          told <- row$cells[[which(columns == "told-by")]]$text
          if (is.null(value) && told == by_project) next
          if (!is.null(value)) {
            target <- row$cells[[which(columns == "target")]]$value
            share <- row$cells[[which(columns == "actual")]]$kind == "share"
            assign(name, if (columns[i] == "of-target") 100 * value * (if (share) 100 else 1) / target else value, envir = mine)
          }
        }
        at <- paste(section$key, gsub("\t", " / ", name))
        if (!exists(name, envir = mine, inherits = FALSE)) {
          bad <- c(bad, paste0(at, ": no way to compute it"))
          next
        }
        value <- get(name, envir = mine)
        partner <- joined[[columns[i]]]
        if (table$key == "reliable" && !is.null(partner) && kinds[[partner]] == "blank") {
          value <- value + get(paste(table$key, row$key, partner, sep = "\t"), envir = mine)
        }
        decimals <- if (is.null(cell$decimals)) 0 else cell$decimals
        want <- printed(cell$value, cell$kind, decimals)
        got <- if (length(value) == 1 && is.finite(value)) printed(value, cell$kind, decimals) else "nothing"
        # On a tie of the last digit the two may round apart; the exact values then agree to nine digits.
        if (got == want || got != "nothing" && abs(value - cell$value) <= 1e-9 * max(1, abs(cell$value))) same <- same + 1
        else bad <- c(bad, paste0(at, ": printed ", want, ", recomputed ", got))
      }
    }
  }
}
value_at <- function(table, row, column) {
  name <- paste(table, row, column, sep = "\t")
  if (exists(name, envir = mine, inherits = FALSE)) get(name, envir = mine) else NA
}
for (more in list(check_sentences(report, value_at), check_hidden(report))) {
  same <- same + more$same
  bad <- c(bad, more$bad)
}
cat(same, "figures are the same,", length(bad), "are not\n")
if (length(bad) > 0) {
  cat(bad, sep = "\n")
  quit(status = 1)
}
if (same == 0) stop("there was nothing to compare")

# Scores the five subscales and the total of a form of 25 items the way people do in R, and prints the seconds of each stage.
#   Rscript routes.R base|table|psych|psych-table ANSWERS.csv SCORES.csv [threads]
#   Rscript routes.R compare SCORES.csv MITTARI.csv
# Up to two of five answers of a subscale may be missing: the mean of the others stands in, and the sum is rounded half up.

scales <- list(
  emotional = c(3, 8, 13, 16, 24), conduct = c(5, 7, 12, 18, 22), hyperactivity = c(2, 10, 15, 21, 25),
  peer = c(6, 11, 14, 19, 23), prosocial = c(1, 4, 9, 17, 20)
)
reversed <- c(7, 11, 14, 21, 25)

vectorised <- function(items) {
  m <- as.matrix(items)
  m[, reversed] <- 2L - m[, reversed]
  out <- lapply(scales, function(columns) {
    part <- m[, columns]
    known <- rowSums(!is.na(part))
    score <- floor(rowMeans(part, na.rm = TRUE) * 5 + 0.5)
    score[known < 3] <- NA
    score
  })
  out$total <- out$emotional + out$conduct + out$hyperactivity + out$peer
  out
}

seconds <- function(expression) unname(system.time(expression)["elapsed"])

report <- function(stages) cat(sprintf("%.3f", c(sum(stages), stages)), "\n")

base_route <- function(from, to) {
  read <- seconds(d <- read.csv(from))
  score <- seconds(s <- vectorised(d[4:28]))
  write <- seconds(write.csv(cbind(d[1:2], as.data.frame(s)), to, row.names = FALSE, na = "", quote = FALSE))
  report(c(read, score, write))
}

table_route <- function(from, to, threads) {
  suppressPackageStartupMessages(library(data.table))
  setDTthreads(threads)
  read <- seconds(d <- fread(from))
  score <- seconds(s <- vectorised(d[, 4:28]))
  write <- seconds(fwrite(cbind(d[, 1:2], as.data.table(s)), to))
  report(c(read, score, write))
}

# psych puts the mean of the others in place of missing answers however few there are; what counts here is its time.
with_psych <- function(items) {
  keys <- lapply(scales, function(columns) ifelse(columns %in% reversed, -columns, columns))
  keys$total <- unlist(keys[c("emotional", "conduct", "hyperactivity", "peer")], use.names = FALSE)
  scoreItems(keys, items, totals = TRUE, missing = TRUE, impute = "mean", min = 0, max = 2)$scores
}

psych_route <- function(from, to) {
  suppressPackageStartupMessages(library(psych))
  read <- seconds(d <- read.csv(from))
  score <- seconds(s <- with_psych(d[4:28]))
  write <- seconds(write.csv(cbind(d[1:2], as.data.frame(s)), to, row.names = FALSE, na = "", quote = FALSE))
  report(c(read, score, write))
}

psych_table_route <- function(from, to, threads) {
  suppressPackageStartupMessages({ library(data.table); library(psych) })
  setDTthreads(threads)
  read <- seconds(d <- fread(from))
  score <- seconds(s <- with_psych(as.data.frame(d[, 4:28])))
  write <- seconds(fwrite(cbind(d[, 1:2], as.data.table(s)), to))
  report(c(read, score, write))
}

compare <- function(ours, theirs) {
  suppressPackageStartupMessages(library(data.table))
  a <- fread(ours)
  b <- fread(theirs)
  same <- nrow(a) == nrow(b)
  for (name in c(names(scales), "total")) {
    same <- same && isTRUE(all.equal(as.numeric(a[[name]]), as.numeric(b[[name]])))
  }
  cat(if (same) "the six scores of all" else "THE SCORES DIFFER in", nrow(a), "sheets are the same in both\n")
  quit(status = if (same) 0 else 1)
}

args <- commandArgs(trailingOnly = TRUE)
threads <- if (length(args) > 3) as.integer(args[4]) else 0L
switch(args[1],
  base = base_route(args[2], args[3]),
  table = table_route(args[2], args[3], threads),
  psych = psych_route(args[2], args[3]),
  "psych-table" = psych_table_route(args[2], args[3], threads),
  compare = compare(args[2], args[3]),
  stop("the route is base, table, psych, psych-table or compare")
)

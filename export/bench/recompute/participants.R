# The funder's common indicators. What they are counted from is in no dataset that leaves the program: the funder has it
# already, and evaluators do not need it. The test writes it beside the dataset: participants.csv, estimates.csv and
# sub-projects.csv.
indicators <- function(folder, as_of, put) {
  if (!file.exists(file.path(folder, "participants.csv"))) return()
  p <- table_of(folder, "participants")
  estimates <- table_of(folder, "estimates")
  sub <- table_of(folder, "sub-projects")
  day <- function(x) as.Date(x)
  for (n in c("entry", "exit", "later_asked")) p[[n]] <- day(p[[n]])
  p <- p[p$entry <= as_of, ]
  # A person counts once: the first entry with what was true then, the last exit with its results.
  p <- p[order(p$entry, p$participation), ]
  person <- ifelse(is.na(p$person), paste("none", seq_len(nrow(p))), p$person)
  begun <- p[!duplicated(person), ]
  ended <- p[!duplicated(person, fromLast = TRUE), ]
  ended <- ended[match(person[!duplicated(person)], person[!duplicated(person, fromLast = TRUE)]), ]
  for (n in c("exit", "job_search", "in_training", "qualification", "employed", "later_asked", "later_employed", "later_better", "end_entered")) begun[[n]] <- ended[[n]]
  p <- begun
  counted <- !is.na(p$labour)

  months <- function(d, n) { # the same day n months later, or the last of a month that is too short
    l <- as.POSIXlt(d)
    first <- as.Date(sprintf("%04d-%02d-01", l$year + 1900 + (l$mon + n) %/% 12, (l$mon + n) %% 12 + 1))
    l2 <- as.POSIXlt(first)
    last <- as.integer(format(as.Date(sprintf("%04d-%02d-01", l2$year + 1900 + (l2$mon + 1) %/% 12, (l2$mon + 1) %% 12 + 1)) - 1, "%d"))
    first + pmin(l$mday, last) - 1
  }
  left <- !is.na(p$exit) & p$exit <= as_of
  half <- rep(as.Date(NA), nrow(p))
  half[left] <- months(p$exit[left], 6)
  due <- left & half <= as_of
  asked_later <- due & !is.na(p$later_asked) & p$later_asked <= as_of & p$later_asked >= half - 30 & (!is.na(p$later_employed) | !is.na(p$later_better))
  asked_later[is.na(asked_later)] <- FALSE
  asked <- left & (!is.na(p$job_search) | !is.na(p$in_training) | !is.na(p$qualification) | !is.na(p$employed))
  is <- function(x, ...) x %in% c(...)
  entry <- list(
    EECO01 = TRUE, EECO02 = is(p$labour, "unemployed", "long-term-unemployed"), EECO03 = is(p$labour, "long-term-unemployed"),
    EECO04 = is(p$labour, "inactive"), EECO05 = is(p$labour, "employed"), EECO06 = is(p$age, "under-18"), EECO07 = is(p$age, "18-29"),
    EECO08 = is(p$age, "55-"), "other-age" = !is(p$age, "under-18", "18-29", "55-"), EECO09 = is(p$education, "isced-0-2"),
    EECO10 = is(p$education, "isced-3-4"), EECO11 = is(p$education, "isced-5-8"), "no-education" = is.na(p$education))
  results <- list(
    left = left, settling = left & as_of < p$exit + 28, asked = asked,
    EECR01 = left & is(p$labour, "inactive") & is(p$job_search, "yes"), EECR02 = left & is(p$in_training, "yes"), EECR03 = left & is(p$qualification, "yes"),
    EECR04 = left & !is(p$labour, "employed") & is(p$employed, "yes"), "due-later" = due, "asked-later" = asked_later,
    EECR05 = asked_later & !is(p$labour, "employed") & is(p$later_employed, "yes"), EECR06 = asked_later & is(p$labour, "employed") & is(p$later_better, "yes"))
  gender <- ifelse(is(p$gender, "female"), "women", ifelse(is(p$gender, "male"), "men", "other-gender"))
  row_key <- function(n) paste(if (grepl("^EEC", n)) n else "", paste0("esf.name.", n), sep = "|")
  count <- function(table, n, has, by, all) {
    has <- has & counted
    for (g in unique(c(by, if (table != "esf-by-team") c("women", "men", "other-gender")))) put(table, row_key(n), g, sum(has & by == g, na.rm = TRUE))
    put(table, row_key(n), all, sum(has, na.rm = TRUE))
  }
  for (n in names(entry)) {
    count("esf-entry", n, entry[[n]], gender, "all-genders")
    count("esf-by-team", n, entry[[n]], p$team, "report.total")
    put("actual", n, "actual", sum(entry[[n]] & counted))
  }
  for (n in names(results)) count("esf-results", n, results[[n]], gender, "all-genders")
  count("esf-by-team", "left", left, p$team, "report.total")
  # Who they are, and what the funder's own system has of them: everybody, counted or not.
  by_team <- function(table, n, has) {
    for (g in unique(p$team)) put(table, paste0("esf.name.", n), g, sum(has & p$team == g))
    put(table, paste0("esf.name.", n), "report.total", sum(has))
  }
  for (kind in c("young-person", "guardian", "professional")) by_team("esf-types", kind, counted & p$type == kind)
  by_team("esf-types", "EECO01", counted)
  by_team("esf-types", "no-labour", !counted)
  by_team("esf-types", "registered", !is.na(p$entry))
  ticked <- function(x) !is.na(x) & day(x) <= as_of
  by_team("esf-ticks", "registered", !is.na(p$entry))
  by_team("esf-ticks", "start-entered", ticked(p$start_entered))
  by_team("esf-ticks", "start-missing", !ticked(p$start_entered))
  by_team("esf-ticks", "gone", left)
  by_team("esf-ticks", "end-entered", left & ticked(p$end_entered))
  by_team("esf-ticks", "end-missing", left & !ticked(p$end_entered))
  put("actual", "professionals", "actual", sum(p$type == "professional"))

  # Estimates whose time is over; of two of a team that overlap, the longer, else the one entered later.
  for (code in paste0("EECO", 12:17)) {
    e <- estimates[estimates$indicator == code & day(estimates$to) <= as_of, ]
    if (nrow(e) == 0) next
    e <- e[order(-as.numeric(day(e$to) - day(e$from)), -e$entered), ]
    keep <- integer()
    for (i in seq_len(nrow(e))) {
      other <- e[keep, ]
      if (!any(other$team == e$team[i] & other$from <= e$to[i] & e$from[i] <= other$to)) keep <- c(keep, i)
    }
    e <- e[keep, ]
    put("esf-entry", row_key(code), "women", sum(e$women))
    put("esf-entry", row_key(code), "men", sum(e$men))
    put("esf-entry", row_key(code), "other-gender", sum(e$other))
    put("esf-entry", row_key(code), "all-genders", sum(e$women, e$men, e$other))
    put("actual", code, "actual", sum(e$women, e$men, e$other))
  }
  put("esf-entry", row_key("EECO18"), "all-genders", length(unique(sub$team[day(sub$from) <= as_of])))
}

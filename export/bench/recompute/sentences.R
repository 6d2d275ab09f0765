# The figures in sentences: every sentence of a report that holds a number is read back, and the numbers compared.

number_of <- function(text) as.numeric(gsub(",", "", sub("\u2212", "-", text, fixed = TRUE), fixed = TRUE))

# Whether a number as it is printed is the value, to the last digit that is printed. A mark of something hidden is right
# when it says "<5" of one to four, and else says nothing.
prints <- function(text, value, percent = FALSE) {
  text <- sub("%$", "", text)
  if (text == "<5") return(length(value) == 1 && (percent || value %in% 1:4))
  if (!grepl("^[+\u2212]?[0-9][0-9,]*([.][0-9]+)?$", text)) return(TRUE)
  if (length(value) != 1 || !is.finite(value)) return(FALSE)
  decimals <- if (grepl(".", text, fixed = TRUE)) nchar(sub("^.*[.]", "", text)) else 0
  abs(value * (if (percent) 100 else 1) - number_of(text)) <= 0.5 * 10^-decimals + 1e-9
}

# The key of a series by the name that sentences give it.
series_key <- function(name) {
  gsub(" · ", "|", sub(" · guardian$", "|role.guardian", sub(" · young person$", "|role.young-person", name)), fixed = TRUE)
}

# Kinds of sentences: a pattern with the parts that are figures, and what those must be. get(table, row, column) is what was
# recomputed.
sentence_kinds <- function(get) {
  total <- function(row) get("people", paste0("report.who.", row), "report.total")
  step <- function(what, role) get("funnel", paste0("report.funnel.", what), role)
  change <- function(name, column) get("change", series_key(name), column)
  class <- function(name, column) get("reliable", series_key(name), column)
  lost <- function(name, column) get("lost", series_key(name), column)
  list(
    list("^Period: .*[.] In work were (\\S+) families, (\\S+) young people and (\\S+) guardians[.]$",
      function(p) list(total("families"), total("young-person"), total("guardian"))),
    list("^On answering, (young people|guardians): the start was answered by (\\S+) of those it was due from, the end by (\\S+) [(]due (\\S+)[)][.]", function(p) {
      r <- if (p[1] == "guardians") "role.guardian" else "role.young-person"
      list(NULL, step("start-done", r) / step("start-due", r), step("end-done", r) / step("end-due", r), step("end-due", r))
    }),
    list("^(.+): in (\\S+) pairs (things got better on average|things got worse on average|the change cannot be told from chance).* (\\S+) points [(]95% CI (\\S+) … (\\S+)[)][.]( Reliably improved (\\S+), unchanged (\\S+), worse (\\S+)[.])?$", function(p) {
      said <- if (change(p[1], "low") > 0) "things got better on average" else if (change(p[1], "high") < 0) "things got worse on average" else "the change cannot be told from chance"
      list(NULL, change(p[1], "pairs"), p[3] == said, change(p[1], "better"), change(p[1], "low"), change(p[1], "high"), NULL,
        class(p[1], "share-better"), class(p[1], "share-same"), class(p[1], "share-worse"))
    }),
    list("^(.+): pairs (\\S+)[.] The group is too small for a mean[.]$", function(p) list(NULL, change(p[1], "pairs"))),
    list("^.+: the figures are hidden, ", function(p) list()),
    list("^Emergency placement during the work: (\\S+) young people [(](\\S+)[)]; young people in all (\\S+)[.]$",
      function(p) list(get("events", "event.emergency-placement", "during"), get("events", "event.emergency-placement", "share-during"), total("young-person"))),
    list("^(.+): (\\S+) who ended have no end measurement[.] Their start was (\\S+) on average, that of the pairs (\\S+) [(]n = (\\S+)[)][.] The difference (may be chance|is larger than chance explains).*$",
      function(p) list(NULL, lost(p[1], "lost"), lost(p[1], "lost-mean"), lost(p[1], "start-mean"), lost(p[1], "pairs"),
        (p[6] == "is larger than chance explains") == lost(p[1], "differs"))),
    list("^(.+): the correlation of start and end is (\\S+)[.] A start away from the mean would therefore be expected about (\\S+) nearer",
      function(p) list(NULL, lost(p[1], "correlation"), min(1, 1 - lost(p[1], "correlation"))))
  )
}

# What a report says of itself, of the project in its own words, and of formulas and rules, which are the same in all.
without_figures <- function(section, text) {
  section %in% c("cover", "protection", "dictionary") || grepl("^(Aim|Work package) [0-9]+: ", text) ||
    section == "method" && grepl("t-interval|Hedges|Jacobson|Wilson's 95|n − 1", text) ||
    grepl("^Effect size = |Annex I of Regulation|^As of [0-9]+ [A-Z][a-z]+ [0-9]+[.]$", text)
}

# check_sentences gives how many figures are the same and where others are not.
check_sentences <- function(report, get) {
  kinds <- sentence_kinds(get)
  same <- 0
  bad <- character()
  for (section in report$sections) for (text in unlist(c(section$paragraphs, section$closing))) {
    if (!grepl("[0-9]", text) || without_figures(section$key, text)) next
    lists <- check_lists(text, get)
    if (!is.null(lists)) {
      same <- same + lists$same
      bad <- c(bad, lists$bad)
      next
    }
    known <- FALSE
    for (kind in kinds) {
      parts <- regmatches(text, regexec(kind[[1]], text))[[1]][-1]
      if (!grepl(kind[[1]], text)) next
      known <- TRUE
      want <- kind[[2]](parts)
      for (i in seq_along(want)) {
        if (is.null(want[[i]]) || parts[i] == "") next
        right <- if (is.logical(want[[i]])) isTRUE(want[[i]]) else prints(parts[i], want[[i]], grepl("%$", parts[i]))
        if (right) same <- same + 1
        else bad <- c(bad, paste0(section$key, ": \"", parts[i], "\" where ", format(want[[i]]), " was recomputed: ", text))
      }
      break
    }
    if (!known) bad <- c(bad, paste0(section$key, ": no way to compute the sentence: ", text))
  }
  list(same = same, bad = bad)
}

# check_lists reads the two sentences that go through all instruments; NULL for any other.
check_lists <- function(text, get) {
  same <- 0
  bad <- character()
  note <- function(right, what) if (right) same <<- same + 1 else bad <<- c(bad, paste0("\"", what, "\" is not so: ", text))
  if (grepl("^Reliably worse: ", text)) {
    for (one in strsplit(sub("[.]$", "", sub("^Reliably worse: ", "", text)), "; ", fixed = TRUE)[[1]]) {
      p <- regmatches(one, regexec("^(.+) (\\S+) [(]of (\\S+) pairs[)]$", one))[[1]][-1]
      note(length(p) == 3 && prints(p[2], get("reliable", series_key(p[1]), "share-worse"), grepl("%$", p[2])) &&
        prints(p[3], get("reliable", series_key(p[1]), "judged")), one)
    }
  } else if (grepl("^Better on average: ", text)) {
    p <- regmatches(text, regexec("^Better on average: (.*)[.] Worse on average: (.*)[.] Change cannot be told from chance: (.*)[.] The group", text))[[1]][-1]
    holds <- list(function(k) get("change", k, "low") > 0, function(k) get("change", k, "high") < 0,
      function(k) get("change", k, "low") <= 0 && get("change", k, "high") >= 0)
    for (i in 1:3) for (name in setdiff(strsplit(p[i], ", ", fixed = TRUE)[[1]], "none")) note(isTRUE(holds[[i]](series_key(name))), name)
  } else return(NULL)
  list(same = same, bad = bad)
}

# check_hidden compares the table of how much is hidden, by table and reason, with the cells of the report.
check_hidden <- function(report) {
  same <- 0
  bad <- character()
  told <- list()
  reasons <- NULL
  for (section in report$sections) for (table in section$tables) if (table$key == "hidden-by-table") {
    reasons <- sub("^report[.]reason[.]", "", sapply(table$columns, function(c) c$key))
    for (row in table$rows) told[[paste(row$cells[[1]]$text, row$cells[[2]]$text, sep = " / ")]] <- sapply(row$cells[-(1:2)], function(c) c$value)
  }
  if (is.null(reasons)) return(list(same = 0, bad = "no table of what is hidden"))
  for (section in report$sections) for (table in section$tables) {
    at <- paste(section$title, if (is.null(table$caption)) "" else table$caption, sep = " / ")
    why <- unlist(lapply(table$rows, function(row) lapply(row$cells, function(c) if (c$kind == "hidden") c$hidden)))
    count <- sapply(reasons[-(1:2)], function(r) sum(why == r))
    if (sum(count) == 0 && is.null(told[[at]])) next
    if (isTRUE(all(told[[at]] == count))) same <- same + length(count)
    else bad <- c(bad, paste0("hidden in ", at, ": ", paste(count, collapse = ", "), ", told are ", paste(told[[at]], collapse = ", ")))
  }
  list(same = same, bad = bad)
}

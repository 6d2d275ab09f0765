# What only the impact annex has.

# Every start with its end or, for want of one, with the last value during the work.
latest_of <- function(d, w, t0, t1, both, instrument, version, scale) {
  l <- d$long[d$long$kind == "score" & d$long$instrument == instrument & d$long$version == version & d$long$variable == scale & d$long$status == "scored", ]
  serves <- function(wave) l$wave == wave | l$also %in% wave
  l <- l[(serves("3-months") | serves("6-months")) & !serves("start") & !serves("end"), ]
  place <- function(x) paste(x$person, x$episode, x$subject)
  l <- l[!duplicated(place(l), fromLast = TRUE), ]
  middle <- match(place(w), place(l))
  value <- ifelse(!is.na(t1), ifelse(w$t1_in_period %in% 1, t1, NA), ifelse(l$in_period[middle] %in% 1, l$value[middle], NA))
  use <- both & !is.na(value)
  who <- paste(w$person, w$subject)
  with_end <- first_of(use & !is.na(t1), who)
  use <- with_end | first_of(use & !who %in% who[with_end], who, last = TRUE)
  list(from = t0[use], to = value[use])
}

annex_of <- function(d, people, young, sheets, results, first, each, put, put_all, found) {
  # What families said at meetings.
  said <- d$long[d$long$wave == "meeting" & d$long$kind == "score" & d$long$in_period == 1 & d$long$person %in% people$person, ]
  for (i in which(!duplicated(paste(d$scales$instrument, d$scales$version)))) {
    of <- d$scales[d$scales$instrument == d$scales$instrument[i] & d$scales$version == d$scales$version[i], ]
    s <- of[order(-of$main), ][1, ]
    for (r in unique(said$role)) {
      x <- said[said$role == r & said$instrument == s$instrument & said$version == s$version & said$variable == s$scale & said$status == "scored", ]
      if (nrow(x) == 0) next
      each_one <- split(x$value, x$person)
      many <- each_one[lengths(each_one) >= 5]
      st <- paired(sapply(many, function(v) v[1]), sapply(many, function(v) v[length(v)]), if (s$direction == "higher-is-better") 1 else -1)
      short <- d$instruments$abbreviation[d$instruments$instrument == s$instrument & d$instruments$version == s$version]
      put_all("feedback", paste0(short, "|role.", r), list(forms = nrow(x), "forms-mean" = mean(x$value), "many-forms" = length(many), "first-mean" = st$from,
        "latest-mean" = st$to, better = st$better, low = st$low, high = st$high))
    }
  }

  # What was promised.
  actual <- function(key, value) put("actual", key, "actual", value)
  actual("families", nrow(first))
  actual("young-people", nrow(young))
  steps <- function(step) sum(sapply(c("young-person", "guardian"), function(r) get(paste("funnel", paste0("report.funnel.", step), paste0("role.", r), sep = "\t"), envir = found)))
  actual("start-done", steps("start-done") / steps("start-due"))
  actual("end-done", steps("end-done") / steps("end-due"))
  actual("discussed", mean(results$discussed))
  goals <- d$long[d$long$instrument == "goals" & d$long$kind == "answer" & d$long$status == "answered" & d$long$in_period == 1 &
    (d$long$wave == "end" | d$long$also %in% "end"), ]
  actual("goal-reached", length(unique(goals$family[goals$code >= 7])) / length(unique(goals$family)))
  actual("emergency-placements", get(paste("events", "event.emergency-placement", "share-during", sep = "\t"), envir = found))
  leads <- grep("^lead\t", ls(found), value = TRUE)
  if (length(leads) > 0) {
    all <- lapply(leads, get, envir = found)
    best <- all[[which.max(sapply(all, function(x) x$n))]]
    actual("reliably-better", best$better / best$judged)
    actual("reliably-worse", best$worse / best$judged)
  }
}

# The actual value of a row of the table of targets; NULL where it is told by the project or not of this dataset.
target_of <- function(row_key, found) {
  key <- sub("[(].*$", "", sub("^report[.]target[.]", "", strsplit(row_key, "|", fixed = TRUE)[[1]][1]))
  name <- paste("actual", key, "actual", sep = "\t")
  if (exists(name, envir = found, inherits = FALSE)) get(name, envir = found) else NULL
}

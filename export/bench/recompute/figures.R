# The first row of everybody among the rows marked, or the last.
first_of <- function(marked, who, last = FALSE) {
  at <- which(marked)
  marked[at] <- !duplicated(who[at], fromLast = last)
  marked
}

# What was asked for, once for every wave that it served, and of who came back once in all: what was done, else what is
# still open, else what has a reason, else what was missed. Forms of meetings are many per person.
once <- function(o, people) {
  also <- o[!is.na(o$also), ]
  also$wave <- also$also
  o <- rbind(o, also)
  o <- o[o$wave == "follow-up" | o$person %in% people$person, ]
  o <- o[order(match(o$status, c("done", "due", "declined", "overdue")), o$quarter), ]
  o[o$wave == "meeting" | !duplicated(paste(o$person, o$instrument, o$wave)), ]
}

# Every figure of the team workbook that is about people, computed from the dataset. Each is kept under the keys of its
# table, row and column.
recompute <- function(d) {
  found <- new.env()
  put <- function(table, row, column, value) assign(paste(table, row, column, sep = "\t"), value, envir = found)
  put_all <- function(table, row, values) for (n in names(values)) put(table, row, n, values[[n]])
  groups <- c(setNames(names(d$areas), d$areas), "report.total" = NA)
  in_group <- function(area, g) if (is.na(g)) rep(TRUE, length(area)) else area %in% g
  roles <- c("young-person", "guardian")
  shares <- function(part, whole) setNames(as.list(c(part / whole, wilson(part, whole))), c("share", "low", "high"))
  distinct <- function(x) length(unique(x))

  # Who was in work.
  people <- d$persons[d$persons$in_work == 1, ]
  work <- d$episodes[d$episodes$in_period == 1, ]
  first <- work[!duplicated(work$family), ]
  for (g in names(groups)) {
    put("people", "report.who.families", g, sum(in_group(first$area, groups[g])))
    put("burden", "report.who.families", g, sum(in_group(first$area, groups[g])))
    for (r in roles) put("people", paste0("report.who.", r), g, sum(people$role == r & in_group(people$area, groups[g])))
  }
  young <- people[people$role == "young-person", ]

  # What became of what was asked for.
  o <- once(d$occasions, people)
  paired_persons <- unlist(lapply(d$wide, function(w) {
    status <- grep("^t0_.*_status$", names(w), value = TRUE)
    both <- rep(FALSE, nrow(w))
    for (s in status) both <- both | (w[[s]] %in% "scored" & w[[sub("^t0", "t1", s)]] %in% "scored")
    w$person[both]
  }))
  for (r in roles) {
    mine <- o[o$role == r & o$person %in% people$person, ]
    start <- mine[mine$wave == "start", ]
    end <- mine[mine$wave == "end", ]
    done <- unique(end$person[end$status == "done"])
    steps <- c("in-work" = sum(people$role == r), "start-due" = distinct(start$person), "start-done" = distinct(start$person[start$status == "done"]),
      "end-due" = distinct(end$person), "end-done" = length(done), "paired" = sum(done %in% paired_persons))
    for (s in names(steps)) put("funnel", paste0("report.funnel.", s), paste0("role.", r), steps[[s]])
    refused <- o[o$role == r & o$status == "declined", ]
    for (why in c("refused", "not-reached", "crisis", "language", "not-offered", "moved", "other"))
      put("declines", paste0("decline.", why), paste0("role.", r), distinct(refused$person[refused$reason %in% why]))
  }
  short <- setNames(d$instruments$abbreviation, d$instruments$instrument)
  each <- o
  for (k in unique(paste(each$instrument, each$wave, each$role, sep = "\t"))) {
    p <- strsplit(k, "\t")[[1]]
    x <- each[each$instrument == p[1] & each$wave == p[2] & each$role == p[3], ]
    key <- paste(if (is.na(short[p[1]])) p[1] else short[p[1]], paste0("wave.", p[2]), paste0("role.", p[3]), sep = "|")
    n <- function(s) sum(x$status == s)
    sh <- shares(n("done"), nrow(x))
    put_all("forms", key, list(due = nrow(x), done = n("done"), declined = n("declined"), missed = n("overdue"), open = n("due"),
      coverage = sh$share, low = sh$low, high = sh$high))
    for (g in names(groups)) {
      y <- x[in_group(x$area, groups[g]), ]
      done <- sum(y$status == "done")
      put("forms-by-group", key, paste0(g, "|report.head.due"), nrow(y))
      put("forms-by-group", key, paste0(g, "|report.head.done"), done)
      put("forms-by-group", key, paste0(g, "|report.head.coverage"), done / nrow(y))
    }
  }

  planned <- each[each$wave != "meeting", ]
  begun <- sort(unique(planned$quarter))
  years <- as.integer(substr(begun[1], 1, 4)):as.integer(substr(tail(begun, 1), 1, 4))
  quarters <- paste0(rep(years, each = 4), "Q", 1:4)
  for (q in c(quarters[quarters >= begun[1] & quarters <= tail(begun, 1)], "report.total")) {
    x <- planned[q == "report.total" | planned$quarter == q, ]
    sh <- shares(sum(x$status == "done"), nrow(x))
    put_all("coverage-by-quarter", q, list(due = nrow(x), done = sum(x$status == "done"), coverage = sh$share, low = sh$low, high = sh$high))
  }

  # Change from start to end.
  for (name in names(d$wide)) change_of(d, d$wide[[name]], sub("^wide-(.*)-[0-9]+$", "\\1", name), as.integer(sub(".*-", "", name)), roles, groups, in_group, put, put_all)

  # What happened to young people, and how the work ended.
  for (kind in c("emergency-placement", "open-care-placement", "taken-into-care", "return-home")) {
    e <- d$events[d$events$event == kind & d$events$person %in% young$person, ]
    n <- function(part, period = FALSE, g = NA) distinct(e$person[e$part == part & (!period | e$in_period == 1) & in_group(e$area, g)])
    sh <- shares(n("during", TRUE), nrow(young))
    put_all("events", paste0("event.", kind), list(before = n("before"), during = n("during", TRUE), after = n("after"), "share-during" = sh$share,
      low = sh$low, high = sh$high))
    for (g in names(groups)) put("events-by-group", paste0("event.", kind), g, n("during", TRUE, groups[g]))
  }
  over <- work[!duplicated(work$family, fromLast = TRUE), ] # a family that came back: its last end
  over <- over[over$ended_in_period == 1, ]
  for (g in names(groups)) {
    here <- over[in_group(over$area, groups[g]), ]
    put("exits", "report.total", g, nrow(here))
    for (why in c("goals-met", "lighter-service", "family-stopped", "moved", "placed", "short-contact", "other"))
      put("exits", paste0("exit.", why), g, sum(here$exit == why))
  }

  # What it asked of families.
  sheets <- d$long[!duplicated(d$long$administration), ]
  sheets <- sheets[sheets$in_period == 1, ]
  own <- d$instruments$minutes[match(paste(sheets$instrument, sheets$version), paste(d$instruments$instrument, d$instruments$version))]
  sheets$minutes <- ifelse(is.na(sheets$seconds), own, sheets$seconds / 60)
  sum_by <- function(values, by) { s <- tapply(values, factor(by, levels = first$family), sum); s[is.na(s)] <- 0; as.numeric(s) }
  load <- data.frame(area = first$area, meetings = sum_by(d$episodes$meetings, d$episodes$family),
    hours = sum_by(d$episodes$meeting_minutes, d$episodes$family) / 60, forms = sum_by(rep(1, nrow(sheets)), sheets$family),
    minutes = sum_by(sheets$minutes, sheets$family), home = sum_by(d$episodes$met_home, d$episodes$family),
    office = sum_by(d$episodes$met_office, d$episodes$family), remote = sum_by(d$episodes$met_remote, d$episodes$family))
  for (g in names(groups)) {
    here <- load[in_group(load$area, groups[g]), ]
    put("burden", "report.burden.meetings", g, mean(here$meetings))
    put("burden", "report.burden.meeting-hours", g, mean(here$hours))
    put("burden", "report.burden.forms", g, mean(here$forms))
    put("burden", "report.burden.form-minutes", g, mean(here$minutes))
  }
  met <- load[load$home + load$office + load$remote > 0, ]
  for (p in c("home", "office", "remote"))
    put("places", paste0("place.", p), "share-meetings", 100 * mean(met[[p]] / (met$home + met$office + met$remote)))
  results <- sheets[sheets$wave != "meeting", ]
  for (r in roles) {
    mine <- results[results$role == r, ]
    sh <- shares(sum(mine$discussed), nrow(mine))
    put_all("discussed", paste0("report.who.", r), list(results = nrow(mine), discussed = sum(mine$discussed), "share-discussed" = sh$share,
      low = sh$low, high = sh$high))
  }
  annex_of(d, people, young, sheets, results, first, each, put, put_all, found)
  found
}

# The tables about one instrument: pairs of start and end of every scale.
change_of <- function(d, w, instrument, version, roles, groups, in_group, put, put_all) {
  about <- d$instruments[d$instruments$instrument == instrument & d$instruments$version == version, ]
  scales <- d$scales[d$scales$instrument == instrument & d$scales$version == version, ]
  for (i in seq_len(nrow(scales))) for (r in roles) {
    s <- scales[i, ]
    column <- gsub("-", "_", s$scale)
    col <- function(at, suffix = "") w[[paste0(at, "_", column, suffix)]]
    both <- !is.na(col("t0")) & w$role == r
    has_end <- !is.na(w$t1_in_period)
    paired_up <- both & has_end & w$t1_in_period %in% 1 & !is.na(col("t1"))
    lost <- both & !paired_up & w$ended == 1 & ((has_end & w$t1_in_period %in% 1) | (!has_end & w$ended_in_period == 1))
    who <- paste(w$person, w$subject) # who came back counts once: the first pair, else the last loss
    paired_up <- first_of(paired_up, who)
    lost <- first_of(lost & !who %in% who[paired_up], who, last = TRUE)
    if (!any(paired_up | lost)) next
    key <- paste(c(about$abbreviation, if (about$scales > 1) s$title, paste0("role.", r)), collapse = "|")
    sign <- if (s$direction == "higher-is-better") 1 else -1
    p <- w[paired_up, ]
    from <- col("t0")[paired_up]
    to <- col("t1")[paired_up]
    judged_from <- if (s$judged_on == "exact") from else col("t0", "_reported")[paired_up]
    judged_to <- if (s$judged_on == "exact") to else col("t1", "_reported")[paired_up]
    f <- d$figures[match(p[[paste0(column, "_figure")]], d$figures$figure), ]
    own <- is.na(f$points) & is.na(f$sd) & length(from) >= 10 & !is.na(s$reliability) & isTRUE(sd(from) > 0)
    f$sd[own] <- sd(from)
    f$reliability[own] <- s$reliability
    k <- classes(judged_from, judged_to, rep(sign, length(from)), f$points, f$sd, f$reliability, f$cutoff, f$clinical_side)
    count <- function(at, ...) sum(k$class[at] %in% c(...))
    all <- rep(TRUE, length(from))
    st <- paired(from, to, sign)
    gone <- col("t0")[lost]
    put_all("change", key, list(pairs = st$n, "start-mean" = st$from, "start-sd" = st$from_sd, "end-mean" = st$to, "end-sd" = st$to_sd,
      better = st$better, low = st$low, high = st$high, effect = st$effect, "low#2" = st$effect_low, "high#2" = st$effect_high))
    put_all("lost", key, list(pairs = st$n, "start-mean" = st$from, lost = length(gone), "lost-mean" = mean(gone), "lost-sd" = sd(gone), correlation = st$r,
      differs = tryCatch(prod(t.test(from, gone)$conf.int) > 0, error = function(e) FALSE))) # Welch's interval leaves out zero
    judged <- function(at) sum(k$class[at] != "unknown")
    three <- function(at) list(judged = judged(at), "share-better" = count(at, "recovered", "improved") / judged(at),
      "share-same" = count(at, "unchanged") / judged(at), "share-worse" = count(at, "deteriorated", "harmed") / judged(at))
    put_all("reliable", key, c(three(all), list(recovered = count(all, "recovered"), improved = count(all, "improved"), unchanged = count(all, "unchanged"),
      deteriorated = count(all, "deteriorated"), harmed = count(all, "harmed"), "crossed-only" = sum(k$crossed))))
    put_all("key-figures", key, c(list(pairs = st$n, better = st$better, low = st$low, high = st$high), three(all)))
    bases <- unique(data.frame(points = f$points, sd = f$sd, r = f$reliability, cutoff = f$cutoff, limit = k$limit))
    if (s$main == 1) {
      latest <- latest_of(d, w, col("t0"), col("t1"), both, instrument, version, s$scale)
      line <- function(x) list(persons = x$n, "start-mean" = x$from, "latest-mean" = x$to, better = x$better, low = x$low, high = x$high, effect = x$effect)
      put_all("latest", paste(key, "report.latest.to-end", sep = "|"), line(st))
      put_all("latest", paste(key, "report.latest.to-latest", sep = "|"), line(paired(latest$from, latest$to, sign)))
      if (r == "young-person" && judged(all) > 0)
        put("lead", key, "pairs", list(n = st$n, judged = judged(all), better = count(all, "recovered", "improved"), worse = count(all, "deteriorated", "harmed")))
    }
    zero <- function(x) ifelse(is.na(x), 0, x)
    bases <- bases[order(zero(bases$points), zero(bases$sd), zero(bases$r), ifelse(is.na(bases$cutoff), -Inf, bases$cutoff)), ]
    for (b in seq_len(nrow(bases)))
      put_all("figures", if (b > 1) paste0(key, "#", b) else key, list(needed = bases$limit[b], sd = bases$sd[b], reliability = bases$r[b], cutoff = bases$cutoff[b]))
    for (g in names(groups)) {
      here <- in_group(p$area, groups[g])
      x <- if (any(here)) paired(from[here], to[here], sign) else list(n = 0)
      for (table in c("areas-change", "profile-change")) put_all(table, paste(key, g, sep = "|"), list(pairs = x$n, "start-mean" = x$from, "end-mean" = x$to, better = x$better, low = x$low,
        high = x$high, effect = x$effect, "low#2" = x$effect_low, "high#2" = x$effect_high))
      put_all("areas-reliable", paste(key, g, sep = "|"), three(here))
    }
  }
}

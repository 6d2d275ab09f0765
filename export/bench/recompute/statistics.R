# Formulas, written from their sources and not from the program.

# Wilson's interval of a share (1927).
wilson <- function(part, whole) {
  if (whole == 0) return(c(NA, NA))
  w <- suppressWarnings(prop.test(part, whole, correct = FALSE)$conf.int)
  if (part == 0) w[1] <- 0
  if (part == whole) w[2] <- 1
  w
}

# Change of pairs with plus for better; sign is 1 where higher is better, else -1. The effect size is the change by the SD
# of the start, with Hedges' exact correction, and Becker's standard error.
paired <- function(from, to, sign) {
  n <- length(from)
  change <- sign * (to - from)
  half <- if (n > 1) qt(0.975, n - 1) * sd(change) / sqrt(n) else NA
  df <- n - 1
  j <- if (df >= 2) exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2) else NA
  d <- j * mean(change) / sd(from)
  r <- if (n > 1) suppressWarnings(cor(from, to)) else NA
  se <- sqrt((2 * (1 - r) + d^2 / 2) / n)
  z <- qnorm(0.975)
  list(n = n, from = mean(from), from_sd = sd(from), to = mean(to), to_sd = sd(to), r = r, better = mean(change),
    low = mean(change) - half, high = mean(change) + half, effect = d, effect_low = d - z * se, effect_high = d + z * se)
}

# Jacobson and Truax (1991), or a published figure in points.
needed <- function(points, sd, r) ifelse(!is.na(points), points, 1.96 * sqrt(2) * sd * sqrt(1 - r))

classes <- function(from, to, sign, points, sd, r, cutoff, side) {
  change <- sign * (to - from)
  limit <- needed(points, sd, r)
  reliable <- ifelse(!is.na(points), abs(change) >= points - 1e-9, abs(change) / (sd * sqrt(2) * sqrt(1 - r)) > 1.96)
  clinical <- function(x) ifelse(is.na(cutoff), FALSE, ifelse(side %in% "at-or-above", x >= cutoff - 1e-9, x <= cutoff + 1e-9))
  before <- clinical(from)
  after <- clinical(to)
  class <- ifelse(is.na(limit), "unknown", ifelse(!reliable, "unchanged", ifelse(change > 0,
    ifelse(before & !after, "recovered", "improved"), ifelse(!before & after, "harmed", "deteriorated"))))
  list(class = class, crossed = before != after & class == "unchanged", limit = limit)
}

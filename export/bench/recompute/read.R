# The dataset, read with nothing but base R, and not with the syntax that comes with it: that is another program of ours.
table_of <- function(folder, name) {
  read.csv(file.path(folder, paste0(name, ".csv")), encoding = "UTF-8", na.strings = "", stringsAsFactors = FALSE, check.names = FALSE)
}

read_dataset <- function(folder) {
  d <- sapply(c("episodes", "persons", "events", "occasions", "long", "figures", "scales", "instruments", "values"),
    function(n) table_of(folder, n), simplify = FALSE)
  wide <- list.files(folder, "^wide-.*[.]csv$")
  d$wide <- sapply(sub("[.]csv$", "", wide), function(n) table_of(folder, n), simplify = FALSE)
  areas <- d$values[d$values$table == "persons" & d$values$variable == "area", ]
  d$areas <- setNames(areas$label, areas$code)
  d$areas <- d$areas[names(d$areas) %in% unique(d$persons$area)]
  d
}

# A small reader of JSON: objects become named lists, arrays lists, null becomes NULL inside a list. Base R has none.
read_json <- function(path) {
  text <- paste(readLines(path, warn = FALSE), collapse = "\n")
  Encoding(text) <- "bytes" # to find a place in long UTF-8 takes as long as to read up to it
  pattern <- '"(?:[^"\\\\]|\\\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null|[][{}:,]'
  token <- regmatches(text, gregexpr(pattern, text, perl = TRUE, useBytes = TRUE))[[1]]
  Encoding(token) <- "UTF-8"
  at <- 1L
  string <- function(s) {
    s <- substr(s, 2L, nchar(s) - 1L)
    if (!grepl("\\", s, fixed = TRUE)) return(s)
    if (grepl("\\u", s, fixed = TRUE)) {
      for (hex in unique(regmatches(s, gregexpr("\\\\u[0-9a-fA-F]{4}", s))[[1]]))
        s <- gsub(hex, intToUtf8(strtoi(substr(hex, 3, 6), 16L)), s, fixed = TRUE)
    }
    s <- gsub("\\n", "\n", s, fixed = TRUE)
    s <- gsub("\\t", "\t", s, fixed = TRUE)
    gsub("\\\\(.)", "\\1", s)
  }
  value <- function() {
    t <- token[at]
    at <<- at + 1L
    switch(substr(t, 1L, 1L),
      "{" = {
        out <- list()
        while (token[at] != "}") {
          name <- string(token[at])
          at <<- at + 2L # the name and the colon
          v <- value()
          out[name] <- list(v)
          if (token[at] == ",") at <<- at + 1L
        }
        at <<- at + 1L
        out
      },
      "[" = {
        out <- list()
        while (token[at] != "]") {
          out[length(out) + 1L] <- list(value())
          if (token[at] == ",") at <<- at + 1L
        }
        at <<- at + 1L
        out
      },
      '"' = string(t), "t" = TRUE, "f" = FALSE, "n" = NULL, as.numeric(t))
  }
  value()
}

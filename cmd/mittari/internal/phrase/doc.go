// Package phrase puts what casework finds into sentences: how a scale moved, how sure that is, why there is no score,
// what waits today. The app draws them on its screens, the command line prints them line by line, so that those who
// look and those who listen are told the same. A sign such as ▲ stands only beside a word that says the same.
package phrase

// Package packbundle packs a bundle step by step: for whom and what, where to, and, for an evaluator, who would stand too
// alone in it before anything is written.
package packbundle

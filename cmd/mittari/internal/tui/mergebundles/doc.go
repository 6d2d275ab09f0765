// Package mergebundles takes bundles in step by step: which files, what is in them, who stands beside, and what came of it.
package mergebundles

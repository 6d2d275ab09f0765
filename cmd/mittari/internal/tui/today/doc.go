// Package today is the first screen after unlocking: what is under way, due, overdue and worth a look.
package today

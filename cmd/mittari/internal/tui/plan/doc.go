// Package plan is where the worker chooses what to ask: instrument, occasion, who answers in which role, how, and in
// which language. What is due and what is likely stands there already, so that two times Enter starts.
package plan

// Package questionnaire is the screen that asks: one item at a time, large, every answer on disk before the next
// item shows.
//
// Before the first form of a person it tells, in words for the person's age, what is asked, why, who sees it and for how
// long; reading on is recorded. On the first page the language can be changed, also to an easier form of one. At the end
// everything can be looked over and changed. Where the worker has allowed it, a young person then sees the own curve
// before anybody else does, and chooses what guardians may see.
//
// In respondent mode (the mode own-screen) the screen is locked: it fills the window, shows nothing but the
// questions, and is left only with the worker's PIN, also from its end page. In the other modes the worker sits
// beside, and leaving keeps the draft. Answers on paper are keyed in on a screen of their own.
//
// A sitting is not safe for concurrent use. So while a command works on it the screen is busy: it draws the
// snapshot of before and takes no answers. The next item is drawn from the snapshot that comes back when the
// answer is saved. Keys pressed meanwhile are dropped.
package questionnaire

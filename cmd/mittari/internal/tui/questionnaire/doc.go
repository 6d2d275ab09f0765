// Package questionnaire is the screen that asks: one item at a time, large, every answer on disk before the next
// item shows.
//
// In respondent mode (the mode own-screen) the screen is locked: it fills the window, shows nothing but the
// questions, and is left only with the worker's PIN, also from its end page. In the other modes the worker sits
// beside, and leaving keeps the draft.
//
// A sitting is not safe for concurrent use. So while a command works on it the screen is busy: it draws the
// snapshot of before and takes no answers. The next item is drawn from the snapshot that comes back when the
// answer is saved. Keys pressed meanwhile are dropped; only a worker keying from paper has them kept in order.
package questionnaire

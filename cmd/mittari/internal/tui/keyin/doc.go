// Package keyin is where a worker keys paper forms in: the whole form on one page as a grid of numbers and cues, digits
// that stream from item to item, and every answer on disk before the cursor moves on.
//
// A digit that an item does not offer stops the stream: keys are taken again only when the worker has looked, because
// most such digits mean that hand and paper are on different lines. The day of answering is asked apart from the day of
// keying in. On request the form is keyed in a second time without showing the first, and what differs is decided item
// by item. The second keying is as durable as the first, and goes on where it was left; it is no answer but a check on the
// answers, so that it is kept only until the differences are decided or the form is finished.
//
// After a form comes the list of those that may lie next on the pile, so that a month's forms go in without menus.
package keyin

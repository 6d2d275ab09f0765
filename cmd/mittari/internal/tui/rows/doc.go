// Package rows is what the list screens share: a list of lines with one chosen line, a panel that searches and sorts it,
// and the taking back of the last change.
//
// A panel holds the whole of a list screen but what the list is about: what stands above and below it, the search that
// follows the typing, the order, the keys for these, a click on a line, waiting and reading again. A screen embeds one,
// tells it once how to read, and shows it sections of lines. Lines are made when they are drawn, for there may be tens of
// thousands.
//
// u takes back what one key changed, the newest first, for as long as the screen is open. Taking back is a change like
// any other: a new version on top, with a line in the access log. It is offered on
//
//   - Today: an empty form that was discarded;
//   - Family: answering apart, and an episode that was ended;
//   - Goals: a goal that was worded or ended;
//   - the team's protocol: an instrument added or removed;
//   - Result: a result marked as talked about;
//   - Conflicts: a choice, which takes effect only when the screen is left.
//
// It is not offered for
//
//   - a finished form, which is put right by a correction that keeps the old answers;
//   - erasing a family, which leaves nothing to take back: the code of the family is asked for first;
//   - what a person was told or decided, and what is dated (meetings, events, ways of working): a newer record follows
//     the older and both stay; a day agreed for the next meeting is changed or called off on its page;
//   - keys of the file: a passphrase that was replaced is nowhere to be found.
//
// The other lists change nothing by one key.
package rows

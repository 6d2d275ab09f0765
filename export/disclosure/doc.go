// Package disclosure hides what would tell about a few people, and proves that the rest does not give it away.
//
// A report first states what it would like to publish as a Problem: counts of persons, the sums that tie them together
// across all tables, groups whose means are printed. A count that stands in several tables, sentences or charts is one
// variable, so all of them are protected together. Protect then decides, in this order:
//
//  1. primary: counts of 1–4 are hidden, classes of a group whose members are all alike, and counts that differ by 1–4
//     from what an earlier report printed (see Problem.Earlier);
//  2. secondary: further counts, until every hidden count is open, with the least loss that can be found;
//  3. statistics: means, deviations and effect sizes of groups under ten are hidden, and others wherever mean × n of
//     shown groups would give that of a small one, also over several tables.
//
// # What is protected
//
// The attacker knows every printed number, every sum stated, the rules and the meaning of the marks: "<5" is 1 to 4,
// another mark on a cover is 5 or more, though a reader cannot tell covers from counts that were blurred. With all that
//
//   - a count marked "<5" must still be able to be 1 and to be 4;
//   - a count that differs by a few from an earlier report must still be able to be what was printed then, and four more
//     (or four less);
//   - any other hidden count, covers too, must have a range as wide as from 1 to 4: two of its possible values differ by
//     three persons or more.
//
// Shares are shown only where both their counts may be shown, and what is left over (Share) is a count of its own, so
// that rounding and intervals tell nothing more. Charts draw cells of tables.
//
// Not protected against: someone who knows persons in the group and subtracts them, and what the choice of the
// covers itself may tell someone who repeats the whole computation with every guess.
//
// # The attack
//
// The least and the greatest value of every hidden count are found by linear programming over the counts that hang
// together, with whole numbers throughout (see program), so nothing is rounded and no table is ill-conditioned. A
// count passes only by fillings: whole numbers for all hidden counts that agree with every sum and every mark, each of
// them checked. Whatever keeps the attack from finding one, an end between whole numbers or numbers that grow too
// large, counts as not proven. A report with a hidden count that is not proven open is not made: ErrUnsafe.
//
// # The least loss
//
// Hiding a count loses as many persons as it counts, times ten or a hundred where the report needs it more (Keep). A
// failed attack yields a proof of the bound, and the proof names the shown counts it rests on: one of them must be
// hidden. From these conditions the cheapest set is searched by branch and bound; while it is not yet safe it yields
// new conditions, and when it is, no safe set is cheaper. The idea is that of Fischetti and Salazar-González
// (Management Science 47, 2001), cutting planes for the attacker's programmes, in the form of covering conditions.
// The work is limited by counting it, never by time: past the limit the best set found stands, without what is not
// needed, and Proof tells how far from the least it can be.
//
// The package is pure and deterministic: the same problem gives the same outcome.
package disclosure

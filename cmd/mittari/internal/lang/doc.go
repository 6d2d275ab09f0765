// Package lang holds every word the program says, in Finnish, Swedish and English, and turns errors into
// sentences. No other package writes text for people.
//
// Messages live in messages/<area>.<language>.yaml, one area for each part of the program (common, tui,
// report, cli, errors). A key is written once in each language; the tests fail when a language lacks a key,
// when placeholders differ, or when the code uses a key that does not exist. Terms follow the glossary the
// project keeps: mittari is an instrument, väittämä an item, osa-asteikko a scale, luotettava muutos a
// reliable change; to families we say kokemus rather than oire, and sinä rather than asiakas.
package lang

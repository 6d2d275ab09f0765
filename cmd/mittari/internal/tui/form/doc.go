// Package form puts huh forms inside a screen: our theme, our keys, our words, and a size that the screen sets.
// A form holds no data of its own; its fields write into values of the screen, and the screen acts when Done.
package form

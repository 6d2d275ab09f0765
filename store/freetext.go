package store

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// FindingKind is what a piece of free text looks like.
type FindingKind string

// Kinds of findings, surest first.
const (
	FoundIdentityCode FindingKind = "identity-code"
	FoundEmail        FindingKind = "e-mail"
	FoundPhone        FindingKind = "phone"
	FoundStreet       FindingKind = "street"
)

// Finding is a piece of text that may tell who somebody is. Start and End are byte offsets: text[Start:End].
type Finding struct {
	Kind       FindingKind
	Start, End int
}

// FreeTextError: a text that may not be stored or leave the workspace as it is.
type FreeTextError struct{ Findings []Finding }

// Error implements error. It names kinds and places, never the text.
func (e *FreeTextError) Error() string {
	parts := make([]string, len(e.Findings))
	for i, f := range e.Findings {
		parts[i] = fmt.Sprintf("%s at %d", f.Kind, f.Start)
	}
	return "free text may identify somebody: " + strings.Join(parts, ", ")
}

// The patterns. Go's \b knows ASCII letters only, so the neighbours of a match are looked at in code.
var (
	identityPattern = regexp.MustCompile(`(?i)(\d{6})\s?([-+‐‑–−A-FU-Y])\s?(\d{3})([0-9A-FHJ-NPR-Y])`)
	emailPattern    = regexp.MustCompile(`(?i)[\pL\pN._%+-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)*\.\pL{2,}`)
	phonePattern    = regexp.MustCompile(`(?:\+\s?|0)\d(?:[ \x{a0}\-()/]{0,2}\d){5,13}`)
	datePattern     = regexp.MustCompile(`^\d{1,2}([-/ ])\d{1,2}[-/ ](?:19|20)\d\d$`)
	streetPattern   = regexp.MustCompile(`(?i)\pL{2,}(?:` + strings.Join([]string{
		`katu`, `kadun`, `kadulla`, `kadulta`, `kadulle`,
		`tie`, `tien`, `tiellä`, `tieltä`, `tielle`,
		`kuja`, `kujan`, `kujalla`, `kujalta`, `polku`, `polun`, `polulla`, `polulta`,
		`kaari`, `kaaren`, `kaarella`, `raitti`, `raitin`, `raitilla`, `rinne`, `rinteen`, `rinteellä`,
		`väylä`, `väylän`, `väylällä`, `aukio`, `aukion`, `aukiolla`, `penger`, `penkereen`, `puistikko`,
		`bulevardi`, `bulevardin`, `gatan`, `vägen`, `gränden`, `gränd`, `stigen`, `allén`, `esplanaden`,
	}, "|") + `)\s+\d{1,3}\s?[a-z]?`)
	streetWordPattern = regexp.MustCompile(`(?i)\pL{2,}\s+(?:street|road|avenue|lane)\s+\d{1,3}|\d{1,3}\s+\pL{2,}\s+(?:street|road|avenue|lane)`)
	postPattern       = regexp.MustCompile(`\d{5}\s+\p{Lu}\pL+`)
)

// CheckFreeText looks for what must not be in free text: Finnish identity codes, e-mail addresses, phone numbers
// and addresses by street or postal code. It finds patterns, not names. Findings are in the order of the text and
// do not overlap. It rather warns once too often than once too little: an identity code with a wrong check
// character counts too when its check character is a letter and its day can be one, for it is most likely a
// typing mistake and still tells the day of birth.
func CheckFreeText(text string) []Finding {
	var found []Finding
	add := func(kind FindingKind, p *regexp.Regexp, holds func(string) bool) {
		for _, at := range p.FindAllStringIndex(text, -1) {
			if free(text, at[0], at[1]) && holds(text[at[0]:at[1]]) {
				found = append(found, Finding{Kind: kind, Start: at[0], End: at[1]})
			}
		}
	}
	always := func(string) bool { return true }
	add(FoundIdentityCode, identityPattern, isIdentityCode)
	add(FoundEmail, emailPattern, always)
	add(FoundPhone, phonePattern, isPhone)
	add(FoundStreet, streetPattern, always)
	add(FoundStreet, streetWordPattern, always)
	add(FoundStreet, postPattern, always)
	return withoutOverlaps(found)
}

// free reports whether a match is not cut out of a longer word or number.
func free(text string, start, end int) bool {
	before, after := lastRune(text[:start]), firstRune(text[end:])
	return !isWord(before) && !isWord(after)
}

// withoutOverlaps keeps the surer of two findings that share text; the order given is that of sureness.
func withoutOverlaps(found []Finding) []Finding {
	var kept []Finding
	for _, f := range found {
		if !slices.ContainsFunc(kept, func(k Finding) bool { return f.Start < k.End && k.Start < f.End }) {
			kept = append(kept, f)
		}
	}
	slices.SortFunc(kept, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
	return kept
}

// identityCheckCharacters in the order of the remainder modulo 31.
const identityCheckCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY"

// isIdentityCode checks the day and the check character of what has the form of an identity code.
func isIdentityCode(s string) bool {
	m := identityPattern.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	day, _ := strconv.Atoi(m[1][:2])
	month, _ := strconv.Atoi(m[1][2:4])
	if day < 1 || day > 31 || month < 1 || month > 12 {
		return false
	}
	n, err := strconv.Atoi(m[1] + m[3])
	if err != nil {
		return false
	}
	given := strings.ToUpper(m[4])[0]
	return given == identityCheckCharacters[n%31] || given > '9'
}

// isPhone leaves out dates and short numbers.
func isPhone(s string) bool {
	if datePattern.MatchString(s) {
		return false
	}
	if _, err := time.Parse("2006-01-02", s); err == nil {
		return false
	}
	digits := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return digits >= 7 && digits <= 15
}

package importer

import (
	"regexp"
	"slices"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// languageNames lists how languages are called in headings, by tag: in English and in the language itself.
func languageNames() map[instruments.Lang][]string {
	return map[instruments.Lang][]string{
		"fi": {"finnish", "suomi", "finska"}, "sv": {"swedish", "svenska", "ruotsi"}, "en": {"english", "englanti", "engelska"},
		"se": {"northernsami", "sami", "davvisamegiella", "pohjoissaame"}, "de": {"german", "deutsch"}, "fr": {"french", "français", "francais"},
		"es": {"spanish", "español", "espanol"}, "pt": {"portuguese", "português"}, "it": {"italian", "italiano"},
		"nl": {"dutch", "nederlands"}, "da": {"danish", "dansk"}, "no": {"norwegian", "norsk"}, "is": {"icelandic", "íslenska"},
		"et": {"estonian", "eesti", "viro"}, "lv": {"latvian", "latviešu"}, "lt": {"lithuanian", "lietuvių"}, "pl": {"polish", "polski"},
		"ru": {"russian", "русский", "venäjä"}, "uk": {"ukrainian", "українська", "ukraina"}, "ro": {"romanian", "română"},
		"hu": {"hungarian", "magyar"}, "cs": {"czech", "čeština"}, "sk": {"slovak", "slovenčina"}, "sl": {"slovenian", "slovenščina"},
		"bg": {"bulgarian", "български"}, "el": {"greek", "ελληνικά"}, "tr": {"turkish", "türkçe"}, "sq": {"albanian", "shqip", "albania"},
		"ar": {"arabic", "العربية", "arabia"}, "he": {"hebrew", "עברית"}, "fa": {"persian", "farsi", "فارسی", "persia"}, "prs": {"dari", "دری"},
		"ps": {"pashto", "پښتو"}, "ur": {"urdu", "اردو"}, "ku": {"kurdish", "kurdî", "kurdi"}, "ckb": {"sorani", "soranî", "سۆرانی"},
		"so": {"somali", "soomaali"}, "am": {"amharic", "አማርኛ"}, "ti": {"tigrinya", "ትግርኛ"}, "sw": {"swahili", "kiswahili"},
		"zh": {"chinese", "中文", "mandarin"}, "ja": {"japanese", "日本語"}, "ko": {"korean", "한국어"}, "vi": {"vietnamese", "tiếngviệt"},
		"th": {"thai", "ไทย"}, "hi": {"hindi", "हिन्दी"}, "bn": {"bengali", "বাংলা"}, "ne": {"nepali", "नेपाली"}, "ta": {"tamil", "தமிழ்"},
		"tl": {"tagalog", "filipino"}, "id": {"indonesian", "bahasaindonesia"},
	}
}

var (
	tagInName = regexp.MustCompile(`\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\)\s*$`)
	tagAlone  = regexp.MustCompile(`^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$`)
)

// langNamed gives the tag of a language as a heading calls it: "English (en)", "english", "EN". Known is false when
// the name says nothing; the tag is then the name itself, so that its texts stay apart from others.
func langNamed(name string) (tag instruments.Lang, known bool) {
	name = clean(name)
	if m := tagInName.FindStringSubmatch(name); m != nil {
		return langTag(m[1]), true
	}
	want := fold(name)
	for tag, names := range languageNames() {
		if string(tag) == want || slices.Contains(names, want) {
			return tag, true
		}
	}
	if tagAlone.MatchString(name) && strings.ContainsAny(name, "-_") {
		primary, _, _ := strings.Cut(strings.ReplaceAll(name, "_", "-"), "-")
		if _, ok := languageNames()[instruments.Lang(strings.ToLower(primary))]; ok {
			return langTag(name), true
		}
	}
	return instruments.Lang(want), false
}

// langTag writes a tag the usual way: "pt_br" as "pt-BR".
func langTag(tag string) instruments.Lang {
	parts := strings.Split(strings.ReplaceAll(tag, "_", "-"), "-")
	parts[0] = strings.ToLower(parts[0])
	for i := 1; i < len(parts); i++ {
		if len(parts[i]) == 2 {
			parts[i] = strings.ToUpper(parts[i])
		}
	}
	return instruments.Lang(strings.Join(parts, "-"))
}

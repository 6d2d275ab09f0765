package importer_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments/importer"
)

// rows writes one table of an .lss file; a row is "field=text" pairs parted by "|".
func rows(table string, lines ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<%s><fields></fields><rows>\n", table)
	for _, line := range lines {
		b.WriteString("<row>")
		for cell := range strings.SplitSeq(line, "|") {
			name, text, _ := strings.Cut(cell, "=")
			fmt.Fprintf(&b, "<%s><![CDATA[%s]]></%s>", name, text, name)
		}
		b.WriteString("</row>\n")
	}
	fmt.Fprintf(&b, "</rows></%s>\n", table)
	return b.String()
}

func lss(version int, tables ...string) string {
	return fmt.Sprintf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document><LimeSurveyDocType>Survey</LimeSurveyDocType>"+
		"<DBVersion>%d</DBVersion><languages><language>en</language><language>fi</language></languages>\n%s</document>",
		version, strings.Join(tables, ""))
}

// The same invented survey in the layout of version 261, of version 700, and tab-separated.
func limeTwins() map[string]string {
	settings := rows("surveys", "sid=1|language=en|assessments=N") +
		rows("surveys_languagesettings", "surveyls_language=en|surveyls_title=Weather|surveyls_welcometext=<p>Hello</p>",
			"surveyls_language=fi|surveyls_title=Sää|surveyls_welcometext=Terve")
	attributes := rows("question_attributes", "qid=3|attribute=min_num_value_n|value=0", "qid=3|attribute=max_num_value_n|value=9")
	return map[string]string{
		"old": lss(261, settings, attributes,
			rows("groups", "gid=7|group_order=0|group_name=Sky|description=Look up|grelevance=|language=en",
				"gid=7|group_order=0|group_name=Taivas|description=Katso ylös|grelevance=|language=fi"),
			rows("questions", "qid=3|parent_qid=0|gid=7|type=N|title=days|question=Days|question_order=2|relevance=((sky_SQ1.NAOK == \"A2\"))|other=N|mandatory=Y|language=en",
				"qid=1|parent_qid=0|gid=7|type=F|title=sky|question=How <b>much</b>?|help=this week|question_order=1|relevance=1|other=N|mandatory=N|language=en",
				"qid=3|parent_qid=0|gid=7|type=N|title=days|question=Päiviä|question_order=2|relevance=((sky_SQ1.NAOK == \"A2\"))|other=N|mandatory=Y|language=fi",
				"qid=1|parent_qid=0|gid=7|type=F|title=sky|question=Miten paljon?|help=tällä viikolla|question_order=1|relevance=1|other=N|mandatory=N|language=fi"),
			rows("subquestions", "qid=11|parent_qid=1|gid=7|title=SQ1|question=Sun|question_order=1|scale_id=0|language=en",
				"qid=12|parent_qid=1|gid=7|title=SQ2|question=Rain|question_order=2|scale_id=0|language=en",
				"qid=11|parent_qid=1|gid=7|title=SQ1|question=Aurinko|question_order=1|scale_id=0|language=fi",
				"qid=12|parent_qid=1|gid=7|title=SQ2|question=Sade|question_order=2|scale_id=0|language=fi"),
			rows("answers", "qid=1|code=A2|answer=much|sortorder=2|assessment_value=3|scale_id=0|language=en",
				"qid=1|code=A1|answer=little|sortorder=1|assessment_value=0|scale_id=0|language=en",
				"qid=1|code=A1|answer=vähän|sortorder=1|assessment_value=0|scale_id=0|language=fi",
				"qid=1|code=A2|answer=paljon|sortorder=2|assessment_value=3|scale_id=0|language=fi")),
		"new": lss(700, settings, attributes,
			rows("groups", "gid=7|group_order=0|grelevance=1"),
			rows("group_l10ns", "gid=7|group_name=Taivas|description=Katso ylös|language=fi", "gid=7|group_name=Sky|description=Look up|language=en"),
			rows("questions", "qid=1|parent_qid=0|gid=7|type=F|title=sky|question_order=1|relevance=1|other=N|mandatory=N",
				"qid=3|parent_qid=0|gid=7|type=N|title=days|question_order=2|relevance=((sky_SQ1.NAOK == \"A2\"))|other=N|mandatory=Y"),
			rows("subquestions", "qid=12|parent_qid=1|gid=7|title=SQ2|question_order=2|scale_id=0", "qid=11|parent_qid=1|gid=7|title=SQ1|question_order=1|scale_id=0"),
			rows("question_l10ns", "qid=1|question=How <b>much</b>?|help=this week|language=en", "qid=1|question=Miten paljon?|help=tällä viikolla|language=fi",
				"qid=3|question=Days|language=en", "qid=3|question=Päiviä|language=fi", "qid=11|question=Sun|language=en", "qid=11|question=Aurinko|language=fi",
				"qid=12|question=Rain|language=en", "qid=12|question=Sade|language=fi"),
			rows("answers", "aid=1|qid=1|code=A1|sortorder=1|assessment_value=0|scale_id=0", "aid=2|qid=1|code=A2|sortorder=2|assessment_value=3|scale_id=0"),
			rows("answer_l10ns", "aid=1|answer=little|language=en", "aid=1|answer=vähän|language=fi", "aid=2|answer=much|language=en", "aid=2|answer=paljon|language=fi")),
		"tsv": "\ufeff" + strings.Join([]string{
			"id\tclass\ttype/scale\tname\trelevance\ttext\thelp\tlanguage\tmandatory\tother\tmin_num_value_n\tmax_num_value_n",
			"\tS\t\tlanguage\t\ten", "\tS\t\tassessments\t\tN",
			"\tSL\t\tsurveyls_title\t\tWeather\t\ten", "\tSL\t\tsurveyls_welcometext\t\t<p>Hello</p>\t\ten",
			"\tSL\t\tsurveyls_title\t\tSää\t\tfi", "\tSL\t\tsurveyls_welcometext\t\tTerve\t\tfi",
			"1\tG\tG1\tSky\t1\tLook up\t\ten",
			"1\tQ\tF\tsky\t1\tHow <b>much</b>?\tthis week\ten\tN\tN", "1\tSQ\t0\tSQ1\t\tSun\t\ten", "1\tSQ\t0\tSQ2\t\tRain\t\ten",
			"1\tA\t0\tA1\t0\tlittle\t\ten", "1\tA\t0\tA2\t3\tmuch\t\ten",
			"2\tQ\tN\tdays\t\"((sky_SQ1.NAOK == \"\"A2\"\"))\"\tDays\t\ten\tY\tN\t0\t9",
			"1\tG\tG1\tTaivas\t1\tKatso ylös\t\tfi",
			"1\tQ\tF\tsky\t1\tMiten paljon?\ttällä viikolla\tfi\tN\tN", "1\tSQ\t0\tSQ1\t\tAurinko\t\tfi", "1\tSQ\t0\tSQ2\t\tSade\t\tfi",
			"1\tA\t0\tA1\t0\tvähän\t\tfi", "1\tA\t0\tA2\t3\tpaljon\t\tfi",
			"2\tQ\tN\tdays\t\"((sky_SQ1.NAOK == \"\"A2\"\"))\"\tPäiviä\t\tfi\tY\tN\t0\t9",
		}, "\n") + "\n",
	}
}

func TestLimeSurvey_twins(t *testing.T) {
	options := []importer.Option{
		{Code: "A1", Score: number(0), Text: importer.Texts{"": "little", "fi": "vähän"}},
		{Code: "A2", Score: number(3), Text: importer.Texts{"": "much", "fi": "paljon"}},
	}
	help := importer.Texts{"": "this week", "fi": "tällä viikolla"}
	want := []importer.Item{
		{LinkID: "sky_SQ1", Type: importer.TypeChoice, Origin: "F", Section: 2, Text: importer.Texts{"": "Sun", "fi": "Aurinko"}, Help: help, Options: options},
		{LinkID: "sky_SQ2", Type: importer.TypeChoice, Origin: "F", Section: 2, Text: importer.Texts{"": "Rain", "fi": "Sade"}, Help: help, Options: options},
		{
			LinkID: "days", Type: importer.TypeNumber, Origin: "N", Section: 1, Text: importer.Texts{"": "Days", "fi": "Päiviä"}, Help: importer.Texts{},
			Required: true, Min: number(0), Max: number(9), Condition: &importer.Condition{
				Terms: []importer.Term{{Item: "sky_SQ1", Op: importer.Equal, Value: "A2"}}, Text: `((sky_SQ1.NAOK == "A2"))`,
			},
		},
	}
	for name, text := range limeTwins() {
		t.Run(name, func(t *testing.T) {
			d := mustRead(t, "weather", text)
			if diff := cmp.Diff(want, d.Items); diff != "" {
				t.Errorf("items (-want +got):\n%s", diff)
			}
			sections := []string{d.Sections[0].Text["fi"], d.Sections[1].Text[""], d.Sections[1].LinkID}
			if diff := cmp.Diff([]string{"Taivas", "How much ?", "sky"}, sections); diff != "" {
				t.Errorf("sections (-want +got):\n%s", diff)
			}
			intro := []importer.Texts{{"": "Hello", "fi": "Terve"}, {"": "Look up", "fi": "Katso ylös"}}
			if diff := cmp.Diff(intro, d.Intro); diff != "" {
				t.Errorf("intro (-want +got):\n%s", diff)
			}
			if d.Lang != "en" || d.Title["fi"] != "Sää" || d.Title[""] != "Weather" {
				t.Errorf("language %q, title %v", d.Lang, d.Title)
			}
		})
	}
}

func TestLimeSurvey_reads_conditions_of_the_old_kind(t *testing.T) {
	questions := rows("questions", "qid=1|gid=7|type=Y|title=a|question=A|language=en", "qid=2|gid=7|type=Y|title=b|question=B|language=en",
		"qid=3|gid=7|type=Y|title=c|question=C|relevance=1|language=en", "qid=4|gid=7|type=Y|title=d|question=D|language=en")
	d := mustRead(t, "old.lss", lss(140, questions, rows("conditions",
		"qid=3|scenario=1|cqid=1|cfieldname=9X7X1|method===|value=Y", "qid=3|scenario=1|cqid=1|cfieldname=9X7X1|method===|value=N",
		"qid=4|scenario=1|cqid=1|cfieldname=9X7X1|method===|value=Y", "qid=4|scenario=2|cqid=2|cfieldname=9X7X2|method===|value=Y")))
	terms := []importer.Term{{Item: "a", Op: importer.Equal, Value: "Y"}, {Item: "a", Op: importer.Equal, Value: "N"}}
	if diff := cmp.Diff(&importer.Condition{Any: true, Terms: terms, Text: "a = Y or a = N"}, d.Item("c").Condition); diff != "" {
		t.Errorf("condition (-want +got):\n%s", diff)
	}
	if c := d.Item("d").Condition; c == nil || c.Terms != nil || c.Text != "a = Y and b = Y" {
		t.Errorf("two scenarios were taken apart: %+v", c)
	}
}

func TestLimeSurvey_names_what_is_wrong(t *testing.T) {
	const doc = "<document><LimeSurveyDocType>"
	group := rows("groups", "gid=7|group_order=0|group_name=G|language=en")
	list := rows("questions", "qid=1|gid=7|type=L|title=a|question=A|language=en")
	tests := map[string]struct {
		text string
		want importer.Error
	}{
		"entities":            {`<!DOCTYPE d [<!ENTITY a "b">]>` + lss(261), importer.Error{Problem: importer.XMLEntity}},
		"an external DTD":     {`<!DOCTYPE d SYSTEM "file:///etc/passwd">` + lss(261), importer.Error{Problem: importer.XMLEntity}},
		"an unknown entity":   {doc + "Survey&evil;</LimeSurveyDocType></document>", importer.Error{Problem: importer.NotXML, Line: 1}},
		"a file that ends":    {lss(261, group)[:200], importer.Error{Problem: importer.NotXML, Line: 3}},
		"crossed tags":        {doc + "Survey</document></LimeSurveyDocType>", importer.Error{Problem: importer.NotXML, Detail: "document"}},
		"another kind":        {doc + "Label set</LimeSurveyDocType></document>", importer.Error{Problem: importer.OtherSurvey, Detail: "Label set"}},
		"no questions":        {lss(700, group), importer.Error{Problem: importer.NoQuestions}},
		"no answers":          {lss(261, group, list), importer.Error{Problem: importer.ListMissing, Where: "a", Detail: "a"}},
		"nesting":             {doc + strings.Repeat("<a>", 100), importer.Error{Problem: importer.TooDeep, Limit: 64}},
		"a question too soon": {"class\ttype/scale\tname\trelevance\ttext\nQ\tL\ta\t1\tA\n", importer.Error{Problem: importer.GroupOpen, Detail: "a", Line: 2}},
		"an answer too soon":  {"class\ttype/scale\tname\trelevance\ttext\nG\t\tg\t1\tG\nA\t0\tx\t1\tA\n", importer.Error{Problem: importer.GroupOpen, Detail: "x", Line: 3}},
		"a code twice":        {"class\ttype/scale\tname\trelevance\ttext\nG\t\tg\t1\tG\nQ\tY\ta\t1\tA\nQ\tY\ta\t1\tB\n", importer.Error{Problem: importer.DuplicateName, Detail: "a", Line: 4}},
		"a column twice":      {"class\ttype/scale\tname\ttext\tname\n", importer.Error{Problem: importer.DuplicateColumn, Detail: "name", Line: 1}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := readOwn(t, "survey", tt.text)
			var got *importer.Error
			if !errors.As(err, &got) {
				t.Fatalf("got %v, want an *importer.Error", err)
			}
			if *got != tt.want {
				t.Errorf("got %+v, want %+v", *got, tt.want)
			}
		})
	}
}

func TestLimeSurvey_warns_of_codes_that_stand_twice(t *testing.T) {
	d := mustRead(t, "a.lss", lss(261,
		rows("questions", "qid=1|gid=7|type=L|title=a|question=A|language=en", "qid=2|gid=7|type=L|title=a|question=B|language=en"),
		rows("answers", "qid=1|code=1|answer=x|sortorder=1|language=en", "qid=1|code=1|answer=y|sortorder=2|language=en", "qid=2|code=1|answer=z|language=en")))
	want := []importer.Warning{
		{Kind: importer.WarnDuplicateID, Where: "a", Detail: "1"}, {Kind: importer.WarnDuplicateID, Where: "a", Detail: "a"},
	}
	if diff := cmp.Diff(want, d.Warnings); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	if got := len(d.Items[0].Options); got != 2 {
		t.Errorf("%d options are kept, want both", got)
	}
}

// Every kind of question becomes what it asks for; rows, columns and scales are items of their own.
func TestLimeSurvey_reads_every_kind_of_question(t *testing.T) {
	var questions, subs []string
	for i, kind := range strings.Split("L ! O 5 G Y N D S T U X * I | M P R A B C E F H 1 : ; K Q Z", " ") {
		questions = append(questions, fmt.Sprintf("qid=%d|gid=7|type=%s|title=q%d|question=text|question_order=%d|other=Y", i+1, kind, i+1, i))
		if strings.Contains("MPABCEFH1:;KQ", kind) {
			subs = append(subs, fmt.Sprintf("qid=%d|parent_qid=%d|title=a|question=row|scale_id=0", 100+i, i+1))
		}
		if strings.Contains(":;", kind) {
			subs = append(subs, fmt.Sprintf("qid=%d|parent_qid=%d|title=c|question=column|scale_id=1", 200+i, i+1))
		}
	}
	questions[14] = "qid=15|gid=7|title=q15|question=text|question_order=14" // its type is the sign that parts cells here
	var answers []string
	for _, qid := range []int{1, 2, 3, 18, 23, 24, 25} {
		answers = append(answers, fmt.Sprintf("qid=%d|code=x|answer=one|scale_id=0", qid), fmt.Sprintf("qid=%d|code=y|answer=two|scale_id=1", qid))
	}
	d := mustRead(t, "kinds.lss", lss(261, rows("groups", "gid=7|group_name=G"), rows("questions", questions...),
		rows("subquestions", subs...), rows("answers", answers...),
		rows("question_attributes", "qid=13|attribute=equation|value=q7 + q26_a_c", "qid=26|attribute=multiflexible_max|value=7")))
	var got []string
	for i := range d.Items {
		item := &d.Items[i]
		line := fmt.Sprintf("%s %s %s", item.LinkID, item.Origin, item.Type)
		for _, o := range item.Options {
			line += " " + o.Code
		}
		if item.Free {
			line += " free"
		}
		got = append(got, line)
	}
	want := []string{
		"q1 L choice x free", "q2 ! choice x free", "q3 O choice x free", "q4 5 choice 1 2 3 4 5", "q5 G choice F M", "q6 Y yes-no",
		"q7 N number", "q8 D date", "q9 S text", "q10 T text", "q11 U text", "q12 X display", "q13 * calculated", "q14 I other", "q15  other",
		"q16 M multiple a free", "q17 P multiple a free", "q18 R multiple x free",
		"q19_a A choice 1 2 3 4 5", "q20_a B choice 1 2 3 4 5 6 7 8 9 10", "q21_a C choice Y U N", "q22_a E choice I S D",
		"q23_a F choice x", "q24_a H choice x", "q25_a_0 1 choice x", "q25_a_1 1 choice y", "q26_a_c : number", "q27_a_c ; text",
		"q28_a K number", "q29_a Q text", "q30 Z other",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if item := d.Item("q26_a_c"); item.Text[""] != "row – column" || *item.Max != 7 {
		t.Errorf("the cell of a table is %+v", item)
	}
	calculation := []importer.Calculation{{Name: "q13", Text: "q7 + q26_a_c", Items: []string{"q7", "q26_a_c"}}}
	if diff := cmp.Diff(calculation, d.Calculations); diff != "" {
		t.Errorf("calculations (-want +got):\n%s", diff)
	}
}

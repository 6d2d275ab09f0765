package importer_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments/importer"
)

// What a file is, is told from its content; its name here is always the same.
func TestRead_tells_files_apart(t *testing.T) {
	const fhir = `{"resourceType":"Questionnaire","item":[{"linkId":"a","type":"boolean","text":"Boats"}]}`
	tests := map[string]struct {
		file string
		want importer.Format
	}{
		"FHIR":                  {fhir, importer.FormatFHIR},
		"FHIR with a mark":      {"\ufeff" + fhir, importer.FormatFHIR},
		"FHIR in UTF-16":        {utf16le(fhir), importer.FormatFHIR},
		"form in a workbook":    {workbookOf(t, inventedForm()...), importer.FormatXLSForm},
		"form on an odd sheet":  {workbookOf(t, tab{"Sheet1", [][]string{{"type", "name", "label"}, {"text", "a", "A"}}}), importer.FormatXLSForm},
		"form in a table":       {"type,name,label\ntext,a,A\n", importer.FormatXLSForm},
		"scale":                 {inventedScale, importer.FormatOpenScale},
		"texts":                 {`{"b1":"Boats"}`, importer.FormatTexts},
		"table":                 {"item;text\n1;Boats\n", importer.FormatTable},
		"table in a workbook":   {workbookOf(t, tab{"x", [][]string{{"item", "text"}, {"1", "Boats"}}}), importer.FormatTable},
		"lines":                 {"Boats were seen\nBridges were crossed\n", importer.FormatLines},
		"REDCap dictionary":     {dictionaryHead + "a,f,,radio,A,\"0, no | 1, yes\"\n", importer.FormatREDCap},
		"LimeSurvey, by tabs":   {"class\ttype/scale\tname\trelevance\ttext\nG\t\tg\t1\tG\nQ\tL\ta\t1\tA\nA\t0\tx\t\tX\nA\t0\ty\t\tY\n", importer.FormatLimeSurvey},
		"empty rows and spaces": {"\n \n\nitem,text\n,\n1,Boats\n,\n", importer.FormatTable},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := mustRead(t, "file.txt", tt.file)
			if d.Format != tt.want || len(d.FileHash) != 64 {
				t.Errorf("read as %s, want %s; hash %q", d.Format, tt.want, d.FileHash)
			}
		})
	}
}

func TestRead_says_what_a_file_is_instead(t *testing.T) {
	const cfb = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	tests := map[string]struct {
		file string
		want importer.Error
	}{
		"nothing":                {"", importer.Error{Problem: importer.EmptyFile}},
		"a mark and white space": {"\ufeff \r\n\t", importer.Error{Problem: importer.EmptyFile}},
		"PDF":                    {"%PDF-1.7\n", importer.Error{Problem: importer.NotForm, Detail: "PDF"}},
		"RTF":                    {`{\rtf1 x}`, importer.Error{Problem: importer.NotForm, Detail: "RTF"}},
		"web page":               {"\n<!DOCTYPE html><p>", importer.Error{Problem: importer.NotForm, Detail: "HTML"}},
		"document":               {zipped(t, map[string]string{"word/document.xml": "x"}), importer.Error{Problem: importer.NotForm, Detail: "DOCX"}},
		"slides":                 {zipped(t, map[string]string{"ppt/presentation.xml": "x"}), importer.Error{Problem: importer.NotForm, Detail: "PPTX"}},
		"open document":          {zipped(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), importer.Error{Problem: importer.NotForm, Detail: "ODF"}},
		"other zip":              {zipped(t, map[string]string{"a.txt": "x"}), importer.Error{Problem: importer.UnknownFormat}},
		"cut zip":                {"PK\x03\x04rest", importer.Error{Problem: importer.DamagedArchive}},
		"old workbook":           {cfb + "\x00W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00", importer.Error{Problem: importer.OldWorkbook}},
		"binary workbook":        {zipped(t, map[string]string{"xl/workbook.bin": "x"}), importer.Error{Problem: importer.OldWorkbook}},
		"old document":           {cfb + "W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00", importer.Error{Problem: importer.NotForm, Detail: "DOC"}},
		"picture":                {"\x89PNG\r\n\x1a\n\x00", importer.Error{Problem: importer.NotText}},
		"NUL in a text":          {"Boats\x00bridges", importer.Error{Problem: importer.NotText}},
		"half a UTF-16":          {"\xff\xfea", importer.Error{Problem: importer.NotText}},
		"FHIR in XML":            {`<Questionnaire xmlns="http://hl7.org/fhir"/>`, importer.Error{Problem: importer.NotForm, Detail: "FHIR XML"}},
		"XForm":                  {`<h:html xmlns="http://www.w3.org/2002/xforms"/>`, importer.Error{Problem: importer.NotForm, Detail: "XForms XML"}},
		"other XML":              {`<?xml version="1.0"?><a><b/></a>`, importer.Error{Problem: importer.UnknownFormat}},
		"broken XML":             {"<a>\n<b", importer.Error{Problem: importer.NotXML, Line: 2}},
		"entities":               {`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, importer.Error{Problem: importer.XMLEntity}},
		"deep XML":               {strings.Repeat("<a>", 100), importer.Error{Problem: importer.TooDeep, Limit: 64}},
		"broken JSON":            {"{\n\"a\":", importer.Error{Problem: importer.NotJSON, Line: 2}},
		"a list":                 {`[1,2]`, importer.Error{Problem: importer.UnknownFormat}},
		"other JSON":             {`{"a":{"b":1}}`, importer.Error{Problem: importer.UnknownFormat}},
		"answers in FHIR":        {`{"resourceType":"QuestionnaireResponse"}`, importer.Error{Problem: importer.NotQuestionnaire, Detail: "QuestionnaireResponse"}},
		"deep JSON":              {strings.Repeat("[", 100), importer.Error{Problem: importer.TooDeep, Limit: 64}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := readOwn(t, "form.json", tt.file)
			if diff := cmp.Diff(tt.want, problem(t, err)); diff != "" {
				t.Errorf("problem (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRead_can_be_interrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := importer.Read(ctx, "x", strings.NewReader(inventedScale), nil, importer.DefaultLimits()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A form saved as one table for each of its sheets finds its answer lists beside it, when only one table fits.
func TestRead_finds_answer_lists_beside(t *testing.T) {
	const survey = "type,name,label\nselect_one l,a,Boats\n"
	const lists = "list_name,name,label\nl,0,no\nl,1,yes\n"
	read := func(beside fstest.MapFS) (*importer.Draft, error) {
		return importer.Read(t.Context(), "survey.csv", strings.NewReader(survey), beside, importer.DefaultLimits())
	}
	d, err := read(fstest.MapFS{"choices.csv": {Data: []byte(lists)}, "other.csv": {Data: []byte("list_name,name,label\nm,0,no\n")}, "survey.csv": {Data: []byte(survey)}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a/ choice [0=no 1=yes] :Boats"}, summary(d)); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
	for name, beside := range map[string]fstest.MapFS{
		"none": nil, "two": {"a.csv": {Data: []byte(lists)}, "b.csv": {Data: []byte(lists)}},
	} {
		_, err := read(beside)
		if diff := cmp.Diff(importer.Error{Problem: importer.ListMissing, Where: "a", Detail: "l", Line: 2}, problem(t, err)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

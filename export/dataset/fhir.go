package dataset

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/definition"
	"github.com/mittari/mittari/instruments"
)

// The parts of FHIR R4 that are written, in the order of the standard.
type (
	fhirEntry struct {
		FullURL  string          `json:"fullUrl"`
		Resource json.RawMessage `json:"resource"`
	}
	fhirResponse struct {
		ResourceType  string          `json:"resourceType"`
		ID            string          `json:"id"`
		Extension     []fhirExtension `json:"extension,omitempty"`
		Questionnaire string          `json:"questionnaire"`
		Status        string          `json:"status"`
		Subject       fhirReference   `json:"subject"`
		Source        fhirReference   `json:"source"`
		Item          []fhirItem      `json:"item,omitempty"`
	}
	fhirExtension struct {
		URL          string `json:"url"`
		ValueCode    string `json:"valueCode,omitempty"`
		ValueInteger *int   `json:"valueInteger,omitempty"`
	}
	fhirReference struct {
		Identifier fhirIdentifier `json:"identifier"`
	}
	fhirIdentifier struct {
		System string `json:"system"`
		Value  string `json:"value"`
	}
	fhirItem struct {
		LinkID string       `json:"linkId"`
		Answer []fhirAnswer `json:"answer"`
	}
	fhirAnswer struct {
		Coding  *fhirCoding  `json:"valueCoding,omitempty"`
		Decimal *json.Number `json:"valueDecimal,omitempty"`
	}
	fhirCoding struct {
		System string `json:"system"`
		Code   string `json:"code"`
	}
)

// Names of what is ours in the bundle. They are names; nothing is ever fetched.
const (
	fhirForm   = "urn:mittari:questionnaire:"
	fhirPerson = "urn:mittari:dataset:%d:person"
	fhirWave   = "urn:mittari:wave"
	fhirAlso   = "urn:mittari:also-wave"
	fhirWeek   = "urn:mittari:week"
)

// fhir writes a bundle of every form, with cues for the questions, and every sheet of answers. There is no day in it.
func (w *writer) fhir(ctx context.Context) error {
	f, err := w.f.create("fhir/bundle.json")
	if err != nil {
		return err
	}
	b := &bundleWriter{w: w, f: f, links: map[*instruments.Definition]map[string]bool{}}
	return errors.Join(b.write(ctx), f.Close())
}

type bundleWriter struct {
	w     *writer
	f     *file
	n     int
	links map[*instruments.Definition]map[string]bool // ids of the items of each form
}

func (b *bundleWriter) write(ctx context.Context) error {
	if _, err := b.f.WriteString(`{"resourceType":"Bundle","type":"collection","entry":[`); err != nil {
		return err
	}
	d := b.w.d
	for i := range d.g.sheets {
		s := &d.g.sheets[i]
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if b.links[s.def] == nil {
			if err := b.form(s.def); err != nil {
				return err
			}
		}
		if err := b.response(s, i+1); err != nil {
			return err
		}
		b.w.done += len(s.answers) + len(s.scores)
		if i%1000 == 0 && b.w.o.Progress != nil {
			b.w.o.Progress(min(b.w.done, b.w.total), b.w.total)
		}
	}
	_, err := b.f.WriteString("\n]}\n")
	return err
}

func (b *bundleWriter) entry(url string, resource []byte) error {
	raw, err := json.Marshal(fhirEntry{url, resource})
	if err != nil {
		return fmt.Errorf("write %s: %w", url, err)
	}
	separator := "\n"
	if b.n++; b.n > 1 {
		separator = ",\n"
	}
	_, err = b.f.WriteString(separator + string(raw))
	return err
}

// canonical names a form.
func canonical(d *instruments.Definition) string { return fhirForm + string(d.ID) }

// form writes a Questionnaire and remembers its items.
func (b *bundleWriter) form(d *instruments.Definition) error {
	var out bytes.Buffer
	if err := definition.FHIR(&out, d, definition.Options{Words: []export.Words{b.w.d.o.Words}}); err != nil {
		return err
	}
	var items struct {
		Item []struct {
			LinkID string `json:"linkId"`
		} `json:"item"`
	}
	if err := json.Unmarshal(out.Bytes(), &items); err != nil {
		return fmt.Errorf("read the form of %s: %w", d.Ref(), err)
	}
	b.links[d] = map[string]bool{}
	for _, one := range items.Item {
		b.links[d][one.LinkID] = true
	}
	const head = `{"resourceType":"Questionnaire",`
	var small bytes.Buffer
	if err := json.Compact(&small, out.Bytes()); err != nil {
		return fmt.Errorf("write the form of %s: %w", d.Ref(), err)
	}
	rest, _ := bytes.CutPrefix(small.Bytes(), []byte(head))
	url := fmt.Sprintf("%s:%d", canonical(d), d.Version)
	return b.entry(url, append([]byte(head+`"url":`+strconv.Quote(canonical(d))+","), rest...))
}

func (b *bundleWriter) response(s *sheet, no int) error {
	x := b.w.d.x
	number := b.w.d.o.Number
	who := func(p *person) fhirReference {
		return fhirReference{fhirIdentifier{fmt.Sprintf(fhirPerson, number), strconv.Itoa(p.number)}}
	}
	r := fhirResponse{
		ResourceType: "QuestionnaireResponse", ID: "r-" + strconv.Itoa(no), Questionnaire: fmt.Sprintf("%s|%d", canonical(s.def), s.def.Version),
		Status: "completed", Subject: who(s.person), Source: who(s.person), Extension: []fhirExtension{{URL: fhirWave, ValueCode: string(s.wave)}},
	}
	if x.subject(s).Set {
		r.Subject = who(s.subject)
	}
	if s.also != "" {
		r.Extension = append(r.Extension, fhirExtension{URL: fhirAlso, ValueCode: string(s.also)})
	}
	if c := x.weeks(s.episode.Episode, s.answered); c.Set {
		n := int(c.Number)
		r.Extension = append(r.Extension, fhirExtension{URL: fhirWeek, ValueInteger: &n})
	}
	for i, a := range s.answers {
		if i < len(s.def.Items) && a.State == instruments.Answered {
			item := &s.def.Items[i]
			b.add(&r, s, strconv.Itoa(item.Number), fhirAnswer{Coding: &fhirCoding{definition.AnswerSystem(s.def, item.Set), strconv.Itoa(int(a.Code))}})
		}
	}
	for i := range s.scores {
		if c := x.scoreCells(s.def, &s.scores[i]); c.value.Set {
			n := json.Number(strconv.FormatFloat(c.value.Number, 'f', -1, 64))
			b.add(&r, s, "score-"+string(s.scores[i].scale.ID), fhirAnswer{Decimal: &n})
		}
	}
	raw, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write response %d: %w", no, err)
	}
	return b.entry(fmt.Sprintf("urn:mittari:dataset:%d:response:%d", number, no), raw)
}

// add answers an item, if the form has it.
func (b *bundleWriter) add(r *fhirResponse, s *sheet, link string, a fhirAnswer) {
	if b.links[s.def][link] {
		r.Item = append(r.Item, fhirItem{link, []fhirAnswer{a}})
	}
}

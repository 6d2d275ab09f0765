package casework

import (
	"fmt"
	"time"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/store"
)

// extractWriter turns what a file holds about a person into chapters.
type extractWriter struct {
	desk    *Desk
	x       store.Extract
	book    rightsBook
	agency  AgencyView
	members []store.Person
	methods []store.Method
}

func said(l export.Label) export.Cell   { return export.Cell{Kind: export.TextCell, Label: l} }
func plain(s string) export.Cell        { return said(export.Name(s)) }
func onDay(d store.Date) export.Cell    { return export.Cell{Kind: export.DateCell, Date: d} }
func counted(n int) export.Cell         { return export.Cell{Kind: export.CountCell, Value: float64(n)} }
func word(prefix, v string) export.Cell { return said(export.Msg(prefix + v)) }

// maybeWord is word for a value that may be empty.
func maybeWord(prefix, v string) export.Cell {
	if v == "" {
		return export.Cell{}
	}
	return word(prefix, v)
}

// maybeDay is onDay for a date that may be missing.
func maybeDay(d store.Date) export.Cell {
	if d.IsZero() {
		return export.Cell{}
	}
	return onDay(d)
}

// table makes a table whose columns are the messages extract.head.<name>; a star before a name gives it room.
func table(key string, columns []string, rows []export.Row) export.Table {
	t := export.Table{Key: key, Caption: export.Msg("extract.table." + key), Rows: rows}
	for _, c := range columns {
		wide := c[0] == '*'
		if wide {
			c = c[1:]
		}
		t.Columns = append(t.Columns, export.Column{Label: export.Msg("extract.head." + c), Wide: wide})
	}
	return t
}

func rowOf(cells ...export.Cell) export.Row { return export.Row{Cells: cells} }

// chapter leaves out tables without rows, and says so when none is left.
func chapter(key string, tables ...export.Table) export.Section {
	s := export.Section{Key: key, Title: export.Msg("extract.chapter." + key), Landscape: true}
	for _, t := range tables {
		if len(t.Rows) > 0 {
			s.Tables = append(s.Tables, t)
		}
	}
	if len(s.Tables) == 0 {
		s.Paragraphs = append(s.Paragraphs, export.Msg("extract.nothing"))
	}
	return s
}

func (w *extractWriter) who() export.Section {
	p, f := w.x.Person, w.x.Family
	t := export.Table{Key: "person", Facts: true, Columns: []export.Column{{Wide: true}, {Wide: true}}}
	fact := func(key string, c export.Cell) {
		if c.Kind != export.BlankCell {
			t.Rows = append(t.Rows, rowOf(said(export.Msg("extract.fact."+key)), c))
		}
	}
	fact("code", plain(p.Code))
	fact("family", plain(f.Code))
	fact("role", word("role.", string(p.Role)))
	if p.BirthYear > 0 {
		fact("born", plain(born(p)))
	}
	if p.Gender != store.NotTold {
		fact("gender", word("gender.", string(p.Gender)))
	}
	fact("lang", word("lang.", string(p.Lang)))
	if p.OtherHome {
		fact("other-home", said(export.Msg("extract.yes")))
	}
	if f.AnswersApart {
		fact("apart", said(export.Msg("extract.yes")))
	}
	fact("since", maybeDay(f.Created))
	for _, r := range w.agency.Regions {
		if r.ID == f.Region {
			fact("region", plain(r.Name))
		}
	}
	fact("made", onDay(w.desk.Date()))
	s := chapter("who", t)
	s.Paragraphs = []export.Label{export.Msg("extract.intro"), export.Msg("extract.no-name")}
	s.Closing = []export.Label{export.Msg("extract.rights"), export.Msg("extract.elsewhere")}
	return s
}

func born(p store.Person) string {
	if p.BirthMonth == 0 {
		return fmt.Sprint(p.BirthYear)
	}
	return fmt.Sprintf("%d/%d", p.BirthMonth, p.BirthYear)
}

func (w *extractWriter) service() export.Section {
	var episodes, meetings, agreed, events, goals, methods []export.Row
	for _, e := range w.x.Episodes {
		episodes = append(episodes, rowOf(onDay(e.Start), maybeDay(e.End), maybeWord("exit.", string(e.ExitReason)), plain(w.team(e.Team)), plain(w.worker(e.Worker))))
	}
	for _, m := range w.x.Meetings {
		meetings = append(meetings, rowOf(onDay(m.Date), counted(m.Minutes), maybeWord("place.", string(m.Place)), plain(w.worker(m.Worker))))
	}
	for _, a := range w.x.Appointments {
		off := plain("")
		if a.Withdrawn {
			off = said(export.Msg("extract.yes"))
		}
		agreed = append(agreed, rowOf(onDay(a.Date), onDay(a.Agreed), off, plain(w.worker(a.Worker))))
	}
	for _, e := range w.x.Events {
		events = append(events, rowOf(onDay(e.Date), word("event.", string(e.Kind))))
	}
	for _, g := range w.x.Goals {
		goals = append(goals, rowOf(onDay(g.Set), maybeDay(g.Closed), plain(g.Text)))
	}
	for _, m := range w.x.Methods {
		methods = append(methods, rowOf(onDay(m.From), maybeDay(m.To), plain(w.method(m.Method))))
	}
	return chapter(
		"service",
		table("episodes", []string{"from", "to", "*exit", "*team", "worker"}, episodes),
		table("meetings", []string{"date", "minutes", "*place", "worker"}, meetings),
		table("agreed", []string{"date", "agreed", "called-off", "worker"}, agreed),
		table("events", []string{"date", "*event"}, events),
		table("goals", []string{"from", "to", "*goal"}, goals),
		table("methods", []string{"from", "to", "*method"}, methods),
	)
}

func (w *extractWriter) choices() export.Section {
	var notices, decisions, sharings, participants, missed, requests []export.Row
	for _, n := range w.x.Notices {
		notices = append(notices, rowOf(onDay(n.Date), word("notice.version.", string(n.Version)), word("notice.how.", string(n.How)), plain(n.Edition), plain(w.worker(n.Worker))))
	}
	for _, p := range w.x.Participations {
		decisions = append(decisions, rowOf(onDay(p.Date), word("decision.", string(p.Decision)), plain(p.Why), plain(w.worker(p.Worker))))
	}
	for _, s := range w.x.Sharings {
		allowed := export.Msg("extract.no")
		if s.Allowed {
			allowed = export.Msg("extract.yes")
		}
		sharings = append(sharings, rowOf(onDay(s.Date), word("topic.", string(s.Topic)), said(allowed), plain(w.member(s.Guardian))))
	}
	for _, p := range w.x.Participants {
		participants = append(participants, rowOf(
			onDay(p.Entry), maybeDay(p.Exit), maybeWord("labour.", string(p.Labour)), maybeWord("education.", string(p.Education)), maybeWord("age-class.", string(p.Age)),
			maybeWord("answer.", string(p.JobSearch)), maybeWord("answer.", string(p.InTraining)), maybeWord("answer.", string(p.Qualification)), maybeWord("answer.", string(p.Employed))))
	}
	for _, m := range w.x.Missed {
		missed = append(missed, rowOf(onDay(m.Noted), plain(string(m.Instrument)), word("wave.", string(m.Wave)), word("decline.", string(m.Reason))))
	}
	for _, r := range w.x.Requests {
		requests = append(requests, rowOf(onDay(r.Received), word("request.", string(r.Kind)), maybeWord("ruling.", string(r.Ruling)), maybeDay(r.Decided), plain(r.Ground), plain(r.Done)))
	}
	return chapter(
		"choices",
		table("notices", []string{"date", "*notice", "*how", "*edition", "worker"}, notices),
		table("decisions", []string{"date", "*decision", "*why", "worker"}, decisions),
		table("sharings", []string{"date", "*topic", "allowed", "guardian"}, sharings),
		table("participants", []string{"from", "to", "*labour", "*education", "age", "job-search", "training", "qualification", "employed"}, participants),
		table("missed", []string{"date", "instrument", "wave", "*reason"}, missed),
		table("requests", []string{"date", "*request", "*ruling", "decided", "*ground", "*done"}, requests),
	)
}

// history are the states that the records had before; their contents stand as the file keeps them.
func (w *extractWriter) history() export.Section {
	var rows []export.Row
	for _, v := range w.x.Versions {
		at := export.Cell{}
		if v.Stamp.Micros > 0 {
			at = onDay(store.DateOf(time.UnixMicro(v.Stamp.Micros).UTC()))
		}
		rows = append(rows, rowOf(at, plain(string(v.Kind)), plain(string(v.Body))))
	}
	s := chapter("history", table("versions", []string{"date", "kind", "*content"}, rows))
	s.Paragraphs = append(s.Paragraphs, export.Msg("extract.history"))
	return s
}

func (w *extractWriter) log() export.Section {
	var rows []export.Row
	for _, e := range w.x.Log {
		at := e.At.In(w.desk.clock().Location())
		rows = append(rows, rowOf(
			onDay(store.DateOf(at)), plain(at.Format("15:04")), plain(w.worker(e.Worker)), word("logview.act.", string(e.Action)), plain(e.Object), plain(e.Why)))
	}
	s := chapter("log", table("log", []string{"date", "time", "worker", "*action", "*object", "*why"}, rows))
	s.Paragraphs = append(s.Paragraphs, export.Msg("extract.log"))
	return s
}

func (w *extractWriter) worker(id store.WorkerID) string {
	for _, v := range w.agency.Workers {
		if v.ID == id {
			return v.Code
		}
	}
	return ""
}

func (w *extractWriter) team(id store.TeamID) string {
	for _, v := range w.agency.Teams {
		if v.ID == id {
			return v.Name
		}
	}
	return ""
}

func (w *extractWriter) member(id store.PersonID) string {
	for _, v := range w.members {
		if v.ID == id {
			return v.Code
		}
	}
	return ""
}

func (w *extractWriter) method(id store.DocumentID) string {
	for _, v := range w.methods {
		if v.ID == id {
			return v.Name
		}
	}
	return ""
}

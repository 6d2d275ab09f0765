// Command trivial is what the start of mittari is measured against: the least program with the same
// libraries that opens an SQLite file, asks it something and shows a screen.
package main

import (
	"database/sql"
	"fmt"
	"os"

	tea "github.com/charmbracelet/bubbletea"
	_ "modernc.org/sqlite"
)

type model struct{ rows int }

func (m model) Init() tea.Cmd { return nil }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyMsg); ok {
		return m, tea.Quit
	}
	return m, nil
}

func (m model) View() string { return fmt.Sprintf("ready: %d rows", m.rows) }

func run() error {
	db, err := sql.Open("sqlite", os.Args[1])
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Exec("create table if not exists t(a integer primary key)"); err != nil {
		return err
	}
	var m model
	if err := db.QueryRow("select count(*) from t").Scan(&m.rows); err != nil {
		return err
	}
	_, err = tea.NewProgram(m, tea.WithAltScreen()).Run()
	return err
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

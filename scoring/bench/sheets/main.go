// Command sheets writes invented answer sheets of 25 items with three options, as CSV, for speed.sh: an id, a date,
// the sex, and the items, about one in fifty unanswered. The same seed writes the same file.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"strconv"
)

func main() {
	rows := flag.Int("rows", 1_000_000, "how many sheets")
	seed := flag.Uint64("seed", 1, "seed of the answers")
	flag.Parse()
	if err := write(os.Stdout, *rows, *seed); err != nil {
		log.Fatal(err)
	}
}

func write(to io.Writer, rows int, seed uint64) error {
	const items, options, oneIn = 25, 3, 50
	w := bufio.NewWriterSize(to, 1<<16)
	line := []byte("id,date,sex")
	for i := range items {
		line = strconv.AppendInt(append(line, ','), int64(i+1), 10)
	}
	r := rand.New(rand.NewPCG(seed, seed))
	for n := range rows + 1 {
		if _, err := w.Write(append(line, '\n')); err != nil {
			return fmt.Errorf("write sheet %d: %w", n, err)
		}
		line = fmt.Appendf(line[:0], "ES-%07d,2026-%02d-%02d,%s", n, 1+n%12, 1+n%28, [...]string{"female", "male"}[n%2])
		for range items {
			line = append(line, ',')
			if r.IntN(oneIn) > 0 {
				line = append(line, byte('0'+r.IntN(options)))
			}
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write sheets: %w", err)
	}
	return nil
}

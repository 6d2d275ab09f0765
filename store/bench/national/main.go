// Command national makes one encrypted file with the record of a whole country, invented, and reports on it, to
// measure how large the file becomes, how fast it fills and how long a national report takes. See README.md.
//
//	national -file all.mittari make -administrations 12000000
//	national -file all.mittari report
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"

	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/vault"
)

func main() {
	log.SetFlags(0)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// passphrase of a file of nothing but invented people.
const passphrase = "a passphrase for measuring only"

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("national", flag.ContinueOnError)
	path := flags.String("file", "national.mittari", "the encrypted file")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("read arguments: %w", err)
	}
	if flags.NArg() == 0 {
		return fmt.Errorf("say what to do: make or report")
	}
	switch what, rest := flags.Arg(0), flags.Args()[1:]; what {
	case "make":
		return runMake(ctx, *path, rest, out)
	case "report":
		return runReport(ctx, *path, rest, out)
	default:
		return fmt.Errorf("%q is neither make nor report", what)
	}
}

func create(ctx context.Context, path string) (*sqlite.Workspace, error) {
	return sqlite.Create(ctx, path, []vault.Secret{{Slot: vault.SlotPassphrase, Text: passphrase, KDF: vault.FloorKDF()}}, sqlite.Options{})
}

func open(ctx context.Context, path string) (*sqlite.Workspace, error) {
	key, err := vault.Unlock(path, vault.SlotPassphrase, passphrase)
	if err != nil {
		return nil, err
	}
	defer key.Forget()
	return sqlite.Open(ctx, path, key, sqlite.Options{})
}

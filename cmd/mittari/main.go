// Command mittari is an offline program with which child-protection teams measure whether their help helps.
package main

import (
	"context"
	"os"

	"github.com/mittari/mittari/cmd/mittari/internal/cli"
)

func main() {
	noCoreDump()
	os.Exit(cli.Run(context.Background(), os.Args[1:], cli.Stdio{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}

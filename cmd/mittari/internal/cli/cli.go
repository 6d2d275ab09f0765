package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/config"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/vault"
)

// Stdio is where a run reads and writes.
type Stdio struct {
	In       io.Reader
	Out, Err io.Writer
}

// Run does what the arguments say and returns the exit code. It returns when the work is done or interrupted.
func Run(ctx context.Context, args []string, std Stdio) int {
	return run(ctx, args, std, host{clock: time.Now, kdf: vault.DefaultKDF(), locale: localeOf(os.Getenv)})
}

// host is what the machine gives; tests give their own.
type host struct {
	clock  func() time.Time
	kdf    vault.KDF
	locale string
}

// localeOf is the language setting of the system, in the order in which systems look at it.
func localeOf(env func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			return v
		}
	}
	return ""
}

func run(ctx context.Context, args []string, std Stdio, h host) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{std: std, host: h}
	if err := a.speak(languageFlag(args)); err != nil {
		_, _ = fmt.Fprintln(std.Err, err)
		return exitFailed
	}
	root := newRoot(a)
	root.SetArgs(args)
	root.SetIn(std.In)
	root.SetOut(std.Out)
	root.SetErr(std.Err)
	return a.finish(ctx, root.ExecuteContext(ctx))
}

// languageFlag looks for --lang before anything else is read, so that help and complaints about the command
// line come in that language too.
func languageFlag(args []string) string {
	if meansWording(args) {
		return ""
	}
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if v, ok := strings.CutPrefix(arg, "--"+config.Lang+"="); ok {
			return v
		}
		if arg == "--"+config.Lang && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}

// app is what every command works with. It is made anew for each run.
type app struct {
	std       Stdio
	host      host
	cfg       config.Config
	loc       *lang.Localizer
	flags     globalFlags
	catalogue *instruments.Catalogue // read when first needed
}

type globalFlags struct {
	lang, workspace, instruments string
	passphraseFile               string
	passphraseFD                 int
	json                         bool
}

// speak chooses the language: the flag, else the settings file, else the system, else Finnish.
func (a *app) speak(flag string) error {
	wish := flag
	if _, ok := lang.Parse(wish); !ok { // none, or the language of a wording
		wish = ""
	}
	if wish == "" {
		if c, err := config.Load(config.File(), nil); err == nil { // a wrong file is reported when the command runs
			wish = c.Lang
		}
	}
	if wish == "" {
		wish = a.host.locale
	}
	tag, _ := lang.Parse(wish)
	return a.use(tag)
}

func (a *app) use(tag instruments.Lang) error {
	l, err := lang.New(tag)
	if err != nil {
		return err
	}
	a.loc = l
	return nil
}

// prepare runs before every command: settings, and flags that only some values make sense of.
func (a *app) prepare(cmd *cobra.Command) error {
	given := map[string]string{}
	for name, value := range map[string]string{config.Lang: a.flags.lang, config.Workspace: a.flags.workspace, config.Instruments: a.flags.instruments} {
		if cmd.Flags().Changed(name) && (name != config.Lang || !a.langIsWording(cmd)) {
			given[name] = value
		}
	}
	cfg, err := config.Load(config.File(), given)
	if err != nil {
		return err
	}
	a.cfg = cfg
	if _, ok := lang.Parse(cfg.Lang); cfg.Lang != "" && !ok {
		return a.usage("cli.usage.lang", "value", cfg.Lang)
	}
	if cmd.Flags().Changed("passphrase-fd") && a.flags.passphraseFile != "" {
		return a.usage("cli.usage.two-secrets")
	}
	return nil
}

// definitions is the catalogue: the built-in library and the user's own folder.
func (a *app) definitions() (*instruments.Catalogue, error) {
	if a.catalogue != nil {
		return a.catalogue, nil
	}
	var err error
	if dir, found := a.ownFolder(); found {
		a.catalogue, err = instruments.OpenCatalogue(os.DirFS(dir))
	} else {
		a.catalogue, err = instruments.Builtin()
	}
	if err != nil {
		return nil, fmt.Errorf("open the instruments: %w", err)
	}
	return a.catalogue, nil
}

// ownFolder is where definitions of the user's own lie. The usual place need not exist; one that was named is taken
// at its word.
func (a *app) ownFolder() (dir string, found bool) {
	if a.cfg.Instruments != "" {
		return a.cfg.Instruments, true
	}
	dir = config.DefaultInstruments()
	info, err := os.Stat(dir)
	return dir, err == nil && info.IsDir()
}

// command makes a command whose words are the messages cli.<key>.short and cli.<key>.long. Examples are the same
// in every language.
func (a *app) command(key, use string, examples ...string) *cobra.Command {
	c := &cobra.Command{
		Use: use, Short: a.loc.T("cli." + key + ".short"), Long: a.loc.T("cli." + key + ".long"),
		Args: a.arguments(0, 0), SilenceErrors: true, SilenceUsage: true, DisableFlagsInUseLine: true,
	}
	for i := range examples {
		examples[i] = "  " + examples[i]
	}
	c.Example = strings.Join(examples, "\n")
	c.Flags().BoolP("help", "h", false, a.loc.T("cli.flag.help"))
	return c
}

// arguments accepts from least to most arguments.
func (a *app) arguments(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < least {
			return a.usage("cli.usage.too-few", "use", cmd.UseLine())
		}
		if len(args) > most {
			return a.usage("cli.usage.too-many", "arg", args[most], "use", cmd.UseLine())
		}
		return nil
	}
}

// oneOf checks a flag against its values.
func (a *app) oneOf(flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return a.usage("cli.usage.value", "flag", flag, "value", value, "allowed", strings.Join(allowed, ", "))
}

// finish tells an error to a person and turns it into the exit code.
func (a *app) finish(ctx context.Context, err error) int {
	if err == nil {
		return exitDone
	}
	err = a.reword(err)
	code := exitCode(ctx, err)
	var quiet *warned
	if errors.As(err, &quiet) {
		return code // everything has been said
	}
	if ctx.Err() != nil && code == exitInterrupted {
		err = context.Canceled
	}
	s := a.loc.Err(err)
	for _, line := range []string{s.What, s.Kept, s.Do} {
		if line != "" {
			_, _ = fmt.Fprintln(a.std.Err, line)
		}
	}
	return code
}

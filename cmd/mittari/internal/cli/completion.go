package cli

import (
	"github.com/spf13/cobra"
)

func newCompletion(a *app) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	c := a.command("completion", "completion bash|zsh|fish|powershell",
		"mittari completion bash > ~/.local/share/bash-completion/completions/mittari")
	c.Args = a.arguments(1, 1)
	c.ValidArgs = shells
	c.PersistentPreRunE = func(*cobra.Command, []string) error { return nil } // needs no settings
	c.RunE = func(cmd *cobra.Command, args []string) error {
		root := cmd.Root()
		switch args[0] {
		case "bash":
			return root.GenBashCompletionV2(a.std.Out, true)
		case "zsh":
			return root.GenZshCompletion(a.std.Out)
		case "fish":
			return root.GenFishCompletion(a.std.Out, true)
		case "powershell":
			return root.GenPowerShellCompletionWithDesc(a.std.Out)
		}
		return a.oneOf("shell", args[0], shells...)
	}
	return c
}

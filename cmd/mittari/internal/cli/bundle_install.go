package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/bundle"
)

// installedLine is what was installed, for machines.
type installedLine struct {
	Sender   string   `json:"sender"`
	Signer   string   `json:"signer"`
	Files    []string `json:"files"`
	Wordings []string `json:"wordings"`
	LeftOut  []string `json:"left_out,omitempty"`
}

func newBundleInstall(a *app) *cobra.Command {
	var secretFile string
	var accept []string
	c := a.command("bundle-install", "install", "mittari bundle install forms.bundle",
		"mittari bundle install forms.bundle --accept-signer lusab-babad-gutih-tugad-zogah")
	c.Use = "install " + a.loc.T("cli.word.file")
	c.Args = a.arguments(1, 1)
	c.Flags().StringVar(&secretFile, "bundle-passphrase-file", "", a.loc.T("cli.flag.bundle-passphrase"))
	c.Flags().StringArrayVar(&accept, "accept-signer", nil, a.loc.T("cli.flag.accept-signer"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			secret, err := bundleSecret(secretFile)
			if err != nil {
				return err
			}
			files, done, err := casework.OpenBundles(args)
			if err != nil {
				return err
			}
			o := casework.InstallOrder{File: files[0], Passphrase: secret, Accept: accept}
			return errors.Join(a.install(cmd.Context(), desk, o), done())
		})
	}
	return c
}

func (a *app) install(ctx context.Context, desk *casework.Desk, o casework.InstallOrder) error {
	done, err := desk.Install(ctx, o, a.putDefinitions)
	if err != nil {
		return err
	}
	line := installedLine{Sender: done.Manifest.Sender, Signer: done.Mark.String(), Files: done.Files, Wordings: []string{}}
	for _, w := range done.Wordings {
		name := fmt.Sprintf("%s %s", w.Instrument, w.Lang)
		if w.Err != nil {
			line.LeftOut = append(line.LeftOut, name)
			a.note("cli.bundle.wording-left", "name", name, "why", a.loc.Err(w.Err).String())
			continue
		}
		line.Wordings = append(line.Wordings, name)
	}
	err = a.show(line, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, a.loc.T("cli.bundle.installed", "sender", line.Sender, "signer", line.Signer,
			"files", len(line.Files), "wordings", len(line.Wordings)))
		return err
	})
	if err == nil && len(line.LeftOut) > 0 {
		err = &warned{exitWarned}
	}
	return err
}

// ownDefinitions reads the user's own definitions; what is no part of one is left out.
func (a *app) ownDefinitions() ([]bundle.File, error) {
	dir, found := a.ownFolder()
	if !found {
		return nil, nil
	}
	var files []bundle.File
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.Count(name, "/") != 2 || !strings.HasSuffix(name, ".yaml") {
			return err
		}
		content, err := fs.ReadFile(root, name)
		files = append(files, bundle.File{Path: name, Content: content})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the definitions: %w", err)
	}
	return files, nil
}

// putDefinitions writes definitions into the user's own folder, all or none. They are read as a whole catalogue first, in a
// folder beside it, so that nothing comes in that does not load.
func (a *app) putDefinitions(files []bundle.File) (err error) {
	if len(files) == 0 {
		return nil
	}
	dir, _ := a.ownFolder()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the folder of instruments: %w", err)
	}
	staged, err := os.MkdirTemp(filepath.Dir(dir), ".mittari-install-")
	if err != nil {
		return fmt.Errorf("install definitions: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(staged)) }()
	fresh, err := stage(staged, dir, files)
	if err != nil {
		return err
	}
	if err := loads(staged, fresh); err != nil {
		return err
	}
	for _, folder := range fresh {
		to := filepath.Join(dir, filepath.FromSlash(folder))
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return fmt.Errorf("install %s: %w", folder, err)
		}
		if err := os.Rename(filepath.Join(staged, filepath.FromSlash(folder)), to); err != nil {
			return fmt.Errorf("install %s: %w", folder, err)
		}
	}
	return nil
}

// stage writes the files of versions that are not there yet. A version that is there must be the same, byte by byte.
func stage(staged, dir string, files []bundle.File) (fresh []string, err error) {
	seen := map[string]bool{}
	for _, f := range files {
		folder := path.Dir(f.Path)
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(folder))); err == nil {
			have, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Path)))
			if err != nil || !bytes.Equal(have, f.Content) {
				return nil, casework.ErrOtherContents
			}
			continue
		}
		to := filepath.Join(staged, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return nil, fmt.Errorf("install %s: %w", f.Path, err)
		}
		if err := os.WriteFile(to, f.Content, 0o600); err != nil {
			return nil, fmt.Errorf("install %s: %w", f.Path, err)
		}
		if !seen[folder] {
			seen[folder], fresh = true, append(fresh, folder)
		}
	}
	return fresh, nil
}

// loads reads every staged definition as the program would.
func loads(staged string, folders []string) error {
	cat, err := instruments.OpenCatalogue(os.DirFS(staged))
	if err != nil {
		return err
	}
	for _, folder := range folders {
		id, number, _ := strings.Cut(folder, "/")
		n, err := strconv.Atoi(number)
		if err != nil {
			return bundle.ErrBadFile
		}
		if _, err := cat.At(instruments.Ref{ID: instruments.ID(id), Version: n}); err != nil {
			return err
		}
	}
	return nil
}

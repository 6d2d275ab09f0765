package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/spf13/viper"
)

// Names of the settings, in the file and as flags.
const (
	Lang        = "lang"
	Workspace   = "workspace"
	Instruments = "instruments"
)

// folder is the program's own folder inside those that the system gives to users.
const folder = "mittari"

// Config is what was set. Empty fields were not.
type Config struct {
	Lang        string `mapstructure:"lang"`        // fi, sv or en; default: that of the workspace or of the system
	Workspace   string `mapstructure:"workspace"`   // path of the encrypted file
	Instruments string `mapstructure:"instruments"` // folder with definitions of one's own

	Taste Taste `mapstructure:",squash"`
}

// FileError says why the settings file cannot be used. Nothing falls back to a default in silence.
type FileError struct {
	Path string
	Err  error
}

// Error implements error.
func (e *FileError) Error() string { return fmt.Sprintf("settings file %s: %v", e.Path, e.Err) }

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }

// MessageKey names the sentence for it in the catalogues.
func (e *FileError) MessageKey() (string, []any) {
	return "config", []any{"path", e.Path, "text", e.Err.Error()}
}

// File is where the settings are read from.
func File() string { return filepath.Join(xdg.ConfigHome, folder, "config.yaml") }

// DefaultWorkspace is where the encrypted file lies unless set otherwise.
func DefaultWorkspace() string { return filepath.Join(xdg.DataHome, folder, "workspace.mittari") }

// DefaultInstruments is where definitions of one's own lie unless set otherwise.
func DefaultInstruments() string { return filepath.Join(xdg.DataHome, folder, "instruments") }

// Load reads the settings file, if there is one, and puts the flags that were given over it, by name. A key that
// is not a setting, or a file that cannot be read, is a *FileError.
func Load(path string, flags map[string]string) (Config, error) {
	v := viper.New()
	v.SetConfigType("yaml")
	if err := read(v, path); err != nil {
		return Config{}, err
	}
	for name, value := range flags {
		v.Set(name, value)
	}
	c, err := understood(v)
	if err != nil {
		return Config{}, &FileError{Path: path, Err: err}
	}
	if c.Workspace == "" {
		c.Workspace = DefaultWorkspace()
	}
	return c, nil
}

// understood turns what stands in the file into settings; a name or a value that is none is an error.
func understood(v *viper.Viper) (Config, error) {
	c := Config{}
	if err := v.UnmarshalExact(&c); err != nil {
		return Config{}, err
	}
	return c, c.Taste.check()
}

func read(v *viper.Viper, path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return &FileError{Path: path, Err: err}
	}
	defer func() { _ = f.Close() }() // opened for reading only
	if err := v.ReadConfig(f); err != nil {
		return &FileError{Path: path, Err: err}
	}
	return nil
}

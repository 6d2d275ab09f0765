package cli

import (
	"os"
)

func workbookRows(*os.File) (func() ([]string, error), error) {
	return nil, &problem{key: "no-xlsx"}
}

package bundle

import (
	"fmt"
	"io/fs"

	"github.com/evanw/esbuild/pkg/api"
)

// Engine makes one script of client/reading/engine.ts, which is what answers in
// the search box, and of client/reading/further.ts, which pages load when they want
// it. The script leaves newEngine and further in the global object. It is for
// programs that run the engine without a page.
func Engine(templates fs.FS) ([]byte, error) {
	s := sources{templates: templates}
	const entry = `
		import { newEngine } from "./client/reading/engine.ts"
		import { further } from "./client/reading/further.ts"
		Object.assign(globalThis, { newEngine, further })`
	data, err := s.bundle(entry, api.LoaderTS)
	if err != nil {
		return nil, fmt.Errorf("bundle engine: %w", err)
	}
	return data, nil
}

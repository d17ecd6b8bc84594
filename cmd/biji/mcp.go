package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site/edition/mcp"
	"github.com/biji-notes/biji/site/search"
)

func mcpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "mcp SITE",
		Short: "Let an assistant ask a built site, by the Model Context Protocol",
		Long: `Mcp is a server of the Model Context Protocol on standard input and output: an
assistant starts it and asks it. SITE is the folder of a built site, or its zip.
The tools are search, which finds what biji search finds, read, list and
backlinks; each answer names addresses. Nothing is changed, and no connection is
opened.`,
		Example: `  biji mcp public
  biji mcp site.zip`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			files, closeFiles, err := siteFiles(args[0])
			if err != nil {
				return fmt.Errorf("read the site %s: %w", args[0], err)
			}
			defer closeFiles()
			index, err := search.OpenSite(files)
			if err != nil {
				return fmt.Errorf("read the index of %s: %w", args[0], err)
			}
			defer index.Close()
			s, err := mcp.Open(files, searcher(index))
			if err != nil {
				return fmt.Errorf("read the site %s: %w", args[0], err)
			}
			if err := s.Serve(cmd.Context(), version(), cmd.InOrStdin(), cmd.OutOrStdout()); err != nil && !errors.Is(err, cmd.Context().Err()) {
				return err
			}
			return nil
		},
	}
}

// searcher answers as biji search does.
func searcher(index *search.Index) mcp.Search {
	return func(ctx context.Context, words string, size, from int) (mcp.Found, error) {
		results, err := index.Search(ctx, words, search.SearchOptions{Size: size, From: from})
		if err != nil {
			return mcp.Found{}, err
		}
		found := mcp.Found{How: results.How.String(), Total: results.Total, Hits: []mcp.Hit{}}
		for _, h := range results.Hits {
			found.Hits = append(found.Hits, mcp.Hit{Address: h.URL, Title: h.Title, Trail: h.Trail, Excerpt: marked(h.Excerpt)})
		}
		return found, nil
	}
}

// The script of pages that lead on to others: of what has moved, and overviews of
// split notes.
import { takeCarried } from "./carried.ts";
import { attachOverview } from "./overview.ts";
import { attachRedirect } from "./redirect.ts";

takeCarried();
attachRedirect(document);
attachOverview(document);

// The third script: loaded where there are matches to mark.
import en from "../../text/marks-en.json";
import zh from "../../text/marks-zh.json";
import { handOver } from "../script.ts";
import type { Landing } from "./handover.ts";
import { attachLanding } from "./landing.ts";
import { keepMarks, marksIn } from "./marks.ts";
import { sayFrom } from "./text.ts";

const land: Landing = (root, link) => {
  if (link) {
    location.hash = link.hash; // the browser scrolls there, and remembers where it was
    keepMarks(marksIn(link.href));
  }
  return attachLanding(root, sayFrom(LANGUAGE === "zh" ? zh : en));
};
handOver("marks", land);

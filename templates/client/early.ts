// Runs before anything is drawn, so that a chosen theme does not flash in.
import { applyTheme, chosenTheme } from "./theme.ts";

document.documentElement.dataset["bijiScript"] = "";
applyTheme(chosenTheme());

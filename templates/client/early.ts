// Runs before anything is drawn, so that what a reader has chosen does not flash in.
import { apply, chosen } from "./theme.ts";

document.documentElement.dataset["bijiScript"] = "";
apply("theme", chosen("theme"));
apply("reader", chosen("reader"));

// A change of pages that breaks off is no fault: nobody waits for its promises, and some
// of them are handed to nobody.
addEventListener("unhandledrejection", (event) => {
  if (/^Transition was /.test(Object(event.reason).message)) event.preventDefault();
});

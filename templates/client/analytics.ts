// The script of sites that count visits: it tells the service of each page that
// is opened, where it comes from, and nothing of what is done on it.
import { addFile, metaText, onWeb, readSettings } from "./settings.ts";

const settings = readSettings(metaText("biji-analytics"));
const to = settings["to"] ?? "";
const site = settings["site"] ?? "";

// What the author looks at while writing is no visit.
if (onWeb() && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(location.hostname)) count();

function count(): void {
  const screen = `${window.screen.width}x${window.screen.height}`;
  switch (settings["service"]) {
    case "plausible":
      send({ n: "pageview", u: location.href, d: site, r: document.referrer || null }, "text/plain");
      break;
    case "umami":
      send({
        type: "event",
        payload: {
          website: site, hostname: location.hostname, language: navigator.language, screen,
          title: document.title, url: location.pathname + location.search, referrer: document.referrer,
        },
      }, "application/json");
      break;
    case "goatcounter": {
      const seen = { p: location.pathname, t: document.title, r: document.referrer, s: screen.replace("x", ","), q: location.search };
      void fetch(`${to}?${new URLSearchParams(seen)}`, { mode: "no-cors", credentials: "omit", keepalive: true }).catch(() => {});
      break;
    }
    case "google":
      google();
  }
}

function send(event: object, type: string): void {
  // A text goes without asking first; JSON cannot.
  void fetch(to, { method: "POST", body: JSON.stringify(event), headers: { "Content-Type": type }, credentials: "omit", keepalive: true }).catch(() => {});
}

/** google starts gtag.js, which takes its orders from a list. */
function google(): void {
  const orders: unknown[] = ((window as unknown as { dataLayer?: unknown[] }).dataLayer ??= []);
  const order = function (..._: unknown[]): void {
    orders.push(arguments); // it tells orders from other things by that
  };
  order("js", new Date());
  order("config", site);
  const script = document.createElement("script");
  script.src = settings["script"] ?? "";
  addFile(script).catch(() => {});
}

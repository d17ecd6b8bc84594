// The script of pages that stand in the site as Markdown too: the link to that copies
// it. Pages from disk cannot read other files, and there it stays a link.
const link = document.querySelector<HTMLAnchorElement>("[data-biji=markdown]");
if (link && navigator.clipboard && location.protocol !== "file:")
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const text = fetch(link.href).then((answer) => (answer.ok ? answer.text() : Promise.reject()));
    // The browser has to hear of the copy before the text is there, or it takes it for no answer to the click.
    navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]).then(
      () => (link.textContent += " ✓"),
      () => (location.href = link.href),
    );
  };

export {};

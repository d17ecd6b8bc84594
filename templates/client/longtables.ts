// The script of pages with long tables: the head of one that is no wider than the text
// stays in sight. A wider one scrolls by itself, and its head could not leave it.
const sizes = new ResizeObserver((seen) => {
  for (const { target } of seen) target.toggleAttribute("data-fits", target.scrollWidth <= target.clientWidth);
});

function attach(): void {
  for (const wrap of document.querySelectorAll(".table-wrap:has(tr:nth-child(12))")) sizes.observe(wrap);
}

attach();
addEventListener("biji", attach); // the local server has put tables in the place of others

export {};

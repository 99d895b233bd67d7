/**
 * Tables that sort by a click on a heading and can be filtered; the print button; the outline that follows the reader.
 */

/** Plain JavaScript for a browser. */
export const tableScript = String.raw`(() => {
const table = document.querySelector("table.sortable");
if (table) {
  const body = table.tBodies[0], rows = [...body.rows];
  const collator = new Intl.Collator("zh-Hans", { numeric: true });
  for (const heading of table.querySelectorAll("th[data-sort]")) {
    const column = heading.cellIndex, numeric = heading.dataset.sort === "number";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.onclick = () => {
      const up = heading.getAttribute("aria-sort") !== "ascending";
      for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = (row) => {
        const cell = row.cells[column];
        return numeric ? (cell.dataset.value === "" ? -Infinity : Number(cell.dataset.value)) : cell.textContent.trim();
      };
      const sign = up ? 1 : -1;
      rows.sort((a, b) => {
        const x = key(a), y = key(b);
        return sign * (numeric ? (x < y ? -1 : x > y ? 1 : 0) : collator.compare(x, y));
      });
      body.append(...rows);
    };
  }
  const filter = document.getElementById("filter");
  filter.closest("p").hidden = false;
  filter.addEventListener("input", () => {
    const words = filter.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) count++;
    }
    document.querySelector(".matches").textContent = words.length ? count + " 个" : "";
  });
}

const print = document.querySelector("button.print");
if (print) { print.hidden = false; print.onclick = () => window.print(); }

const side = document.querySelector(".outline.side");
if (side && "IntersectionObserver" in window) {
  const links = new Map([...side.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.id)?.setAttribute("aria-current", "location");
    }
  }, { rootMargin: "0px 0px -70% 0px" });
  for (const id of links.keys()) {
    const heading = document.getElementById(id);
    if (heading) seen.observe(heading);
  }
}
const fold = document.querySelector(".outline.fold");
if (fold) fold.addEventListener("click", (event) => { if (event.target.tagName === "A") fold.open = false; });
})();`;

// A table of ticks: the box that ticks all, and the button that says how many. The same for events to choose from.

document.querySelectorAll("[data-tick-all]").forEach((all) => {
  const table = all.closest("table");
  const place = table.closest("form, .k-panel") || document;
  const boxes = () => [...table.querySelectorAll("tbody input[type=checkbox].k-tick")];
  const count = () => {
    const ticked = boxes().filter((box) => box.checked).length;
    boxes().forEach((box) => box.closest("tr").classList.toggle("k-table__picked", box.checked));
    all.checked = ticked > 0 && ticked === boxes().length;
    all.indeterminate = ticked > 0 && !all.checked;
    place.querySelectorAll("[data-bulk-count]").forEach((words) => {
      words.textContent = ticked === 0 ? "what is ticked" : `${ticked} ${ticked === 1 ? words.dataset.one : words.dataset.many}`;
    });
  };
  all.hidden = false;
  [...(all.labels || [])].forEach((label) => { label.hidden = false; });
  all.addEventListener("change", () => { boxes().forEach((box) => { box.checked = all.checked; }); count(); table.dispatchEvent(new Event("ticked", { bubbles: true })); });
  table.addEventListener("change", count);
  count();
});

/** How many events are ticked, and whether these are all that are shown. */
function countEvents(place) {
  const all = place.querySelector("[data-tick-events]");
  if (!all) return;
  const boxes = [...place.querySelectorAll("[data-question]")];
  const ticked = boxes.filter((box) => box.checked).length;
  all.checked = ticked > 0 && ticked === boxes.length;
  place.querySelector("[data-ticked]").textContent = `${ticked} chosen`;
}

function showTickEvents(root) {
  root.querySelectorAll("[data-tick-row]").forEach((row) => { row.hidden = false; countEvents(row.closest(".k-cited")); });
}

document.addEventListener("change", (event) => {
  const place = event.target.closest(".k-cited");
  if (!place) return;
  if (event.target.matches("[data-tick-events]")) {
    const boxes = [...place.querySelectorAll("[data-question]")];
    boxes.forEach((box) => { box.checked = event.target.checked; });
    if (boxes.length) boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
  }
  countEvents(place);
});

showTickEvents(document);
document.addEventListener("htmx:afterSettle", () => showTickEvents(document));

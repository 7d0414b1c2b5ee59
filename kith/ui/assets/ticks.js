// A table of ticks: the box that ticks all, and the button that says how many.

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
  all.addEventListener("change", () => { boxes().forEach((box) => { box.checked = all.checked; }); count(); });
  table.addEventListener("change", count);
  count();
});

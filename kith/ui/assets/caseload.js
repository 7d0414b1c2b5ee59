// The team board: what each worker would carry with the ticked families, worked out here as they are ticked or chosen, and
// families dragged onto a worker. The box and the list of a row do the same without dragging, and without scripts the
// button "Show the weights" asks the server.

document.querySelectorAll("[data-board]").forEach((board) => {
  const families = [...board.querySelectorAll("tr[data-family-weight]")];
  const workers = [...board.querySelectorAll("tr[data-worker]")];
  if (!families.length || !workers.length) return;
  const everyone = board.querySelector("[data-everyone] select");
  const boxOf = (row) => row.querySelector("input[type=checkbox]");
  const listOf = (row) => row.querySelector("select");
  const points = (number) => number.toFixed(1);
  let carried = null;

  const show = (worker, more) => {
    const now = Number(worker.dataset.weight);
    const limit = Number(worker.dataset.limit);
    const after = now + more;
    const over = after > limit;
    const chart = worker.querySelector("svg");
    const bar = chart.querySelector(".k-chart__bar");
    const added = chart.querySelector(".k-chart__more");
    const each = Number(worker.dataset.scale);
    added.setAttribute("width", String(Math.max(Math.min(more * each, 196 - Number(bar.getAttribute("width"))), 0)));
    added.setAttribute("visibility", more ? "visible" : "hidden");
    chart.classList.toggle("k-chart--over", over);
    chart.setAttribute("aria-label", `${worker.dataset.worker}: ${points(now)} now, ${points(after)} after, limit ${points(limit)}`);
    worker.querySelector("[data-weight-words]").textContent =
      `${points(now)}${more ? ` → ${points(after)}` : ""} of ${points(limit)}${over ? " – over" : ""}`;
  };

  const weigh = () => {
    const more = new Map();
    families.filter((row) => boxOf(row).checked).forEach((row) => {
      const worker = (everyone && everyone.value) || listOf(row).value;
      more.set(worker, (more.get(worker) || 0) + Number(row.dataset.familyWeight));
    });
    workers.forEach((worker) => show(worker, more.get(worker.dataset.workerId) || 0));
  };

  const give = (row, worker) => {
    const list = listOf(row);
    if (![...list.options].some((option) => option.value === worker.dataset.workerId)) return;
    list.value = worker.dataset.workerId;
    boxOf(row).checked = true;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  };

  families.forEach((row) => {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => { carried = row; event.dataTransfer.effectAllowed = "move"; event.dataTransfer.setData("text/plain", ""); });
    row.addEventListener("dragend", () => { carried = null; });
  });
  workers.forEach((worker) => {
    worker.addEventListener("dragover", (event) => { if (carried) { event.preventDefault(); worker.classList.add("k-table__picked"); } });
    worker.addEventListener("dragleave", () => worker.classList.remove("k-table__picked"));
    worker.addEventListener("drop", (event) => {
      event.preventDefault();
      worker.classList.remove("k-table__picked");
      if (carried) give(carried, worker);
    });
  });
  board.querySelectorAll("[data-without-scripts]").forEach((button) => { button.hidden = true; });
  board.addEventListener("change", weigh);
  board.addEventListener("ticked", weigh);
  weigh();
});

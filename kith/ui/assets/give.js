// The family's copy: Print keeps it as it is given, in place, and then opens the printing of the browser. Without scripts
// the form goes the ordinary way to the copy that was kept.

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const told = form.id === "give" && document.querySelector("[data-given]");
  if (!told || form.dataset.ordinary) return;
  event.preventDefault();
  const fields = new FormData(form);
  const asked = JSON.stringify([fields.get("to"), fields.get("how")]);
  if (form.dataset.kept === asked) {
    window.print(); // kept already: only another sheet of paper
    return;
  }
  fields.delete("_key");
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await send(form.action, fields);
    const { words } = await answer.json();
    told.textContent = words;
    if (!answer.ok) return;
    form.dataset.kept = asked;
    window.print();
  } catch {
    told.textContent = "The line or the server does not answer, so nothing was kept or printed. Press Print again in a moment.";
  } finally {
    form.removeAttribute("aria-busy");
  }
});

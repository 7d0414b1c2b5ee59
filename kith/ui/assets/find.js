// Type-ahead in place: the find box of the header and look-ups in forms. Names are sent in the body, never in an address.

let boxes = 0;

/** Give an input a list of suggestions. `choose(found)` is called with the chosen one. */
function suggest(input, address, choose) {
  const list = make("ul", "k-found");
  const id = `k-found-${(boxes += 1)}`;
  let found = [];
  let at = -1;
  let waiting = null;
  let asked = null;

  list.id = id;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  input.after(list);
  Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" })
    .forEach(([name, value]) => input.setAttribute(name, value));

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (next) => {
    at = next;
    [...list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
    return undefined;
  };

  const show = (answer) => {
    found = answer.found || [];
    list.replaceChildren(...found.map((one, index) => {
      const row = make("li", "k-found__one", one.words);
      row.id = `${id}-${index}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      if (one.small) row.append(make("small", "", one.small));
      row.addEventListener("mousedown", (event) => { event.preventDefault(); pick(index); });
      return row;
    }));
    list.hidden = !found.length;
    at = -1;
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    say(answer.words || (found.length === 1 ? "1 suggestion" : `${found.length || "No"} suggestions`));
  };

  const pick = (index) => {
    const one = found[index];
    close();
    choose(one);
  };

  const ask = async () => {
    const words = input.value.trim();
    if (asked) asked.abort();
    if (words.length < 2) return close();
    asked = new AbortController();
    try {
      const answer = await send(address, { q: words }, asked.signal);
      if (answer.ok) show(await answer.json());
      else close();
    } catch (fault) {
      if (fault.name !== "AbortError") close();
    }
    return undefined;
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 220);
  });
  input.addEventListener("blur", () => { clearTimeout(waiting); close(); });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark((at + 1) % found.length);
    else if (event.key === "ArrowUp") mark((at + found.length) % (found.length + 1) - (at < 0 ? 1 : 0));
    else if (event.key === "Enter" && at >= 0) pick(at);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

const findBox = document.getElementById("find");
if (findBox && findBox.dataset.live) {
  suggest(findBox, findBox.dataset.live, (one) => { window.location.assign(one.href); });
}

document.querySelectorAll("[data-look-up]").forEach((group) => {
  const input = group.querySelector("input:not([type=hidden])");
  const chosen = group.querySelector("input[type=hidden]");
  input.addEventListener("input", () => { chosen.value = ""; });
  suggest(input, group.dataset.lookUp, (one) => {
    input.value = one.words;
    chosen.value = one.value;
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
  });
});

// What is pasted out of Word, Outlook or a page of the web keeps its headings, lists and bold, in the few signs that long
// answers know; all else becomes plain words. What is read here is never put into the page as markup.

const MOST_LETTERS = 200000; // as many as one answer holds
const AT_ONCE = 20000; // more than this is not put in key by key: undo gives up before the browser does
const LEFT_OUT = "script, style, template, head, title, noscript, object, iframe, svg, math, select, textarea";
const BLOCKS = /^(p|div|section|article|header|footer|main|blockquote|pre|address|figure|figcaption|ul|ol|dl|dt|dd|table|tbody|thead|tfoot|tr|form|fieldset)$/;

function styleOf(node) { return node.getAttribute("data-style") || ""; }

/** The words of an element in one line, bold between stars. */
function runs(node, isBold) {
  if (node.nodeType === Node.TEXT_NODE) return marked(node.data.replace(/[\s\u00a0]+/g, " "), isBold);
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) return "";
  if (node.localName === "br") return "\n";
  if (/mso-list:\s*ignore/i.test(styleOf(node))) return "";
  const bold = isBold || isStrong(node);
  return [...node.childNodes].map((child) => runs(child, bold)).join("");
}

function isStrong(node) {
  const weight = /font-weight:\s*(bold|[6-9]00)/i.test(styleOf(node));
  return weight || (/^(b|strong)$/.test(node.localName) && !/font-weight:\s*(normal|[1-4]00)/i.test(styleOf(node)));
}

function marked(words, isBold) {
  if (!isBold || !words.trim()) return words;
  const [, before, inside, after] = /^(\s*)([^]*?)(\s*)$/.exec(words);
  return `${before}**${inside}**${after}`;
}

/** One line of words, without the stars that only part two bold pieces. */
function line(words) {
  return words.replace(/\*\*(\s*)\*\*/g, "$1").replace(/[ \t]+/g, " ").trim();
}

function sign(node, at) {
  const name = node.localName;
  if (/^h[1-6]$/.test(name)) return Number(name[1]) < 3 ? "## " : "### ";
  if (name === "li") return node.parentElement && node.parentElement.localName === "ol" ? `${at}. ` : "- ";
  return wordSign(node);
}

/** Word writes headings and lists as paragraphs: what they are stands in their class and style. */
function wordSign(node) {
  const style = styleOf(node);
  if (/^MsoTitle$|^MsoSubtitle$/.test(node.className)) return "## ";
  if (!/mso-list:\s*l\d/i.test(style) && !/^MsoListParagraph/.test(node.className)) return "";
  const ignored = [...node.querySelectorAll("[data-style]")].find((one) => /mso-list:\s*ignore/i.test(styleOf(one)));
  const number = ignored && /^\(?(\d{1,3})[.)]/.exec(ignored.textContent.trim());
  return number ? `${number[1]}. ` : "- ";
}

/** Lines of a document into `found`: each a paragraph, a heading or an item. */
function linesOf(parent, found) {
  let inline = "";
  let number = Number(parent.getAttribute && parent.getAttribute("start")) || 1;
  const close = (before = "") => {
    inline.split("\n").map(line).filter(Boolean).forEach((words, at) => found.push((at ? "" : before) + words));
    inline = "";
  };
  [...parent.childNodes].forEach((node) => {
    const isElement = node.nodeType === Node.ELEMENT_NODE;
    if (isElement && node.matches(LEFT_OUT)) return;
    if (isElement && node.localName === "tr") {
      close();
      inline = [...node.children].map((cell) => line(runs(cell, false).replace(/\n/g, " "))).filter(Boolean).join(" · ");
      close();
    } else if (isElement && (/^(h[1-6]|li)$/.test(node.localName) || BLOCKS.test(node.localName) || hasBlocks(node))) {
      close();
      block(node, number, found);
      if (node.localName === "li") number += 1;
    } else inline += runs(node, false);
  });
  close();
}

function hasBlocks(node) {
  return Boolean(node.querySelector("p, div, li, tr, h1, h2, h3, h4, h5, h6"));
}

function block(node, number, found) {
  const before = sign(node, number);
  const inside = [];
  if (before && !hasBlocks(node)) inside.push(...runs(node, false).split("\n").map(line).filter(Boolean));
  else linesOf(node, inside);
  if (!before || !inside.length) { found.push(...inside); return; }
  const first = before.startsWith("#") ? inside[0].replaceAll("**", "") : inside[0];
  found.push(before + first, ...inside.slice(1));
}

/** Lists stand close, everything else with an empty line between. */
function spaced(lines) {
  const isItem = (one) => /^(- |\d{1,3}\. )/.test(one || "");
  return lines.map((one, at) => (at && !(isItem(one) && isItem(lines[at - 1])) ? "\n" : "") + one).join("\n");
}

/** Styles are read here and handlers left out, before the browser sees them as such: our policy would complain of each. */
function harmless(html) {
  const quiet = (tag) => tag
    .replace(/^(<\/?)(?:script|style)\b/i, "$1textarea")
    .replace(/([\s"'/])(style|on[a-z]+)(\s*=)/gi, (_, before, name, after) => `${before}data-${name.toLowerCase()}${after}`);
  return html.replace(/<\/?[a-z][^>]*>/gi, quiet);
}

/** The signs for what the clipboard holds as a page; nothing where its plain words will do. */
function fromPage(html) {
  const page = new DOMParser().parseFromString(harmless(html), "text/html"); // read only: nothing in it runs or is fetched
  if (!page.querySelector("p, div, li, tr, h1, h2, h3, h4, h5, h6, b, strong, br, [data-style*='bold']")) return "";
  const found = [];
  linesOf(page.body, found);
  return spaced(found);
}

function tooMuch(box, letters) {
  const group = box.closest(".govuk-form-group") || box.parentElement;
  const words = `Not pasted: this box would hold ${letters.toLocaleString("en-GB")} letters, and one answer holds ${MOST_LETTERS.toLocaleString("en-GB")}. `
    + "Paste it in parts, or add it to the record as a document. It is still on your clipboard.";
  group.querySelectorAll(":scope > .k-too-much").forEach((old) => old.remove());
  const note = make("p", "govuk-error-message k-too-much", words);
  note.setAttribute("role", "alert");
  box.before(note);
}

function putIn(box, words) {
  if (words.length < AT_ONCE && document.execCommand("insertText", false, words)) return; // can be undone key by key
  box.setRangeText(words, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("paste", (event) => {
  const box = event.target;
  if (!box.matches || !box.matches("textarea[data-prose]") || !event.clipboardData) return;
  const html = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  const tooBig = html.length > 40 * MOST_LETTERS;
  const words = (tooBig ? "" : fromPage(html)) || plain.replace(/\r\n?/g, "\n");
  const letters = box.value.length - (box.selectionEnd - box.selectionStart) + words.length;
  const old = box.parentElement.querySelector(":scope > .k-too-much");
  if (old) old.remove();
  if (letters > MOST_LETTERS) {
    event.preventDefault();
    tooMuch(box, letters);
  } else if (words !== plain) {
    event.preventDefault();
    putIn(box, words);
  }
});

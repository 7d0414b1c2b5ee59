// How long an answer is and how old one has to be to read it: counted while one writes as the server counts it
// (kith/core/reading.py; a test compares the two). Shown after a pause; said aloud only when one leaves the box.

const PAUSE = 600;
const FEWEST = 10; // words; fewer say nothing
const AGES = [5, 22];
const OLDEST_READER = 11; // of what a family is given
const FAMILY = "[data-family]"; // the answers that stand on the family's copy
const SENTENCE_ENDS = /[.!?…]+(?=[\s"'”’)\]]|$)|[\r\n]+|[:;](?=\s)/u;
const WORDS_OF = /[\p{L}\p{N}]+(?:['’‑-][\p{L}\p{N}]+)*/gu;
const TITLES = /\b(mr|mrs|ms|dr|st|no|e\.g|i\.e)\./gi;
const APART = /[^tcsgx]i[aou](?!u)|[aeou]ing|creat|eo[nl]?$|eum|ua[lt]|uid|yi|[aeiou]y[aeiou]|ism/g;
const SIGNS = /^(?:#{2,3}[ \t]+|[-*•·▪◦‣][ \t]+|o\t[ \t]*|\d{1,3}[.)][ \t]+)(?=\S)/;
const spokenOf = new Map(); // syllables of words met before

/** The words alone, without the signs of headings and lists. */
function withoutSigns(text) {
  return text.split(/\r\n|[\n\r]/).map((one) => one.trim().replace(SIGNS, "")).filter(Boolean).join("\n").replaceAll("**", "");
}

function silent(letters) {
  if (letters.endsWith("e")) return /[^aeiouy]le$|[aeiouy]e$/.test(letters) ? 0 : 1;
  if (letters.endsWith("ed")) return /[td]ed$|[aeiouy]ed$|[^aeiouyl]led$/.test(letters) ? 0 : 1;
  if (letters.endsWith("es")) return /(?:[sxzcg]|ch|sh|[aeiouy]|[^aeiouyl]l)es$/.test(letters) ? 0 : 1;
  return 0;
}

function syllables(word) {
  if (spokenOf.has(word)) return spokenOf.get(word);
  const letters = word.toLowerCase().replace(/[^a-z]/g, "").slice(0, 40);
  const found = (letters.match(/[aeiouy]+/g) || []).length + (letters.match(APART) || []).length;
  const spoken = letters ? Math.max(found - silent(letters), 1) : 1;
  spokenOf.set(word, spoken);
  return spoken;
}

function countOf(text) {
  const parts = withoutSigns(text).replace(TITLES, "$1").split(SENTENCE_ENDS).map((part) => part.match(WORDS_OF) || []).filter((part) => part.length);
  const words = parts.flat();
  return { words: words.length, sentences: parts.length, spoken: words.reduce((sum, word) => sum + syllables(word), 0) };
}

/** To the nearest whole number, halves to the even one, as the server rounds. */
function rounded(number) {
  const below = Math.floor(number);
  if (number - below !== 0.5) return Math.round(number);
  return below % 2 ? below + 1 : below;
}

function ageOf({ words, sentences, spoken }) {
  if (words < FEWEST || !sentences) return 0;
  return Math.min(Math.max(rounded(0.39 * words / sentences + 11.8 * spoken / words - 15.59 + 5), AGES[0]), AGES[1]);
}

function toldOf(counted) {
  const { words } = counted;
  const told = words === 1 ? "1 word" : `${words.toLocaleString("en-GB")} words`;
  const age = ageOf(counted);
  return age ? `${told} · reading age ${age}` : told;
}

/** The same of what a family reads: whether it asks for too old a reader. */
function toldOfFamily(counted) {
  return toldOf(counted) + (ageOf(counted) > OLDEST_READER ? `, not ${OLDEST_READER}` : "");
}

const counts = new WeakMap(); // what was counted in each box

function recount(box) {
  const held = counts.get(box);
  if (held && held.text === box.value) return;
  const found = countOf(box.value);
  const told = box.closest(FAMILY) ? toldOfFamily : toldOf;
  counts.set(box, { text: box.value, ...found, told: found.words ? told(found) : "" });
  const place = box.parentElement.querySelector("[data-count]");
  if (place) place.textContent = counts.get(box).told;
}

/** All long answers of the page together, and those for the family. */
function showLength() {
  const all = [...document.querySelectorAll("textarea[data-prose]")];
  document.querySelectorAll("[data-length]").forEach((place) => {
    const isFamily = place.dataset.length === "family";
    const held = all.filter((box) => !isFamily || (box.closest(FAMILY) && !box.closest("[hidden]"))).map((box) => counts.get(box)).filter(Boolean);
    const sum = (name) => held.reduce((total, one) => total + one[name], 0);
    const counted = { words: sum("words"), sentences: sum("sentences"), spoken: sum("spoken") };
    place.hidden = !counted.words;
    place.textContent = counted.words ? (isFamily ? `Family’s version: ${toldOfFamily(counted)}` : `All of it: ${toldOf(counted)}`) : "";
  });
}

let pause = null;

document.addEventListener("input", (event) => {
  const box = event.target;
  if (!box.matches("textarea[data-prose]")) return;
  clearTimeout(pause);
  pause = setTimeout(() => { recount(box); showLength(); }, PAUSE);
});

let entered = ""; // what was told of the box when one came to it

document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea[data-prose]")) entered = (counts.get(event.target) || {}).told || "";
});

document.addEventListener("focusout", (event) => {
  const box = event.target;
  if (!box.matches("textarea[data-prose]")) return;
  recount(box);
  showLength();
  const { told } = counts.get(box);
  if (told && told !== entered) say(told);
});

function recountAll(root) {
  root.querySelectorAll("textarea[data-prose]").forEach(recount);
  showLength();
}

recountAll(document);
// boxes come in parts fetched later, and the place for the sum with the list of sections
["htmx:afterSettle", "kith:changed"].forEach((name) => document.addEventListener(name, (event) => recountAll(event.target.parentElement || document)));

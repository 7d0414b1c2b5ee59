// What every script begins with: what is said aloud, and elements with words in them.

const said = document.getElementById("k-said");

/** Say words politely to a screen reader. */
function say(words) {
  if (said && said.textContent !== words) said.textContent = words;
}

/** Make an element with a class and text; the text is never read as markup. */
function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

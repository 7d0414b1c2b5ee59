// Small things every page has: the proof of a form, the way to the first error, the banner's short form.

/** The proof that a request comes from our page: the cookie's, because it outlives a new sign-in elsewhere. */
function formToken() {
  const name = document.body.dataset.formCookie;
  const held = document.cookie.split("; ").find((pair) => name && pair.startsWith(name + "="));
  if (held) return held.slice(name.length + 1);
  const field = document.querySelector("input[name=csrfmiddlewaretoken]");
  return field ? field.value : "";
}

/** Send fields as a form would, in the name of whom the page was made for. A redirect is not followed: it means that the session ended. */
function send(address, fields, signal, keepalive) {
  return fetch(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "X-CSRFToken": formToken(), "X-Requested-With": "fetch", "X-Worker": document.body.dataset.who || "", Accept: "application/json" },
    credentials: "same-origin",
    redirect: "manual",
    signal,
    keepalive: Boolean(keepalive),
  });
}

document.addEventListener("submit", (event) => {
  const field = event.target.querySelector("input[name=csrfmiddlewaretoken]");
  if (field) field.value = formToken();
});

const errors = document.querySelector(".govuk-error-summary");
if (errors) {
  errors.focus();
  errors.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    (field.closest("fieldset") || label || field).scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
}

// A table wider than its panel can be scrolled with the keyboard.
function markScrolling() {
  document.querySelectorAll("[data-scroll]").forEach((box) => {
    const wide = box.scrollWidth > box.clientWidth + 1;
    box.toggleAttribute("tabindex", wide);
    if (!wide) return;
    box.setAttribute("tabindex", "0");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", (box.querySelector("caption") || box).textContent.trim().slice(0, 80));
  });
}
markScrolling();
window.addEventListener("resize", markScrolling);

// The person's banner keeps one line once its own height has been scrolled past.
const banner = document.querySelector("[data-banner]");
if (banner && "IntersectionObserver" in window) {
  const edge = make("div", "k-banner-edge");
  banner.before(edge);
  new IntersectionObserver(([seen]) => {
    const past = !seen.isIntersecting && seen.boundingClientRect.top < -120;
    if (past === banner.classList.contains("k-banner--small")) return;
    banner.style.marginBottom = "";
    const whole = banner.offsetHeight;
    banner.classList.toggle("k-banner--small", past);
    // what it gives up stays empty, so that the page does not jump under the reader
    if (past) banner.style.marginBottom = `${Math.max(whole - banner.offsetHeight, 0)}px`;
  }, { rootMargin: "120px 0px 0px", threshold: 0 }).observe(edge);
}

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.k-menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

// Scripts that only some pages need: the page says where they are, and they are fetched where there is use for them.

function fetchScript(name) {
  const address = document.body.dataset[name];
  if (!address) return;
  const script = make("script");
  script.src = address;
  document.head.append(script);
}

if (document.querySelector("textarea[data-prose]")) fetchScript("words");

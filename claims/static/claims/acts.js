// Acts answered in place: one that got no answer says so, and a whole page never lands in a column.
(() => {
  "use strict";
  const KEPT = "What you typed is still here.";
  const notice = document.getElementById("notice");

  function say(heading, message) {
    const box = document.createElement("div");
    const strong = document.createElement("strong");
    box.className = "notice";
    box.tabIndex = -1;
    strong.textContent = `${heading}.`;
    box.append(strong, ` ${message} ${KEPT}`);
    notice.replaceChildren(box);
    box.focus();
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, serverResponse } = event.detail;
    notice.replaceChildren();
    if (xhr.status < 400) return;
    const page = new DOMParser().parseFromString(serverResponse, "text/html").querySelector("main");
    if (event.detail.shouldSwap && !page) return;
    event.detail.shouldSwap = false;
    const words = page && [page.querySelector("h1"), page.querySelector("h1 ~ p")];
    if (words && words[0] && words[1]) say(words[0].textContent, words[1].textContent);
    else say("This did not work", `The workbench answered with an error (${xhr.status}). Try again in a moment.`);
  });

  for (const lost of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(lost, () => say("The workbench does not answer", "Whether this was saved is not known. Try again in a moment."));
  }

  // Who signed in again beside this page got a new token; the one that the form was made with is refused.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    if (token) event.detail.parameters.csrfmiddlewaretoken = token[1];
  });
})();

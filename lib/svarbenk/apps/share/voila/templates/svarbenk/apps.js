// What widgets cannot do themselves: the address, files, names for what has none, live regions.
(function () {
  "use strict";
  const cells = document.getElementById("rendered_cells");
  const phone = window.matchMedia("(max-width: 40rem)");
  const asked = new URLSearchParams(location.search);
  asked.delete("token"); // the cookie has it by now; an address that is passed on must not
  const first = asked.toString();
  const put = function (query) {
    const address = location.pathname + (query ? "?" + query : "") + location.hash;
    if (address !== location.pathname + location.search + location.hash) {
      history.replaceState(history.state, "", address);
    }
  };
  put(first);
  if (first || phone.matches) {
    cells.classList.add("svb-waiting"); // what is there first is another view than the one that was asked for
    setTimeout(() => cells.classList.remove("svb-waiting"), 8000);
  }

  // to the kernel: where the page was opened, and whether the screen is narrow
  let inbox = null;
  const tell = function (told) {
    beat = { number: (beat ? beat.number : 0) + 1, since: Date.now(), asked: 0 };
    inbox.value = JSON.stringify({ ...told, beat: beat.number });
    inbox.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // every time something is changed the kernel is asked for a sign of life: where none comes, and the server says that
  // the kernel is gone, or says nothing itself, the page says so. One that works on something is waited for
  const SOON = 8000;
  const LATE = 40000;
  const WORDS = {
    nb: ["Siden har stått for lenge, eller tjenesten er stoppet. Last den på nytt.", "Last siden på nytt"],
    en: ["The page has been open for too long, or the service has stopped. Load it again.", "Load the page again"],
  };
  const notice = document.querySelector(".svb-gone");
  let config = {};
  try {
    config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  } catch {
    // then it is only the silence that tells
  }
  let beat = null;
  let answered = 0;
  const language = () => (document.documentElement.lang === "en" ? "en" : "nb");
  const gone = function (is) {
    if (is === cells.classList.contains("svb-dead")) return;
    cells.classList.toggle("svb-dead", is);
    notice.lang = language();
    if (!is) return notice.replaceChildren();
    const [told, again] = WORDS[language()];
    const text = document.createElement("p");
    const button = document.createElement("button");
    text.textContent = told;
    button.type = "button";
    button.textContent = again;
    button.addEventListener("click", () => location.reload());
    notice.replaceChildren(text, button);
  };
  const heard = function () {
    answered = beat ? beat.number : 0;
    gone(false);
  };
  const lives = async function () {
    if (!config.kernelId) return true;
    try {
      const address = (config.baseUrl || "/") + "api/kernels/" + config.kernelId;
      const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(5000) });
      return answer.ok;
    } catch {
      return !navigator.onLine;
    }
  };
  setInterval(async function () {
    if (!beat || answered >= beat.number || !navigator.onLine || cells.classList.contains("svb-dead")) return;
    const asked = beat;
    const waited = Date.now() - asked.since;
    if (waited < SOON || waited < asked.asked) return;
    asked.asked = waited + 5000;
    const there = waited < LATE && (await lives());
    if (!there && answered < asked.number && !document.hidden) gone(true);
  }, 1000);
  let soon = 0;
  const ask = function () {
    clearTimeout(soon);
    soon = setTimeout(function () {
      // one that is waited for is asked only once
      if (inbox && !(beat && answered < beat.number)) tell({ narrow: phone.matches });
    }, 300);
  };
  for (const kind of ["change", "pointerup", "click"]) cells.addEventListener(kind, ask);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  phone.addEventListener("change", () => inbox && tell({ narrow: phone.matches }));

  // the way to all apps, in the language of the page
  const home = function (lang) {
    const link = document.querySelector(".svb-home a");
    if (!link) return;
    link.textContent = lang === "en" ? "All apps" : "Alle appene";
    link.lang = lang;
    link.search = lang === "en" ? "?sprak=en" : "";
  };
  if (asked.get("sprak") === "en") home("en");

  // from the kernel: what the address and the title are to be
  let said = "";
  let shown = null;
  const hear = function (span) {
    const told = span.outerHTML;
    if (told === said) return;
    said = told;
    heard();
    document.documentElement.lang = span.dataset.lang;
    const skip = document.querySelector(".svb-skip");
    if (skip) skip.textContent = span.dataset.lang === "en" ? "Skip to the content" : "Hopp til innholdet";
    home(span.dataset.lang);
    const heading = cells.querySelector("h1");
    if (span.dataset.title && heading) {
      heading.textContent = span.dataset.title;
      document.title = span.dataset.title + " – svarbenk";
    }
    if ("ready" in span.dataset) {
      cells.classList.remove("svb-waiting");
      // a plain link stays plain until something is chosen
      if (shown === null ? first : shown !== span.dataset.query) put(span.dataset.query);
      shown = span.dataset.query;
    }
  };

  // a file: made by the kernel, kept by the reader
  let taken = "";
  const take = function (link) {
    if (link.dataset.file === taken) return;
    taken = link.dataset.file;
    const bytes = Uint8Array.from(atob(link.dataset.content), (sign) => sign.charCodeAt(0));
    const place = URL.createObjectURL(new Blob([bytes], { type: link.dataset.media }));
    const save = document.createElement("a");
    save.href = place;
    save.download = link.download;
    document.body.append(save);
    save.click();
    save.remove();
    setTimeout(() => URL.revokeObjectURL(place), 60000);
    link.removeAttribute("data-content");
  };

  let count = 0;
  const name = function () {
    for (const part of cells.querySelectorAll(".svb-status > .widget-html-content:not([role])")) {
      part.setAttribute("role", "status");
      part.setAttribute("aria-live", "polite");
    }
    for (const field of cells.querySelectorAll(".svb-field")) {
      const help = field.querySelector(".svb-help .widget-html-content");
      if (help && !help.id) help.id = "svb-help-" + ++count;
      for (const part of field.querySelectorAll("input, select, textarea")) {
        const told = help && help.textContent ? help.id : "";
        if ((part.getAttribute("aria-describedby") || "") !== told) {
          if (told) part.setAttribute("aria-describedby", told);
          else part.removeAttribute("aria-describedby");
        }
      }
    }
    for (const part of cells.querySelectorAll(".svb-number input[type=text]")) {
      if (part.inputMode !== "decimal") part.inputMode = "decimal";
      const refused = String(part.closest(".svb-field").querySelector(".svb-help [data-refused]") !== null);
      if (part.getAttribute("aria-invalid") !== refused) part.setAttribute("aria-invalid", refused);
    }
    for (const group of cells.querySelectorAll(".svb-many")) {
      const title = group.querySelector(".svb-group .widget-html-content");
      if (title && group.getAttribute("aria-label") !== title.textContent) {
        group.setAttribute("role", "group");
        group.setAttribute("aria-label", title.textContent);
      }
    }
    // a slider is for the mouse; the number field beside it says and takes the same
    for (const handle of cells.querySelectorAll(".svb-slider .noUi-handle")) {
      const label = handle.closest(".svb-field").querySelector(".widget-label");
      if (label && handle.getAttribute("aria-label") !== label.textContent) {
        handle.setAttribute("aria-label", label.textContent);
        handle.setAttribute("tabindex", "-1");
      }
    }
  };

  // a list tells the kernel which line was chosen: one that is chosen before the list follows the words that were typed
  // is another line by then, and waits
  let held = null;
  const follows = function (field) {
    const told = field.querySelector(".svb-help [data-words]");
    return !told || told.dataset.words === field.querySelector(".svb-words input").value;
  };
  cells.addEventListener(
    "change",
    function (event) {
      const field = event.target.matches(".svb-search select") ? event.target.closest(".svb-search") : null;
      if (!field || follows(field)) return;
      event.stopImmediatePropagation();
      const chosen = event.target.selectedOptions[0];
      held = chosen ? { field: field, list: event.target, text: chosen.textContent } : null;
    },
    true,
  );
  const release = function () {
    if (!held || !follows(held.field)) return;
    const { list, text } = held;
    held = null;
    const found = Array.from(list.options).filter((option) => option.textContent === text);
    if (found.length !== 1) return;
    found[0].selected = true;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const look = function () {
    const span = cells.querySelector(".svb-outbox span");
    if (!inbox) {
      inbox = cells.querySelector(".svb-inbox input");
      if (inbox) tell({ query: first, narrow: phone.matches });
    }
    if (span) hear(span);
    const link = cells.querySelector(".svb-tray a[data-content]");
    if (link) take(link);
    name();
    release();
  };
  new MutationObserver(look).observe(cells, { childList: true, subtree: true });

  // what is typed counts when the typing pauses, not only when the field is left
  let pause = 0;
  cells.addEventListener("input", function (event) {
    if (!event.target.matches(".svb-text textarea, .svb-word input")) return;
    clearTimeout(pause);
    pause = setTimeout(() => event.target.dispatchEvent(new Event("change", { bubbles: true })), 600);
  });
})();

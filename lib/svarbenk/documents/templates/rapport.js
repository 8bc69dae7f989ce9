/* The search, and what is behind a figure opened when a link leads to it. Nothing is fetched. */
(function () {
  "use strict";

  /* ---- what is behind a figure or table ---- */
  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1));
    var place = id && document.getElementById(id);
    if (!place) return;
    var shut = place.closest("details") || (place.matches(".table, figure") && place.querySelector("details.behind"));
    if (shut && !shut.open) {
      shut.open = true;
      place.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", reveal);
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) setTimeout(reveal, 0);
  });
  reveal();

  /* ---- search ---- */
  var form = document.querySelector("form.search[data-live]");
  var index = window.SVARBENK_INDEX;
  if (!form || !index) return;
  var field = form.querySelector("input");
  var status = document.getElementById("sokestatus");
  var list = document.getElementById("treff");
  var more = document.getElementById("flere");
  var words = form.dataset;
  var STEP = 30;
  var shown = STEP;
  var found = [];
  var weight = { chapter: 9, heading: 8, figure: 7, table: 6, prose: 0 };

  function fold(text) {
    return text.toLowerCase()
      .replace(/[éèêë]/g, "e").replace(/[áàâä]/g, "a").replace(/[óòôö]/g, "o").replace(/[úùûü]/g, "u")
      .replace(/[\u2010-\u2014]/g, "-").replace(/\u00a0/g, " ");
  }
  var entries = index.entries.map(function (each, place) {
    return { chapter: each[0], kind: each[1], url: each[2], title: each[3], text: each[4], place: place,
      foldedTitle: " " + fold(each[3]), foldedText: " " + fold(each[4]) };
  });

  function terms(query) {
    var parts = fold(query).match(/"[^"]+"|[^\s"]+/g) || [];
    return parts.map(function (part) { return part.replace(/"/g, "").trim(); }).filter(Boolean);
  }
  function starts(text, at) { return !/[a-z0-9æøå]/.test(text.charAt(at - 1)); }
  function score(text, term, whole, inside) {
    var best = 0;
    for (var at = text.indexOf(term); at > -1; at = text.indexOf(term, at + 1)) {
      if (starts(text, at)) return whole;
      best = inside;
    }
    return best;
  }
  function look(query) {
    var wanted = terms(query);
    var hits = [];
    if (!wanted.length) return hits;
    var phrase = wanted.join(" ");
    entries.forEach(function (entry) {
      var sum = 0;
      for (var i = 0; i < wanted.length; i++) {
        var points = score(entry.foldedTitle, wanted[i], 12, 5);
        // the heading over a paragraph is not its own
        if (entry.kind === "prose") points = 0;
        points = Math.max(points, score(entry.foldedText, wanted[i], 4, 1.5));
        if (!points) return;
        sum += points;
      }
      if (wanted.length > 1 && (entry.foldedTitle + entry.foldedText).indexOf(phrase) > -1) sum += 10;
      // «figur 4-12» is that figure, not a text that mentions it or figure 4-123
      if (entry.kind !== "prose" && entry.foldedTitle.slice(1).split(". ")[0] === phrase) sum += 100;
      hits.push({ entry: entry, sum: sum + weight[entry.kind] });
    });
    hits.sort(function (a, b) { return b.sum - a.sum || a.entry.place - b.entry.place; });
    return hits;
  }

  function marked(text, wanted) {
    var holder = document.createDocumentFragment();
    var folded = fold(text);
    var spans = [];
    wanted.forEach(function (term) {
      for (var at = folded.indexOf(term); at > -1; at = folded.indexOf(term, at + term.length)) spans.push([at, at + term.length]);
    });
    spans.sort(function (a, b) { return a[0] - b[0]; });
    var end = 0;
    spans.forEach(function (span) {
      if (span[1] <= end) return;
      var start = Math.max(span[0], end);
      holder.append(text.slice(end, start));
      var mark = document.createElement("mark");
      mark.textContent = text.slice(start, span[1]);
      holder.append(mark);
      end = span[1];
    });
    holder.append(text.slice(end));
    return holder;
  }
  function snippet(text, wanted) {
    if (text.length < 190) return text;
    var folded = fold(text);
    var at = Math.min.apply(null, wanted.map(function (term) {
      var place = folded.indexOf(term);
      return place < 0 ? Infinity : place;
    }));
    var from = at === Infinity ? 0 : Math.max(0, at - 70);
    if (from) from = text.indexOf(" ", from) + 1;
    var piece = text.slice(from, from + 180);
    if (from + 180 < text.length) piece = piece.slice(0, Math.max(piece.lastIndexOf(" "), 1)) + " …";
    return (from ? "… " : "") + piece;
  }

  function line(hit, wanted) {
    var entry = hit.entry;
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.href = entry.url;
    link.append(marked(entry.title, wanted));
    item.append(link);
    if (entry.text) {
      var told = document.createElement("p");
      told.append(marked(snippet(entry.text, wanted), wanted));
      item.append(told);
    }
    var where = document.createElement("p");
    where.className = "where";
    where.textContent = words[entry.kind] + (entry.kind === "chapter" ? "" : " · " + index.chapters[entry.chapter]);
    item.append(where);
    return item;
  }
  function draw(query) {
    var wanted = terms(query);
    list.replaceChildren.apply(list, found.slice(0, shown).map(function (hit) { return line(hit, wanted); }));
    more.hidden = found.length <= shown;
    if (!wanted.length) { status.textContent = ""; return; }
    var told = found.length === 1 ? words.one : found.length ? words.many : words.none;
    status.textContent = told.replace("{n}", found.length).replace("{q}", query.trim());
  }
  function search() {
    shown = STEP;
    found = look(field.value);
    draw(field.value);
    try {
      var query = field.value.trim();
      history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname);
    } catch (refused) { /* some browsers allow no such change in a folder */ }
  }

  var waiting;
  field.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(search, 150); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(waiting);
    search();
    var first = list.querySelector("a");
    if (first) first.focus();
  });
  more.addEventListener("click", function () {
    var next = shown;
    shown += STEP;
    draw(field.value);
    var links = list.querySelectorAll("a");
    if (links[next]) links[next].focus();
  });
  document.addEventListener("keydown", function (event) {
    var links = Array.prototype.slice.call(list.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && (at > -1 || document.activeElement === field) && links[at + 1]) {
      event.preventDefault();
      links[at + 1].focus();
    } else if (event.key === "ArrowUp" && at > -1) {
      event.preventDefault();
      (links[at - 1] || field).focus();
    } else if (event.key === "Escape" && at > -1) {
      field.focus();
    }
  });
  var asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    field.value = asked;
    search();
  }
})();

// Screen readers tell what changes in a live region only where the region was there before the change: the
// part that ipywidgets fills anew is made one when it is first drawn. The document's language follows what is shown.
(function () {
  const live = function () {
    for (const part of document.querySelectorAll(".svb-status > .widget-html-content:not([role])")) {
      part.setAttribute("role", "status");
      part.setAttribute("aria-live", "polite");
    }
    const shown = document.querySelector(".svb-status [lang]");
    if (shown && document.documentElement.lang !== shown.lang) {
      document.documentElement.lang = shown.lang;
    }
  };
  new MutationObserver(live).observe(document.getElementById("rendered_cells"), { childList: true, subtree: true });
})();

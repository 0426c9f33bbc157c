/* Small comforts. Every page works without them. */
(() => {
  "use strict";
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // A refused form: go to the list of what is wrong.
  document.getElementById("error-summary")?.focus();

  // Typed text is not lost by a careless click.
  let typed = false;
  each("form[data-confirm-leave]", (form) => {
    form.addEventListener("input", () => { typed = true; });
    form.addEventListener("submit", () => { typed = false; });
  });
  addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });

  // One act is sent once.
  each("form[method=post]", (form) => form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  }));

  // 20201031, 2020/10/31 and 2020年10月31日 pasted into a date field.
  each("input[type=date]", (input) => input.addEventListener("paste", (event) => {
    const found = event.clipboardData.getData("text").match(/(\d{4})\D?(\d{1,2})\D?(\d{1,2})/);
    if (!found) return;
    event.preventDefault();
    input.value = `${found[1]}-${found[2].padStart(2, "0")}-${found[3].padStart(2, "0")}`;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }));

  // Filters stay open or closed as they were left, for this visit.
  each("details[data-facet]", (facet) => {
    const key = `facet:${facet.dataset.facet}`;
    try {
      const kept = sessionStorage.getItem(key);
      if (kept && !facet.querySelector(":checked")) facet.open = kept === "open";
      facet.addEventListener("toggle", () => sessionStorage.setItem(key, facet.open ? "open" : "closed"));
    } catch { /* storage refused: nothing is kept */ }
  });
})();

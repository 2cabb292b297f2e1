/* Single keys at the desk of moderation. They can be switched off on each device (WCAG 2.1.4), and everything that they
   do can be done by links and buttons as well. Nothing happens while somebody types or holds a modifier. */
(() => {
  const STORE = "moderation-keys";
  const BY_KEY = "moderation-by-key";
  const isOn = () => {
    try { return localStorage.getItem(STORE) !== "off"; } catch { return true; }
  };
  const keep = (on) => {
    try { localStorage.setItem(STORE, on ? "on" : "off"); } catch { /* for this page only */ }
  };
  const remember = (is) => {
    try { is ? sessionStorage.setItem(BY_KEY, "1") : sessionStorage.removeItem(BY_KEY); } catch { /* the focus stays above */ }
  };
  const remembered = () => {
    try { return sessionStorage.getItem(BY_KEY); } catch { return null; }
  };
  let on = isOn();

  const types = (target) =>
    target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName) && target.type !== "checkbox";
  const doors = () => [...document.querySelectorAll("[data-moderation-open]")];
  const row = () => document.activeElement.closest("[data-moderation-row]");

  const go = (step) => {
    const every = doors();
    const here = every.findIndex((door) => row() ? row().contains(door) : false);
    const next = every[here < 0 ? (step > 0 ? 0 : every.length - 1) : here + step];
    next?.focus();
  };
  const acts = {
    j: () => go(1),
    k: () => go(-1),
    o: () => row()?.querySelector("[data-moderation-open]")?.click(),
    x: () => row()?.querySelector("input[type=checkbox]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (!on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || types(event.target)) return;
    const key = event.key.toLowerCase();
    const act = doors().length ? acts[key] : undefined;
    const door = document.querySelector(`[data-moderation-key="${CSS.escape(key)}"]`);
    if (!act && !door) return;
    event.preventDefault();
    if (act) return act();
    remember(true);
    door.click();
  });

  /* Whoever opened a form by a key goes on in it; whoever was refused is told why first. */
  const byKey = remembered();
  remember(false);
  const refused = document.querySelector(".mod-refused");
  const wrong = document.querySelector(".mod-form [aria-invalid=true], .mod-form .w-field--error :is(input, select, textarea)");
  const first = document.querySelector(".mod-form :is(input:not([type=hidden]), select, textarea, button)");
  (refused || wrong || (byKey && first))?.focus();

  const bind = (root) => {
    root.querySelectorAll("[data-moderation-keys-switch]").forEach((box) => {
      box.checked = on;
      box.addEventListener("change", () => {
        on = box.checked;
        keep(on);
      });
    });
  };
  bind(document);
  document.addEventListener("w-swap:success", () => bind(document));

  /* A reason to begin from goes to the end of what is written; what is to be completed is marked and chosen. */
  document.querySelectorAll("[data-moderation-insert]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const area = document.getElementById(button.dataset.moderationInsert);
      const chosen = document.getElementById(button.dataset.moderationFrom)?.selectedOptions[0];
      const words = chosen?.dataset.text;
      if (!area || !words) return;
      const begin = area.value ? `${area.value.trimEnd()}\n\n` : "";
      area.value = begin + words;
      const gap = area.value.indexOf("[", begin.length);
      const end = gap < 0 ? -1 : area.value.indexOf("]", gap);
      area.focus();
      if (end > 0) area.setSelectionRange(gap, end + 1);
    });
  });
})();

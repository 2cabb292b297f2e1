// Comfort on top of pages that work without it: menu panels, the dialog of all menus, tabs, display settings at once,
// share and print, marking in the in-page navigation.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const wide = matchMedia("(min-width: 1024px)");

document.documentElement.dataset.js = "";

/* Menu: links of the bar become buttons that open a panel. */

function buildMenu(menu) {
  for (const link of $$("[data-menu-top]", menu)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.textContent = link.textContent;
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", link.dataset.menuTop);
    link.replaceWith(button);
    button.addEventListener("click", () => toggle(menu, button));
  }
  menu.addEventListener("keydown", (event) => {
    const open = $("[aria-expanded=true]", menu);
    if (event.key !== "Escape" || !open || inDialog(menu)) return;
    closeAll(menu);
    open.focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (!inDialog(menu) && event.relatedTarget && !menu.contains(event.relatedTarget)) closeAll(menu);
  });
  document.addEventListener("click", (event) => {
    if (!inDialog(menu) && !menu.contains(event.target)) closeAll(menu);
  });
}

const inDialog = (menu) => Boolean(menu.closest("dialog"));
const panelOf = (button) => document.getElementById(button.getAttribute("aria-controls"));

function toggle(menu, button) {
  const open = button.getAttribute("aria-expanded") === "true";
  if (open && inDialog(menu)) return; // one panel is always open beside the list
  closeAll(menu);
  if (!open) show(button, true);
}

function show(button, open) {
  button.setAttribute("aria-expanded", String(open));
  panelOf(button).hidden = !open;
}

const closeAll = (menu) => $$("[aria-expanded=true]", menu).forEach((button) => show(button, false));

/* All menus: the same list, moved into a dialog and back. */

function buildAllMenus(dialog, opener, menu) {
  const home = menu.parentElement;
  const body = $(".all-menu-body", dialog);
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");
  opener.addEventListener("keydown", (event) => {
    if (event.key === " ") { event.preventDefault(); opener.click(); }
  });
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    closeAll(menu);
    body.append(menu);
    dialog.showModal();
    place(dialog, body, menu);
  });
  $("[data-close]", dialog).addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    closeAll(menu);
    $$(".menu-panel", menu).forEach((panel) => { panel.hidden = true; });
    home.append(menu);
    opener.focus();
  });
  wide.addEventListener("change", () => dialog.close());
}

function place(dialog, body, menu) {
  if (wide.matches) {
    $$(".menu-panel", menu).forEach((panel) => { panel.hidden = false; });
    return;
  }
  dialog.style.setProperty("--panel-top", `${body.getBoundingClientRect().top}px`);
  const current = $("button.is-current", menu) ?? $("button.menu-top", menu);
  if (current) show(current, true);
}

/* Tabs from sections that each have a heading. Arrow keys, Home and End move between them. */

function buildTabs(root) {
  const panels = $$(".tab-panel", root);
  if (panels.length < 2) return;
  const list = document.createElement("div");
  list.className = "tabs-list";
  list.setAttribute("role", "tablist");
  if (root.dataset.label) list.setAttribute("aria-label", root.dataset.label);
  const tabs = panels.map((panel) => makeTab(panel));
  const select = (chosen, focus) => {
    tabs.forEach((tab, index) => {
      const on = tab === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      panels[index].hidden = !on;
    });
    if (focus) chosen.focus();
  };
  list.append(...tabs);
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) select(tab);
  });
  list.addEventListener("keydown", (event) => {
    const index = tabs.indexOf(event.target);
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (index < 0 || next === undefined) return;
    event.preventDefault();
    select(tabs[(next + tabs.length) % tabs.length], true);
  });
  root.prepend(list);
  root.dataset.ready = "";
  select(tabs[0]);
}

function makeTab(panel) {
  const tab = document.createElement("button");
  tab.type = "button";
  tab.className = "tab";
  tab.id = `${panel.id}-tab`;
  tab.textContent = $("[data-tab-title]", panel).textContent;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", panel.id);
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", tab.id);
  return tab;
}

/* Display settings: at once, and into the same cookie that the server writes. */

function buildDisplay(form) {
  form.addEventListener("change", () => {
    const chosen = new FormData(form);
    const { size, mode } = { size: chosen.get("size"), mode: chosen.get("mode") };
    Object.assign(document.documentElement.dataset, { size, mode });
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `display=${size}.${mode}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    for (const other of $$("[data-display]")) {
      other.elements.size.value = size;
      other.elements.mode.value = mode;
    }
  });
}

function buildDropdown(details) {
  const close = (event) => { if (!details.contains(event.target)) details.open = false; };
  details.addEventListener("toggle", () => {
    document[details.open ? "addEventListener" : "removeEventListener"]("click", close);
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.preventDefault();
    details.open = false;
    $("summary", details).focus();
  });
}

/* Share, print. */

async function share(button) {
  const data = { title: document.title, url: $("link[rel=canonical]")?.href ?? location.href };
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    await navigator.share(data).catch(() => undefined);
    return;
  }
  await navigator.clipboard.writeText(data.url);
  say(button.dataset.copied);
}

function say(text) {
  const note = document.createElement("p");
  note.className = "copied";
  note.setAttribute("role", "status");
  document.body.append(note);
  requestAnimationFrame(() => { note.textContent = text; });
  setTimeout(() => note.remove(), 5000);
}

/* In-page navigation: the section being read. */

function buildInPage(nav) {
  const links = new Map($$("a", nav).map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const mark = (id) => links.forEach((link, key) => {
    if (key === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
  const watcher = new IntersectionObserver((entries) => {
    const seen = entries.find((entry) => entry.isIntersecting);
    if (seen) mark(seen.target.id);
  }, { rootMargin: "0px 0px -70% 0px" });
  links.forEach((_link, id) => {
    const heading = document.getElementById(id);
    if (heading) watcher.observe(heading);
  });
}

const menu = $("[data-menu]");
if (menu) {
  buildMenu(menu);
  const dialog = $("#all-menu");
  const opener = $("[data-all-menu]");
  if (dialog && opener) buildAllMenus(dialog, opener, menu);
}
$$("[data-tabs]").forEach(buildTabs);
$$("[data-display]").forEach(buildDisplay);
$$("[data-dropdown]").forEach(buildDropdown);
$$("[data-in-page]").forEach(buildInPage);
$$("[data-share]").forEach((button) => button.addEventListener("click", () => share(button)));
$$("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
$("[data-error-summary]")?.focus();

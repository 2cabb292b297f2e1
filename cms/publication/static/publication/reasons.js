// From a reason on top of the editor to its field: the tab is opened, the block or row unfolded and brought into view.
(() => {
  const fieldOf = (name) =>
    document.querySelector(`[data-contentpath="${CSS.escape(name)}"]`) || document.getElementById(`id_${name}`);

  const partOf = (field, number) => {
    const blocks = field.querySelectorAll(':scope [data-streamfield-child]');
    const outer = [...blocks].filter((block) => !block.parentElement.closest('[data-streamfield-child]'));
    const rows = field.querySelectorAll('[data-inline-panel-child]');
    return outer[number] || rows[number] || field;
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-publication-place]');
    if (!link) return;
    const [, name, number] = /^(.*?)(?:-(\d+))?$/.exec(link.dataset.publicationPlace);
    const field = fieldOf(name) || document.getElementById(`id_${name}-FORMS`);
    if (!field) return;
    event.preventDefault();
    const tab = field.closest('[role="tabpanel"]');
    if (tab && tab.hidden) document.querySelector(`[role="tab"][href="#${tab.id}"]`)?.click();
    const part = number === undefined ? field : partOf(field, Number(number));
    part.closest('section')?.querySelector('[data-panel-toggle][aria-expanded="false"]')?.click();
    part.scrollIntoView({ block: 'center' });
    part.querySelector('input:not([type="hidden"]), textarea, select, [contenteditable="true"], button')?.focus({ preventScroll: true });
  });
})();

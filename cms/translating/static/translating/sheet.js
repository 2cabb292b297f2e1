/* Comfort on the work screen: a suggestion goes into its field at once. Without scripts the same button saves it there. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=insert]");
  if (!button) return;
  const field = document.getElementById(`text-${button.value.split(":")[0]}`);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
  // As if typed, so that the browser's undo brings back what was there.
  if (!document.execCommand("insertText", false, button.dataset.text)) field.value = button.dataset.text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

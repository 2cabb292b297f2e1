// Counts what a text message holds while it is written, as carriers do: a Latin sign one byte, any other two.
// The server counts again: this is help, not the rule.
const form = document.querySelector("[data-sms-count]");
if (form) {
  const overhead = JSON.parse(document.getElementById("sms-overhead").textContent);
  const channel = form.querySelector("[name=channel]");
  const size = (text) => [...text.trim().replace(/\r\n/g, "\n")].reduce((sum, sign) => sum + (sign.codePointAt(0) < 128 ? 1 : 2), 0);
  const show = () => {
    for (const field of form.querySelectorAll("[data-sms-language]")) {
      const language = field.dataset.smsLanguage;
      const shown = form.querySelector(`[data-sms-shown="${language}"]`);
      shown.hidden = channel.value !== "sms" || !field.value.trim();
      const bytes = size(field.value) + overhead[language];
      const words = bytes <= 90 ? shown.dataset.short : bytes <= 2000 ? shown.dataset.long : shown.dataset.over;
      const text = words.replace("#", bytes);
      if (shown.textContent !== text) shown.textContent = text;
    }
  };
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
}

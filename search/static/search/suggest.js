// Suggestions while typing, as an ARIA combobox. Without this file the box is a plain form.
const WAIT = 200;

for (const input of document.querySelectorAll("input[data-suggest]")) enhance(input);

function enhance(input) {
  const list = document.createElement("ul");
  const status = document.createElement("div");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.list);
  list.hidden = true;
  status.className = "govuk-visually-hidden";
  status.setAttribute("aria-live", "polite");
  input.form.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) input.setAttribute(name, value);

  let timer, last = "", active = -1;
  const options = () => [...list.children];

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(option));
    active = -1;
    open(suggestions.length > 0);
    status.textContent = suggestions.length ? input.dataset.found.replace("{count}", suggestions.length) : "";
  }

  function option({ title, url, kind }, at) {
    const item = document.createElement("li");
    const label = document.createElement("span");
    item.id = `${list.id}-${at}`;
    item.dataset.url = url;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.textContent = title;
    label.className = "soft";
    label.textContent = ` ${kind}`;
    item.append(label);
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => location.assign(url));
    return item;
  }

  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) input.removeAttribute("aria-activedescendant");
  }

  function choose(at) {
    const all = options();
    active = (at + all.length) % all.length;
    all.forEach((item, number) => item.setAttribute("aria-selected", String(number === active)));
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    const typed = input.value.trim();
    if (typed === last) return;
    last = typed;
    if (typed.length < 2) return show([]);
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`, { referrerPolicy: "no-referrer" });
      const { suggestions } = await answer.json();
      if (typed === last) show(suggestions);
    } catch {
      show([]); // the form still works
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      open(false);
      event.preventDefault();
    } else if (list.hidden || !options().length) {
      return;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      choose(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
      event.preventDefault();
    } else if (event.key === "Enter" && active >= 0) {
      location.assign(options()[active].dataset.url);
      event.preventDefault();
    }
  });
}

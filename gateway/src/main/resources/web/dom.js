// Making elements. Text is only ever set as text: nothing that a server says becomes markup.

export const byId = (id) => document.getElementById(id);

/** el('li', {class: 'card'}, 'text', child): an element; a property that is a function is a listener. */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

export function fill(parent, children, otherwise) {
  parent.replaceChildren(...(children.length ? children : [el('li', { class: 'quiet' }, otherwise)]));
}

/** The values of a form, by the names of its fields. */
export const fields = (form) => Object.fromEntries(new FormData(form));

let hiding;

/** Says something to everybody, screen readers too. */
export function say(text, kind = 'good') {
  const notice = byId('notice');
  notice.textContent = text;
  notice.dataset.kind = kind;
  notice.hidden = false;
  clearTimeout(hiding);
  if (kind === 'good') hiding = setTimeout(() => { notice.hidden = true; }, 8000);
}

/** Takes back what was said last. */
export function hush() {
  byId('notice').hidden = true;
}

/** Repeats something that may be too early, with longer and longer pauses, until it is whole. */
export async function untilWhole(look) {
  for (const seconds of [2, 4, 8, 16]) {
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    if (await look()) return;
  }
}

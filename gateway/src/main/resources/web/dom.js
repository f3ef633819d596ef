// Functions for elements. Text of a server is only set as text, never as markup.

export const byId = (id) => document.getElementById(id);

/** Makes an element: el('li', {class: 'card'}, 'text', child). A property that is a function becomes an event listener. */
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

/** Replaces the children of a list; an empty list shows a text instead. */
export function fillList(parent, children, emptyText) {
  parent.replaceChildren(...(children.length ? children : [el('li', { class: 'quiet' }, emptyText)]));
}

/** Returns the values of a form by the names of its fields. */
export const formValues = (form) => Object.fromEntries(new FormData(form));

let hideTimer;

/** Shows a message; screen readers read it aloud. An 'info' disappears after 8 seconds, an 'error' stays. */
export function showNotice(text, kind = 'info') {
  const notice = byId('notice');
  notice.textContent = text;
  notice.dataset.kind = kind;
  notice.hidden = false;
  clearTimeout(hideTimer);
  if (kind === 'info') hideTimer = setTimeout(() => { notice.hidden = true; }, 8000);
}

/** Hides the message. */
export function hideNotice() {
  byId('notice').hidden = true;
}

/** Calls a function up to four times, after 2, 4, 8 and 16 seconds, until it returns true. */
export async function retryUntilComplete(load) {
  for (const seconds of [2, 4, 8, 16]) {
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    if (await load()) return;
  }
}

// The cart in the browser's local storage: it survives a reload, and all tabs show the same cart.

const STORAGE_KEY = 'cart';

// The order service deletes an Idempotency-Key after 24 hours (service.idempotency.lifetime). After that a repeated
// request would place a second order.
const MAX_REPEAT_AGE_MILLISECONDS = 23 * 60 * 60 * 1000;

/**
 * Reads the stored cart: `cart` has the lines {product, quantity} by product id; `unanswered` is the order that was sent
 * and got no answer, or null.
 */
export function loadCart() {
  try {
    const { lines, unanswered } = JSON.parse(localStorage.getItem(STORAGE_KEY));
    const repeatable = unanswered?.sentAt > Date.now() - MAX_REPEAT_AGE_MILLISECONDS;
    return { cart: new Map(lines.map((line) => [line.product.id, line])), unanswered: repeatable ? unanswered : null };
  } catch {
    // Nothing is stored, or another version of the page has stored it.
    return { cart: new Map(), unanswered: null };
  }
}

/** Stores the cart and the order without an answer, or removes both when there is nothing to keep. */
export function storeCart({ cart, unanswered }) {
  if (cart.size === 0 && !unanswered) localStorage.removeItem(STORAGE_KEY);
  else localStorage.setItem(STORAGE_KEY, JSON.stringify({ lines: [...cart.values()], unanswered }));
}

/** Calls a function whenever another tab has changed the stored cart. */
export function onCartChangedInOtherTab(listener) {
  window.addEventListener('storage', ({ key }) => { if (key === STORAGE_KEY) listener(); });
}

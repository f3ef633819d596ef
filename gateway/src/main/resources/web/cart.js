// The cart, in the browser's storage: a reload keeps it, and all tabs show the same one.

const KEY = 'cart';

// The shop forgets an Idempotency-Key after 24 hours (service.idempotency.lifetime). A request with a forgotten key would order again.
const REPEATABLE_MILLISECONDS = 23 * 60 * 60 * 1000;

/**
 * Reads what is stored: `cart`, lines {product, quantity} by product id, and `unanswered`, the order that was sent and
 * not answered, or null.
 */
export function loadCart() {
  try {
    const { lines, unanswered } = JSON.parse(localStorage.getItem(KEY));
    const repeatable = unanswered?.sentAt > Date.now() - REPEATABLE_MILLISECONDS;
    return { cart: new Map(lines.map((line) => [line.product.id, line])), unanswered: repeatable ? unanswered : null };
  } catch {
    // Nothing is stored, or a page of another version stored it.
    return { cart: new Map(), unanswered: null };
  }
}

export function storeCart({ cart, unanswered }) {
  if (cart.size === 0 && !unanswered) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify({ lines: [...cart.values()], unanswered }));
}

/** Calls a function whenever another tab has stored the cart. */
export function onCartOfAnotherTab(work) {
  window.addEventListener('storage', ({ key }) => { if (key === KEY) work(); });
}

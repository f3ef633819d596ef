// What is to be ordered: the cart, its price, and the order until it is answered.

import { loadCart, onCartOfAnotherTab, storeCart } from './cart.js';
import { byId, el, fields, fill, say } from './dom.js';
import { times } from './money.js';
import { call, newKey, user } from './session.js';
import { benefit, money, t } from './texts.js';

const order = { quote: null, ...loadCart() };
let redraw = () => {};

/** Calls a function whenever the page must be drawn again, also when another tab has changed the cart. */
export function onChange(work) {
  redraw = work;
  onCartOfAnotherTab(() => {
    Object.assign(order, loadCart());
    resumeOrder();
    price();
    redraw();
  });
}

/** Whether the cart waits for the answer to its order, and cannot change. */
export const isUnanswered = () => Boolean(order.unanswered);

/** Puts pieces of a product into the cart, or takes them out. */
export function put(product, change) {
  const quantity = (order.cart.get(product.id)?.quantity ?? 0) + change;
  if (quantity > 0) order.cart.set(product.id, { product, quantity });
  else order.cart.delete(product.id);
  storeCart(order);
  price();
  if (change > 0) say(`${t('cart')}: ${product.name} × ${quantity}`);
  redraw();
}

function cartLine({ product, quantity }) {
  return el('li', {}, `${product.name} × ${quantity}`, ' ', money(times(product.price, quantity)), ' ',
    el('button', { type: 'button', disabled: isUnanswered(), 'aria-label': `${t('remove')}: ${product.name}`, click: () => put(product, -1) }, t('remove')));
}

/** What is to be ordered, as the shop is asked for its price and for itself. */
function wanted() {
  const { couponId } = fields(byId('order'));
  const items = [...order.cart.values()].map(({ product, quantity }) => ({ productId: product.id, quantity }));
  return { items, ...(couponId ? { couponId } : {}) };
}

/** Asks what the cart costs now. Nothing can be ordered before its price is shown. */
export async function price() {
  if (order.unanswered) return;
  const asked = {};
  order.quote = asked;
  if (!user() || order.cart.size === 0) { order.quote = null; redraw(); return; }
  redraw();
  const answer = await call('POST', '/api/v1/orders/quotes', wanted()).catch((problem) => ({ problem: problem.message }));
  // The cart, the coupon or the customer has changed meanwhile: that has asked as well.
  if (order.quote !== asked) return;
  order.quote = answer;
  redraw();
}

function quoteRows(quote) {
  const row = (name, amount, kind = '') => [el('dt', { class: kind }, name), el('dd', { class: kind }, amount)];
  const off = (value) => money(times(value, -1));
  const nameOf = (id) => quote.discounts.find((discount) => discount.discountId === id)?.name ?? t('discounts');
  const line = (item) => [
    ...row(`${item.name} × ${item.quantity}`, money(times(item.unitPrice, item.quantity))),
    ...(item.discount.amount > 0 ? row(nameOf(item.discountId), off(item.discount), 'quiet') : []),
  ];
  return el('dl', {},
    ...quote.lines.flatMap(line),
    ...row(t('subtotal'), money(quote.subtotal)),
    ...(quote.couponDiscount ? row(t('coupon'), off(quote.couponDiscount)) : []),
    ...(quote.shippingFee.amount > 0 ? row(t('shippingFee'), money(quote.shippingFee)) : []),
    ...(quote.tax.amount > 0 ? row(t('tax'), money(quote.tax)) : []),
    ...row(t('total'), money(quote.total), 'total'));
}

function drawQuote() {
  const { quote } = order;
  const shown = quote?.total ? quoteRows(quote)
    : el('p', { class: 'quiet' }, quote?.problem ?? t(user() ? 'pricing' : 'quoteLogin'));
  // Screen readers say it whenever it is replaced.
  if (!shown.isEqualNode(byId('quote').firstChild)) byId('quote').replaceChildren(shown);
  byId('place').disabled = Boolean(user()) && !quote?.total;
  byId('place').textContent = t(order.unanswered ? 'orderAgain' : 'order');
  byId('entries').disabled = isUnanswered();
}

/** Draws cart, coupons to choose from, price and form. */
export function drawCheckout(coupons) {
  fill(byId('cart'), [...order.cart.values()].map(cartLine), t('none'));
  const usable = (coupons ?? []).filter((coupon) => coupon.status === 'AVAILABLE');
  const select = byId('order').elements.couponId;
  const chosen = select.value;
  select.replaceChildren(el('option', { value: '' }, t('noCoupon')),
    ...usable.map((coupon) => el('option', { value: coupon.id }, `${coupon.name ?? coupon.campaignName ?? coupon.id} ${benefit(coupon.benefit)}`)));
  select.value = usable.some((coupon) => coupon.id === chosen) ? chosen : '';
  drawQuote();
  byId('checkout').hidden = order.cart.size === 0;
}

/** Whether an answer says what became of an order: not when it was lost, or when the order service was not asked. */
function isDecisive({ status, code }) {
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status) && code !== 'idempotency_in_progress';
}

/**
 * Places the order of the cart. Without an answer it may have been placed, so the same request is sent, with the same
 * Idempotency-Key, until there is one, also after a reload; the cart cannot change meanwhile.
 */
export async function placeOrder() {
  const { couponId, ...shippingAddress } = fields(byId('order'));
  order.unanswered ??= {
    customer: user().id, key: newKey(), sentAt: Date.now(), quote: order.quote, body: { ...wanted(), shippingAddress, expectedTotal: order.quote.total },
  };
  const sent = order.unanswered;
  storeCart(order);
  redraw();
  try {
    await call('POST', '/api/v1/orders', sent.body, { key: sent.key });
  } catch (problem) {
    const decisive = isDecisive(problem);
    // Another tab may have stored its cart without it meanwhile.
    order.unanswered = decisive ? null : sent;
    storeCart(order);
    if (!decisive) throw new Error(`${problem.message} ${t('orderUnknown')}`);
    if (problem.code === 'price_changed') order.quote = problem.document.quote;
    throw problem;
  }
  emptyCart();
}

/** Forgets what was to be ordered. */
export function emptyCart() {
  order.cart.clear();
  order.quote = null;
  order.unanswered = null;
  storeCart(order);
}

/** Shows an order without an answer to the customer who sent it, and forgets it when another one is logged in. */
export function resumeOrder() {
  if (!order.unanswered || !user()) return;
  const { customer, quote, body } = order.unanswered;
  if (customer === user().id) {
    order.quote = quote;
    for (const [field, value] of Object.entries(body.shippingAddress)) byId('order').elements[field].value = value;
  } else {
    order.unanswered = null;
    byId('order').reset();
    storeCart(order);
  }
}

/** A stored cart may be days old: shows its products as they are now. One that cannot be read stays, and the quote says why. */
export async function refreshCart() {
  await Promise.all([...order.cart.values()].map(async (line) => {
    line.product = await call('GET', `/api/v1/products/${line.product.id}`, undefined, { asNobody: true }).catch(() => line.product);
  }));
  redraw();
}

// The checkout: the cart, its price, and the order until the shop has answered.

import { loadCart, onCartChangedInOtherTab, storeCart } from './cart.js';
import { byId, el, fillList, formValues, showNotice } from './dom.js';
import { multiply } from './money.js';
import { callApi, currentUser, newIdempotencyKey } from './session.js';
import { amountText, benefitText, t } from './texts.js';

const checkout = { quote: null, ...loadCart() };
let redraw = () => {};

/** Calls a function whenever the checkout has changed, also in another tab. */
export function onCheckoutChange(listener) {
  redraw = listener;
  onCartChangedInOtherTab(() => {
    Object.assign(checkout, loadCart());
    resumeUnansweredOrder();
    requestQuote();
    redraw();
  });
}

/** Returns whether an order was sent and got no answer. Until it has one, the cart cannot change. */
export const hasUnansweredOrder = () => Boolean(checkout.unanswered);

/** Adds pieces of a product to the cart, or removes them when the change is negative. */
export function changeQuantity(product, change) {
  const quantity = (checkout.cart.get(product.id)?.quantity ?? 0) + change;
  if (quantity > 0) checkout.cart.set(product.id, { product, quantity });
  else checkout.cart.delete(product.id);
  storeCart(checkout);
  requestQuote();
  if (change > 0) showNotice(`${t('cart')}: ${product.name} × ${quantity}`);
  redraw();
}

function cartLine({ product, quantity }) {
  return el('li', {}, `${product.name} × ${quantity}`, ' ', amountText(multiply(product.price, quantity)), ' ',
    el('button', { type: 'button', disabled: hasUnansweredOrder(), 'aria-label': `${t('remove')}: ${product.name}`, click: () => changeQuantity(product, -1) }, t('remove')));
}

/** Returns the items and the coupon, as in a request for a quote or an order. */
function orderItems() {
  const { couponId } = formValues(byId('order'));
  const items = [...checkout.cart.values()].map(({ product, quantity }) => ({ productId: product.id, quantity }));
  return { items, ...(couponId ? { couponId } : {}) };
}

/** Requests the price of the cart. The order button is enabled when the price is shown. */
export async function requestQuote() {
  if (checkout.unanswered) return;
  const request = {};
  checkout.quote = request;
  if (!currentUser() || checkout.cart.size === 0) { checkout.quote = null; redraw(); return; }
  redraw();
  const answer = await callApi('POST', '/api/v1/orders/quotes', orderItems()).catch((problem) => ({ problem: problem.message }));
  // The cart, the coupon or the customer has changed meanwhile, and a newer request was sent.
  if (checkout.quote !== request) return;
  checkout.quote = answer;
  redraw();
}

function quoteRows(quote) {
  const row = (name, amount, kind = '') => [el('dt', { class: kind }, name), el('dd', { class: kind }, amount)];
  const negative = (value) => amountText(multiply(value, -1));
  const nameOf = (id) => quote.discounts.find((discount) => discount.discountId === id)?.name ?? t('discounts');
  const line = (item) => [
    ...row(`${item.name} × ${item.quantity}`, amountText(multiply(item.unitPrice, item.quantity))),
    ...(item.discount.amount > 0 ? row(nameOf(item.discountId), negative(item.discount), 'quiet') : []),
  ];
  return el('dl', {},
    ...quote.lines.flatMap(line),
    ...row(t('subtotal'), amountText(quote.subtotal)),
    ...(quote.couponDiscount ? row(t('coupon'), negative(quote.couponDiscount)) : []),
    ...(quote.shippingFee.amount > 0 ? row(t('shippingFee'), amountText(quote.shippingFee)) : []),
    ...(quote.tax.amount > 0 ? row(t('tax'), amountText(quote.tax)) : []),
    ...row(t('total'), amountText(quote.total), 'total'));
}

function drawQuote() {
  const { quote } = checkout;
  const element = quote?.total ? quoteRows(quote)
    : el('p', { class: 'quiet' }, quote?.problem ?? t(currentUser() ? 'pricing' : 'quoteLogin'));
  // Screen readers read the quote aloud whenever it is replaced.
  if (!element.isEqualNode(byId('quote').firstChild)) byId('quote').replaceChildren(element);
  byId('place').disabled = Boolean(currentUser()) && !quote?.total;
  byId('place').textContent = t(checkout.unanswered ? 'orderAgain' : 'order');
  byId('entries').disabled = hasUnansweredOrder();
}

/** Draws the cart, the coupons that can be chosen, the price and the form. */
export function drawCheckout(coupons) {
  fillList(byId('cart'), [...checkout.cart.values()].map(cartLine), t('none'));
  const usable = (coupons ?? []).filter((coupon) => coupon.status === 'AVAILABLE');
  const select = byId('order').elements.couponId;
  const chosen = select.value;
  select.replaceChildren(el('option', { value: '' }, t('noCoupon')),
    ...usable.map((coupon) => el('option', { value: coupon.id }, `${coupon.name ?? coupon.campaignName ?? coupon.id} ${benefitText(coupon.benefit)}`)));
  select.value = usable.some((coupon) => coupon.id === chosen) ? chosen : '';
  drawQuote();
  byId('checkout').hidden = checkout.cart.size === 0;
}

/** Returns whether an error means that the order was not placed. Other errors leave that unknown. */
function isRefusal({ status, code }) {
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status) && code !== 'idempotency_in_progress';
}

/**
 * Places the order of the cart. An order that gets no answer may have been placed. Then the next call sends the same
 * request with the same Idempotency-Key, also after a reload, and the cart cannot change until there is an answer.
 */
export async function placeOrder() {
  const { couponId, ...shippingAddress } = formValues(byId('order'));
  checkout.unanswered ??= {
    customer: currentUser().id, key: newIdempotencyKey(), sentAt: Date.now(), quote: checkout.quote, body: { ...orderItems(), shippingAddress, expectedTotal: checkout.quote.total },
  };
  const sent = checkout.unanswered;
  storeCart(checkout);
  redraw();
  try {
    await callApi('POST', '/api/v1/orders', sent.body, { key: sent.key });
  } catch (problem) {
    const refused = isRefusal(problem);
    // Another tab may have stored its cart meanwhile, without this order.
    checkout.unanswered = refused ? null : sent;
    storeCart(checkout);
    if (!refused) throw new Error(`${problem.message} ${t('orderUnknown')}`);
    if (problem.code === 'price_changed') checkout.quote = problem.document.quote;
    throw problem;
  }
  clearCheckout();
}

/** Empties the cart and forgets the order without an answer. */
export function clearCheckout() {
  checkout.cart.clear();
  checkout.quote = null;
  checkout.unanswered = null;
  storeCart(checkout);
}

/** Shows the order without an answer to the customer who sent it, and forgets it when another customer has logged in. */
export function resumeUnansweredOrder() {
  if (!checkout.unanswered || !currentUser()) return;
  const { customer, quote, body } = checkout.unanswered;
  if (customer === currentUser().id) {
    checkout.quote = quote;
    for (const [field, value] of Object.entries(body.shippingAddress)) byId('order').elements[field].value = value;
  } else {
    checkout.unanswered = null;
    byId('order').reset();
    storeCart(checkout);
  }
}

/**
 * Reads the products of the stored cart again, which may be days old. A product that cannot be read stays as it is; the
 * quote shows the reason.
 */
export async function reloadCartProducts() {
  await Promise.all([...checkout.cart.values()].map(async (line) => {
    line.product = await callApi('GET', `/api/v1/products/${line.product.id}`, undefined, { anonymous: true }).catch(() => line.product);
  }));
  redraw();
}

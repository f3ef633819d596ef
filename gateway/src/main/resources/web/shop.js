// The page of the shop: campaigns, discounts, products, and the cart, orders and coupons of the customer.

import {
  changeQuantity, clearCheckout, drawCheckout, hasUnansweredOrder, onCheckoutChange, placeOrder, reloadCartProducts, requestQuote, resumeUnansweredOrder,
} from './checkout.js';
import { byId, el, fillList, formValues, hideNotice, retryUntilComplete, showNotice } from './dom.js';
import { accessToken, callApi, currentUser, isAdmin, logIn, logOut, openAdminSession, readEvents, signUp } from './session.js';
import { amountText, benefitText, initLanguage, reasonText, statusText, t, timeText } from './texts.js';

const state = { home: false, searched: false, products: [], next: null, query: '', discounts: [], campaigns: [], orders: [], coupons: [], claims: new Map() };

/** Makes an event handler that disables the button while the action runs, and shows an error if it fails. */
function handler(action) {
  return async (event) => {
    event.preventDefault();
    const button = event.submitter ?? event.currentTarget;
    button.disabled = true;
    hideNotice();
    try { await action(event); } catch (problem) { showNotice(problem.message, 'error'); } finally { button.disabled = false; draw(); }
  };
}

async function loadHome() {
  const home = await callApi('GET', '/api/v1/home', undefined, { anonymous: true });
  const reloaded = new Map((home.products ?? []).map((product) => [product.id, product]));
  const products = state.searched ? state.products.map((product) => reloaded.get(product.id) ?? product) : home.products;
  // A part that is unavailable now keeps its previous content.
  for (const [part, value] of Object.entries({ products, discounts: home.discounts, campaigns: home.campaigns })) {
    state[part] = value ?? (state.home ? state[part] : null);
  }
  state.home = true;
  return Boolean(state.products && state.discounts && state.campaigns);
}

/** Loads the home page again until it is complete: a service that has just started may be too slow at first. */
async function retryHome() {
  await retryUntilComplete(async () => { const complete = await loadHome().catch(() => false); draw(); return complete; });
}

async function search(query, cursor) {
  const parameters = new URLSearchParams({ limit: '24' });
  if (query) parameters.set('query', query);
  if (cursor) parameters.set('cursor', cursor);
  const page = await callApi('GET', `/api/v1/products?${parameters}`);
  state.products = cursor ? [...state.products, ...page.items] : page.items;
  state.next = page.nextCursor ?? null;
  state.query = query;
  state.searched = true;
}

async function loadOverview() {
  let overview = { orders: [], coupons: [] };
  try {
    if (currentUser()) overview = await callApi('GET', '/api/v1/me/overview');
  } catch (problem) {
    // When the session has ended meanwhile, the page shows the login form instead of an error.
    if (currentUser()) throw problem;
  }
  state.orders = overview.orders;
  state.coupons = overview.coupons;
}

/** Loads everything again after an action of the customer. */
const loadAll = () => Promise.all([loadOverview(), loadHome().catch(() => {})]);

async function reloadOverviewAfter(milliseconds) {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await loadOverview();
  draw();
}

/** Loads the orders again, up to 30 times, until none is pending. */
async function followOrders() {
  for (let i = 0; i < 30 && (state.orders ?? []).some((order) => order.status === 'PENDING'); i += 1) await reloadOverviewAfter(1000);
}

/** Loads the orders and coupons again: a cancelled order returns its coupon a little later. */
async function followCancellation() {
  for (const pause of [1000, 2000, 4000, 8000]) await reloadOverviewAfter(pause);
}

async function cancelOrder(id) {
  await callApi('POST', `/api/v1/orders/${id}/cancel`, {});
  await loadAll();
  followCancellation().catch(() => {});
}

async function claimCoupon(campaign) {
  if (!currentUser()) { showNotice(t('loginFirst'), 'error'); byId('account').scrollIntoView(); return; }
  const claimed = await callApi('POST', `/api/v1/campaigns/${campaign.id}/claims`, {});
  state.claims.set(campaign.id, claimed);
  draw();
  followClaim(campaign.id, claimed).catch((problem) => showNotice(problem.message, 'error'));
}

/** Shows the progress of a claim until it is decided. */
async function followClaim(campaignId, claimed) {
  const path = `/api/v1/claims/${claimed.claimId}`;
  const current = () => state.claims.get(campaignId);
  const show = (update) => { if (current()) { state.claims.set(campaignId, update); draw(); } };
  try {
    for await (const update of readEvents(`${path}/events`)) show(update);
  } catch { /* The claim is polled below instead. */ }
  while (current()?.status === 'PENDING') {
    show(await callApi('GET', path));
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  await loadAll();
  draw();
}

function claimText(claimed) {
  switch (claimed?.status) {
    case undefined: return '';
    case 'PENDING': return claimed.queuePosition ? t('waiting', claimed.queuePosition) : t('pending');
    case 'WON': return t('won', claimed.position);
    case 'SOLD_OUT': return t('soldOut');
    default: return claimed.reason === 'CAMPAIGN_ENDED' ? t('campaignEnded') : t('rejected');
  }
}

function campaignCard(campaign) {
  const now = Date.now();
  const open = Date.parse(campaign.startsAt) <= now && now < Date.parse(campaign.endsAt) && ['SCHEDULED', 'OPEN'].includes(campaign.status);
  const claimed = state.claims.get(campaign.id);
  return el('li', { class: 'card' },
    el('h3', {}, campaign.name),
    el('p', { class: 'price' }, benefitText(campaign.benefit)),
    el('p', { class: 'quiet' }, campaign.issued == null ? t('left', campaign.quota) : t('of', campaign.issued, campaign.quota),
      ' · ', now < Date.parse(campaign.startsAt) ? t('from', timeText(campaign.startsAt)) : t('until', timeText(campaign.endsAt))),
    el('p', { role: 'status' }, claimText(claimed)),
    el('button', { type: 'button', disabled: !open || Boolean(claimed), 'aria-label': `${t('claim')}: ${campaign.name}`, click: handler(() => claimCoupon(campaign)) },
      open || claimed ? t('claim') : statusText(campaign.status)));
}

function productCard(product) {
  return el('li', { class: 'card' },
    el('h3', {}, product.name),
    el('p', {}, product.description ?? ''),
    el('p', { class: 'price' }, amountText(product.price)),
    el('p', { class: 'quiet' }, product.stock > 0 ? t('stock', product.stock) : t('gone')),
    el('button', { type: 'button', disabled: !(product.stock > 0) || hasUnansweredOrder(), 'aria-label': `${t('add')}: ${product.name}`, click: () => changeQuantity(product, 1) }, t('add')));
}

/** Returns the old and new prices of the products of an order that was rejected because of a price change. */
function priceChanges(order) {
  if (order.reason !== 'price_changed') return '';
  const changed = (order.items ?? []).filter(({ expectedUnitPrice, unitPrice }) => expectedUnitPrice && unitPrice && amountText(expectedUnitPrice) !== amountText(unitPrice));
  const texts = changed.length
    ? changed.map((item) => t('priceFrom', item.name, amountText(item.expectedUnitPrice), amountText(item.unitPrice)))
    : [t('priceFrom', t('total'), amountText(order.expectedTotal), amountText(order.total))];
  return `: ${texts.join(', ')}`;
}

function orderLine(order) {
  const cancellable = ['PENDING', 'CONFIRMED'].includes(order.status);
  const id = order.id ?? order.orderId;
  const nameOf = (item) => item.name ?? (state.products ?? []).find((product) => product.id === item.productId)?.name ?? item.productId;
  const names = (order.items ?? []).map((item) => `${nameOf(item)} × ${item.quantity}`).join(', ');
  return el('li', {},
    el('strong', {}, statusText(order.status)), order.reason ? ` (${reasonText(order.reason)}${priceChanges(order)})` : '', ' ', names, ' ', order.status === 'REJECTED' ? '' : amountText(order.total), ' ',
    order.placedAt ? el('span', { class: 'quiet' }, timeText(order.placedAt)) : null, ' ',
    cancellable ? el('button', { type: 'button', click: handler(() => cancelOrder(id)) }, t('cancel')) : null);
}

const couponLine = (coupon) => el('li', {}, el('strong', {}, statusText(coupon.status)), ' ', coupon.name ?? coupon.campaignName ?? '', ' ', benefitText(coupon.benefit));

async function submitOrder() {
  if (!currentUser()) { showNotice(t('loginFirst'), 'error'); byId('account').scrollIntoView(); return; }
  await placeOrder();
  showNotice(t('ordered'));
  await loadAll();
  followOrders().catch(() => {});
}

function draw() {
  const customer = currentUser();
  const list = (id, items, make) => fillList(byId(id), (items ?? []).map(make), items ? t('none') : t('unavailable'));
  list('campaigns', state.campaigns, campaignCard);
  list('discounts', state.discounts, (discount) => el('li', {}, discount.name ?? '', ' ', benefitText(discount.benefit ?? discount)));
  list('products', state.products, productCard);
  list('orders', state.orders, orderLine);
  list('coupons', state.coupons, couponLine);
  drawCheckout(state.coupons);
  byId('who').textContent = customer ? t('hello', customer.name ?? customer.email ?? '') : '';
  byId('account').hidden = Boolean(customer);
  byId('logout').hidden = !customer;
  byId('mine').hidden = !customer;
  byId('registry').hidden = !isAdmin();
  byId('more').hidden = !state.next;
}

/** Loads the data of the customer who has just logged in. */
async function afterLogin() {
  resumeUnansweredOrder();
  await loadOverview();
  requestQuote();
}

byId('login').addEventListener('submit', handler(async (event) => { await logIn(formValues(event.target)); event.target.reset(); await afterLogin(); }));
byId('signup').addEventListener('submit', handler(async (event) => { await signUp(formValues(event.target)); event.target.reset(); await afterLogin(); }));
byId('logout').addEventListener('click', handler(async () => {
  await logOut();
  // The next user of this browser must not see any data of this customer.
  state.claims.clear();
  clearCheckout();
  byId('order').reset();
  await loadOverview();
}));
byId('search').addEventListener('submit', handler((event) => search(formValues(event.target).query.trim(), null)));
byId('more').addEventListener('click', handler(() => search(state.query, state.next)));
byId('order').addEventListener('submit', handler(submitOrder));
byId('order').elements.couponId.addEventListener('change', requestQuote);
onCheckoutChange(draw);
initLanguage(draw);

const home = loadHome().then((complete) => { if (!complete) retryHome(); }, (problem) => { retryHome(); throw problem; }).finally(draw);
reloadCartProducts();
const overview = accessToken().finally(() => { resumeUnansweredOrder(); requestQuote(); }).then(() => Promise.all([loadOverview(), openAdminSession()])).finally(draw);
for (const { reason } of await Promise.allSettled([home, overview])) if (reason) showNotice(reason.message, 'error');
followOrders().catch(() => {});

// The shop's page: what there is, a cart, orders, coupons.

import { drawCheckout, emptyCart, isUnanswered, onChange, placeOrder, price, put, refreshCart, resumeOrder } from './checkout.js';
import { byId, el, fields, fill, hush, say, untilWhole } from './dom.js';
import { adminSession, call, events, isAdmin, logIn, logOut, signUp, token, user } from './session.js';
import { benefit, money, reasonText, speak, statusText, t, time } from './texts.js';

const state = { home: false, searched: false, products: [], next: null, query: '', discounts: [], campaigns: [], orders: [], coupons: [], claims: new Map() };

/** Runs what a button asks for; it cannot be pressed twice meanwhile, and a failure is said. */
function does(work) {
  return async (event) => {
    event.preventDefault();
    const button = event.submitter ?? event.currentTarget;
    button.disabled = true;
    hush();
    try { await work(event); } catch (problem) { say(problem.message, 'bad'); } finally { button.disabled = false; draw(); }
  };
}

async function loadHome() {
  const home = await call('GET', '/api/v1/home', undefined, { asNobody: true });
  const news = new Map((home.products ?? []).map((product) => [product.id, product]));
  const products = state.searched ? state.products.map((product) => news.get(product.id) ?? product) : home.products;
  // What is known stays when a part cannot be had this time.
  for (const [part, value] of Object.entries({ products, discounts: home.discounts, campaigns: home.campaigns })) {
    state[part] = value ?? (state.home ? state[part] : null);
  }
  state.home = true;
  return Boolean(state.products && state.discounts && state.campaigns);
}

/** Asks again for parts that a service which has just started was too slow to give. */
async function completeHome() {
  await untilWhole(async () => { const whole = await loadHome().catch(() => false); draw(); return whole; });
}

async function search(query, cursor) {
  const parameters = new URLSearchParams({ limit: '24' });
  if (query) parameters.set('query', query);
  if (cursor) parameters.set('cursor', cursor);
  const page = await call('GET', `/api/v1/products?${parameters}`);
  state.products = cursor ? [...state.products, ...page.items] : page.items;
  state.next = page.nextCursor ?? null;
  state.query = query;
  state.searched = true;
}

async function loadMine() {
  let mine = { orders: [], coupons: [] };
  try {
    if (user()) mine = await call('GET', '/api/v1/me/overview');
  } catch (problem) {
    // A session that has ended meanwhile is no failure: the page asks to log in.
    if (user()) throw problem;
  }
  state.orders = mine.orders;
  state.coupons = mine.coupons;
}

/** What somebody did has changed what there is. */
const loadAll = () => Promise.all([loadMine(), loadHome().catch(() => {})]);

async function lookAgain(milliseconds) {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await loadMine();
  draw();
}

/** An order is worked on after it was placed: looks until it is decided. */
async function followOrders() {
  for (let i = 0; i < 30 && (state.orders ?? []).some((order) => order.status === 'PENDING'); i += 1) await lookAgain(1000);
}

/** What a cancelled order had comes back a little later: the money, and the coupon. */
async function followCancellation() {
  for (const pause of [1000, 2000, 4000, 8000]) await lookAgain(pause);
}

async function cancel(id) {
  await call('POST', `/api/v1/orders/${id}/cancel`, {});
  await loadAll();
  followCancellation().catch(() => {});
}

async function claim(campaign) {
  if (!user()) { say(t('loginFirst'), 'bad'); byId('account').scrollIntoView(); return; }
  const claimed = await call('POST', `/api/v1/campaigns/${campaign.id}/claims`, {});
  state.claims.set(campaign.id, claimed);
  draw();
  followClaim(campaign.id, claimed).catch((problem) => say(problem.message, 'bad'));
}

async function followClaim(campaign, claimed) {
  const path = `/api/v1/claims/${claimed.claimId}`;
  const watched = () => state.claims.get(campaign);
  const show = (news) => { if (watched()) { state.claims.set(campaign, news); draw(); } };
  try {
    for await (const news of events(`${path}/events`)) show(news);
  } catch { /* Polling, below, does as well. */ }
  while (watched()?.status === 'PENDING') {
    show(await call('GET', path));
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
    el('p', { class: 'price' }, benefit(campaign.benefit)),
    el('p', { class: 'quiet' }, campaign.issued == null ? t('left', campaign.quota) : t('of', campaign.issued, campaign.quota),
      ' · ', now < Date.parse(campaign.startsAt) ? t('from', time(campaign.startsAt)) : t('until', time(campaign.endsAt))),
    el('p', { role: 'status' }, claimText(claimed)),
    el('button', { type: 'button', disabled: !open || Boolean(claimed), 'aria-label': `${t('claim')}: ${campaign.name}`, click: does(() => claim(campaign)) },
      open || claimed ? t('claim') : statusText(campaign.status)));
}

function productCard(product) {
  return el('li', { class: 'card' },
    el('h3', {}, product.name),
    el('p', {}, product.description ?? ''),
    el('p', { class: 'price' }, money(product.price)),
    el('p', { class: 'quiet' }, product.stock > 0 ? t('stock', product.stock) : t('gone')),
    el('button', { type: 'button', disabled: !(product.stock > 0) || isUnanswered(), 'aria-label': `${t('add')}: ${product.name}`, click: () => put(product, 1) }, t('add')));
}

/** The products of a rejected order whose price changed, each with both prices. */
function priceChanges(order) {
  if (order.reason !== 'price_changed') return '';
  const changed = (order.items ?? []).filter(({ expectedUnitPrice, unitPrice }) => expectedUnitPrice && unitPrice && money(expectedUnitPrice) !== money(unitPrice));
  const texts = changed.length
    ? changed.map((item) => t('priceFrom', item.name, money(item.expectedUnitPrice), money(item.unitPrice)))
    : [t('priceFrom', t('total'), money(order.expectedTotal), money(order.total))];
  return `: ${texts.join(', ')}`;
}

function orderLine(order) {
  const cancellable = ['PENDING', 'CONFIRMED'].includes(order.status);
  const id = order.id ?? order.orderId;
  const nameOf = (item) => item.name ?? (state.products ?? []).find((product) => product.id === item.productId)?.name ?? item.productId;
  const names = (order.items ?? []).map((item) => `${nameOf(item)} × ${item.quantity}`).join(', ');
  return el('li', {},
    el('strong', {}, statusText(order.status)), order.reason ? ` (${reasonText(order.reason)}${priceChanges(order)})` : '', ' ', names, ' ', order.status === 'REJECTED' ? '' : money(order.total), ' ',
    order.placedAt ? el('span', { class: 'quiet' }, time(order.placedAt)) : null, ' ',
    cancellable ? el('button', { type: 'button', click: does(() => cancel(id)) }, t('cancel')) : null);
}

const couponLine = (coupon) => el('li', {}, el('strong', {}, statusText(coupon.status)), ' ', coupon.name ?? coupon.campaignName ?? '', ' ', benefit(coupon.benefit));

async function order() {
  if (!user()) { say(t('loginFirst'), 'bad'); byId('account').scrollIntoView(); return; }
  await placeOrder();
  say(t('ordered'));
  await loadAll();
  followOrders().catch(() => {});
}

function draw() {
  const known = user();
  const list = (id, items, make) => fill(byId(id), (items ?? []).map(make), items ? t('none') : t('unavailable'));
  list('campaigns', state.campaigns, campaignCard);
  list('discounts', state.discounts, (discount) => el('li', {}, discount.name ?? '', ' ', benefit(discount.benefit ?? discount)));
  list('products', state.products, productCard);
  list('orders', state.orders, orderLine);
  list('coupons', state.coupons, couponLine);
  drawCheckout(state.coupons);
  byId('who').textContent = known ? t('hello', known.name ?? known.email ?? '') : '';
  byId('account').hidden = Boolean(known);
  byId('logout').hidden = !known;
  byId('mine').hidden = !known;
  byId('registry').hidden = !isAdmin();
  byId('more').hidden = !state.next;
}

/** Shows what belongs to the customer who has just logged in. */
async function arrive() {
  resumeOrder();
  await loadMine();
  price();
}

byId('login').addEventListener('submit', does(async (event) => { await logIn(fields(event.target)); event.target.reset(); await arrive(); }));
byId('signup').addEventListener('submit', does(async (event) => { await signUp(fields(event.target)); event.target.reset(); await arrive(); }));
byId('logout').addEventListener('click', does(async () => {
  await logOut();
  // Nothing of theirs stays for whoever comes next.
  state.claims.clear();
  emptyCart();
  byId('order').reset();
  await loadMine();
}));
byId('search').addEventListener('submit', does((event) => search(fields(event.target).query.trim(), null)));
byId('more').addEventListener('click', does(() => search(state.query, state.next)));
byId('order').addEventListener('submit', does(order));
byId('order').elements.couponId.addEventListener('change', price);
onChange(draw);
speak(draw);

const home = loadHome().then((whole) => { if (!whole) completeHome(); }, (problem) => { completeHome(); throw problem; }).finally(draw);
refreshCart();
const mine = token().finally(() => { resumeOrder(); price(); }).then(() => Promise.all([loadMine(), adminSession()])).finally(draw);
for (const { reason } of await Promise.allSettled([home, mine])) if (reason) say(reason.message, 'bad');
followOrders().catch(() => {});

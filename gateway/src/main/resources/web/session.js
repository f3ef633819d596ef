// Who is logged in, and calls of the API. A refresh token works once, so tabs take turns to use it where they can.

import { locale, problemText, t } from './texts.js';

const KEY = 'session';
const MARGIN = 30_000;

export class Problem extends Error {
  constructor(status, document) {
    const fields = (document.fields ?? []).map((field) => `${field.field}: ${field.message}`);
    super([problemText(document.code) ?? document.detail ?? t('failed'), ...fields].join(' '));
    this.status = status;
    this.code = document.code ?? '';
    this.document = document;
  }
}

const load = () => JSON.parse(localStorage.getItem(KEY) ?? 'null');

function store(answer) {
  localStorage.setItem(KEY, JSON.stringify({
    accessToken: answer.accessToken,
    refreshToken: answer.refreshToken,
    expiresAt: Date.now() + answer.expiresIn * 1000,
    user: answer.user ?? load()?.user ?? {},
  }));
}

export const user = () => load()?.user ?? null;
export const isAdmin = () => (user()?.roles ?? []).includes('ADMIN');

async function send(method, path, { body, token, key, signal } = {}) {
  const headers = { Accept: 'application/json', 'Accept-Language': locale() };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (token) headers.Authorization = `Bearer ${token}`;
  if (key) headers['Idempotency-Key'] = key;
  let response;
  try {
    response = await fetch(path, { method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Problem(0, { detail: t('offline'), code: 'offline' });
  }
  const text = await response.text();
  let document = null;
  try { document = text ? JSON.parse(text) : null; } catch { /* An answer that is no JSON has no words for people. */ }
  if (!response.ok) throw new Problem(response.status, document ?? {});
  return document;
}

const fresh = () => { const s = load(); return s && s.expiresAt - MARGIN > Date.now() ? s.accessToken : null; };

// Without locks (the page came by plain HTTP) several tabs may refresh with one token: all are answered the same successor.
const inTurn = (work) => navigator.locks ? navigator.locks.request('refresh', work) : work();

/** Refreshes once, and leaves a session alone that is not the one that it began with: another tab's word is newer. */
async function refresh() {
  const session = load();
  if (!session || fresh()) return fresh();
  let answer = null;
  try {
    answer = await send('POST', '/api/v1/auth/refresh', { body: { refreshToken: session.refreshToken } });
  } catch (problem) {
    if (problem.status !== 401) throw problem;
  }
  if (load()?.refreshToken !== session.refreshToken) return refresh();
  if (answer) store(answer);
  else localStorage.removeItem(KEY);
  return answer?.accessToken ?? null;
}

let refreshing = null;

/** A valid access token, null when nobody is logged in, or not any more. */
export async function token() {
  if (!load() || fresh()) return fresh();
  refreshing ??= inTurn(refresh).finally(() => { refreshing = null; });
  return refreshing;
}

/** A token that the shop refuses is no longer used, whatever time it had left. */
function expire(refused) {
  const session = load();
  if (session?.accessToken === refused) localStorage.setItem(KEY, JSON.stringify({ ...session, expiresAt: 0 }));
}

/** Calls the API as who is logged in, or as nobody. A POST has an Idempotency-Key, the same when it is repeated here. */
export async function call(method, path, body, { asNobody = false, key = method === 'POST' ? newKey() : undefined } = {}) {
  const attempt = async () => {
    const used = asNobody ? null : await token();
    try {
      return await send(method, path, { body, key, token: used });
    } catch (problem) {
      if (problem.code === 'invalid_token') expire(used);
      throw problem;
    }
  };
  try {
    return await attempt();
  } catch (problem) {
    if (problem.code === 'invalid_token') return attempt();
    if (![0, 502, 503, 504].includes(problem.status)) throw problem;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return attempt();
  }
}

/** An Idempotency-Key that nobody else has. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function logIn(credentials) {
  store(await send('POST', '/api/v1/auth/login', { body: credentials }));
  await adminSession();
}

export async function signUp(request) {
  const answer = await send('POST', '/api/v1/auth/signup', { body: request });
  if (answer.accessToken) store(answer);
  else await logIn({ email: request.email, password: request.password });
}

export async function logOut() {
  const session = load();
  localStorage.removeItem(KEY);
  if (!session) return;
  const quietly = (promise) => promise.catch(() => {});
  await quietly(send('POST', '/api/v1/auth/logout', { body: { refreshToken: session.refreshToken } }));
  await quietly(send('DELETE', '/admin/session'));
}

/** Lets an administrator's browser open pages below /admin. */
export async function adminSession() {
  if (isAdmin()) await send('POST', '/admin/session', { token: await token() });
}

/** Events of a stream, by fetch: an EventSource could not send the token. */
export async function* events(path, signal) {
  const response = await fetch(path, { signal, headers: { Accept: 'text/event-stream', Authorization: `Bearer ${await token()}` } });
  if (!response.ok) throw new Problem(response.status, {});
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    buffer += value.replaceAll('\r\n', '\n');
    for (let end = buffer.indexOf('\n\n'); end >= 0; end = buffer.indexOf('\n\n')) {
      const data = buffer.slice(0, end).split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trim()).join('\n');
      buffer = buffer.slice(end + 2);
      if (data) yield JSON.parse(data);
    }
  }
}

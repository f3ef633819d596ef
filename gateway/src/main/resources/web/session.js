// The session of the user, and calls of the API. A refresh token can be used once, so tabs refresh one after the other.

import { locale, problemText, t } from './texts.js';

const STORAGE_KEY = 'session';
const EXPIRY_MARGIN_MILLISECONDS = 30_000;

/** An error response of the API (RFC 9457); its message is in the language of the page. */
export class Problem extends Error {
  constructor(status, document) {
    const fields = (document.fields ?? []).map((field) => `${field.field}: ${field.message}`);
    super([problemText(document.code) ?? document.detail ?? t('failed'), ...fields].join(' '));
    this.status = status;
    this.code = document.code ?? '';
    this.document = document;
  }
}

const loadSession = () => JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null');

function storeSession(answer) {
  localStorage.setItem(STORAGE_KEY, JSON.stringify({
    accessToken: answer.accessToken,
    refreshToken: answer.refreshToken,
    expiresAt: Date.now() + answer.expiresIn * 1000,
    user: answer.user ?? loadSession()?.user ?? {},
  }));
}

/** The user who is logged in, or null. */
export const currentUser = () => loadSession()?.user ?? null;
export const isAdmin = () => (currentUser()?.roles ?? []).includes('ADMIN');

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
  try { document = text ? JSON.parse(text) : null; } catch { /* A response that is no JSON has no message for users. */ }
  if (!response.ok) throw new Problem(response.status, document ?? {});
  return document;
}

/** The stored access token, or null when it has expired or soon will. */
function storedAccessToken() {
  const session = loadSession();
  return session && session.expiresAt - EXPIRY_MARGIN_MILLISECONDS > Date.now() ? session.accessToken : null;
}

// Browsers have no locks for a page loaded over plain HTTP. Then several tabs may refresh with one token; the user
// service gives all of them the same new token.
const withRefreshLock = (action) => navigator.locks ? navigator.locks.request('refresh', action) : action();

/** Refreshes the access token. A session that another tab has replaced meanwhile is newer and is not overwritten. */
async function refresh() {
  const session = loadSession();
  if (!session || storedAccessToken()) return storedAccessToken();
  let answer = null;
  try {
    answer = await send('POST', '/api/v1/auth/refresh', { body: { refreshToken: session.refreshToken } });
  } catch (problem) {
    if (problem.status !== 401) throw problem;
  }
  if (loadSession()?.refreshToken !== session.refreshToken) return refresh();
  if (answer) storeSession(answer);
  else localStorage.removeItem(STORAGE_KEY);
  return answer?.accessToken ?? null;
}

let refreshing = null;

/** Returns a valid access token, or null when the user is not logged in or the session has ended. */
export async function accessToken() {
  if (!loadSession() || storedAccessToken()) return storedAccessToken();
  refreshing ??= withRefreshLock(refresh).finally(() => { refreshing = null; });
  return refreshing;
}

/** Marks an access token as expired that the gateway has refused. */
function expireAccessToken(refused) {
  const session = loadSession();
  if (session?.accessToken === refused) localStorage.setItem(STORAGE_KEY, JSON.stringify({ ...session, expiresAt: 0 }));
}

/**
 * Calls the API with the access token of the user, or without one. A call that gets no answer is repeated once; a POST
 * then has the same Idempotency-Key.
 */
export async function callApi(method, path, body, { anonymous = false, key = method === 'POST' ? newIdempotencyKey() : undefined } = {}) {
  const attempt = async () => {
    const used = anonymous ? null : await accessToken();
    try {
      return await send(method, path, { body, key, token: used });
    } catch (problem) {
      if (problem.code === 'invalid_token') expireAccessToken(used);
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

/** Makes a random Idempotency-Key. */
export function newIdempotencyKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function logIn(credentials) {
  storeSession(await send('POST', '/api/v1/auth/login', { body: credentials }));
  await openAdminSession();
}

export async function signUp(request) {
  const answer = await send('POST', '/api/v1/auth/signup', { body: request });
  if (answer.accessToken) storeSession(answer);
  else await logIn({ email: request.email, password: request.password });
}

export async function logOut() {
  const session = loadSession();
  localStorage.removeItem(STORAGE_KEY);
  if (!session) return;
  const quietly = (promise) => promise.catch(() => {});
  await quietly(send('POST', '/api/v1/auth/logout', { body: { refreshToken: session.refreshToken } }));
  await quietly(send('DELETE', '/admin/session'));
}

/** Sets the cookie with which an administrator's browser can open pages below /admin. */
export async function openAdminSession() {
  if (isAdmin()) await send('POST', '/admin/session', { token: await accessToken() });
}

/** Reads the events of a stream. An EventSource could not send the access token. */
export async function* readEvents(path, signal) {
  const response = await fetch(path, { signal, headers: { Accept: 'text/event-stream', Authorization: `Bearer ${await accessToken()}` } });
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

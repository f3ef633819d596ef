// The page that shows the merged OpenAPI document.

import { byId, el, hideNotice, retryUntilComplete, showNotice } from './dom.js';
import { initLanguage, t } from './texts.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
let openApi = null;

const typeOf = (schema) => {
  if (!schema) return '';
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (schema.type === 'array') return `${typeOf(schema.items)}[]`;
  return [].concat(schema.type ?? 'object').join(' | ');
};

const content = (part) => Object.entries(part?.content ?? {}).map(([type, value]) => `${type}: ${typeOf(value.schema)}`).join(', ');

const table = (caption, rows) => rows.length
  ? el('table', {}, el('caption', {}, caption), el('tbody', {}, ...rows.map(([name, text]) => el('tr', {}, el('th', { scope: 'row' }, name), el('td', {}, text)))))
  : null;

function operationElement(path, method, spec) {
  const open = Array.isArray(spec.security) && spec.security.length === 0;
  return el('details', { class: 'operation' },
    el('summary', {}, el('code', {}, `${method.toUpperCase()} ${path}`), ' ', spec.summary ?? '', ' ', el('span', { class: 'quiet' }, open ? t('openToAll') : t('needsLogin'))),
    spec.description ? el('p', {}, spec.description) : null,
    table(t('parameters'), (spec.parameters ?? []).map((p) => [p.name, `${p.in}${p.required ? ' *' : ''}: ${typeOf(p.schema)} ${p.description ?? ''}`])),
    spec.requestBody ? el('p', {}, `${t('body')}: ${content(spec.requestBody)}`) : null,
    table(t('answers'), Object.entries(spec.responses ?? {}).map(([status, answer]) => [status, `${answer.description ?? ''} ${content(answer)}`])));
}

function schemaElement(name, spec) {
  return el('details', {}, el('summary', {}, el('code', {}, name)),
    spec.description ? el('p', {}, spec.description) : null,
    table(name, Object.entries(spec.properties ?? {}).map(([field, of]) => [(spec.required ?? []).includes(field) ? `${field} *` : field, `${typeOf(of)} ${of.description ?? ''}`])));
}

function draw() {
  if (!openApi) return;
  const operations = Object.entries(openApi.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => [item[method].tags?.[0] ?? '-', operationElement(path, method, item[method])]));
  const sections = Map.groupBy(operations, ([tag]) => tag);
  byId('operations').replaceChildren(
    ...[...sections].map(([tag, elements]) => el('section', {}, el('h2', {}, tag), ...elements.map(([, element]) => element))),
    el('section', {}, el('h2', {}, 'Schemas'), ...Object.entries(openApi.components?.schemas ?? {}).map(([name, spec]) => schemaElement(name, spec))));
  if (openApi['x-unavailable']) showNotice(t('apiMissing', openApi['x-unavailable'].join(', ')), 'error');
}

async function load() {
  hideNotice();
  try {
    openApi = await (await fetch('/api/v1/openapi.json')).json();
  } catch {
    showNotice(t('offline'), 'error');
  }
  draw();
  return Boolean(openApi && !openApi['x-unavailable']);
}

initLanguage(draw);
if (!await load()) await retryUntilComplete(load);

import { byId, make, text } from './dom.js';
import { bytes, count, institution, method, milliseconds, moment } from './format.js';
import { plainly } from './errors.js';
import { t } from './language.js';

let found = null;
let status = () => '';

/** The window of one exchange. The browser keeps the focus within it, and gives it back. */
export function startReceipt() {
  byId('receipt-close').addEventListener('click', () => byId('receipt').close());
  byId('receipt').addEventListener('click', event => {
    if (event.target === byId('receipt'))
      byId('receipt').close();
  });
  byId('receipt-copy').addEventListener('click', copy);
}

/** Opens it for an exchange. */
export async function openReceipt(id) {
  found = null;
  status = () => t('search.searching');
  showReceipt();
  byId('receipt').showModal();
  byId('receipt-close').focus();
  try {
    const response = await fetch(`/monitor/exchanges/${encodeURIComponent(id)}`);
    found = response.ok ? await response.json() : null;
    status = () => found ? '' : t(response.status === 404 ? 'receipt.missing' : 'search.failed');
  } catch {
    status = () => t('search.failed');
  }
  showReceipt();
}

/** Shows what was found, in the language of the moment. */
export function showReceipt() {
  text(byId('receipt-status'), status());
  byId('receipt-copy').disabled = !found;
  byId('receipt-content').replaceChildren(...found ? [record(), hops(), hashes(), proof()] : []);
}

async function copy() {
  try {
    await navigator.clipboard.writeText(JSON.stringify(found, null, 2));
    status = () => t('receipt.copied');
  } catch {
    status = () => t('receipt.notcopied');
  }
  text(byId('receipt-status'), status());
}

function record() {
  const { exchange } = found;
  return part('receipt.record', list([
    ['receipt.id', code(exchange.exchange_id)],
    ['exchange.time', moment(exchange.time)],
    ['exchange.consumer', institution(exchange.consumer)],
    ['exchange.method', method(exchange.method)],
    ['exchange.outcome', t(`outcome.${exchange.outcome}`)],
    ['receipt.reason', exchange.reason && `${plainly(exchange.reason)[0]} (${exchange.reason})`],
    ['receipt.status', exchange.status],
    ['exchange.took', milliseconds(exchange.milliseconds)],
    ['receipt.purpose', exchange.purpose && code(exchange.purpose)],
    ['receipt.agreement', found.agreement_id],
    ['receipt.case', found.case_id],
    ['receipt.user', found.user],
    ['receipt.sizes', `${bytes(found.request_size)} · ${bytes(found.response_size)}`],
    ['receipt.fields', found.released_fields.length > 0 && code(found.released_fields.join(', '))],
    ['receipt.trace', found.trace_id && code(found.trace_id)],
  ]));
}

function hops() {
  if (found.hops.length === 0)
    return part('receipt.hops', make('p', {}, t('receipt.nohops')));
  const head = ['receipt.institution', 'receipt.took', 'receipt.status', 'receipt.retries'].map(key => make('th', { scope: 'col' }, t(key)));
  const rows = found.hops.map(hop => make('tr', {},
    make('th', { scope: 'row' }, institution(hop.institution)),
    ...[milliseconds(hop.milliseconds), hop.status, count(hop.retries)].map(value => make('td', {}, value))));
  const table = make('table', { class: 'plain' },
    make('caption', { class: 'quiet' }, t('receipt.hops')),
    make('thead', {}, make('tr', {}, ...head)),
    make('tbody', {}, ...rows));
  return part('receipt.hops', table);
}

const hashes = () => part('receipt.hashes', list([
  ['receipt.request', code(found.request_hash)],
  ['receipt.response', code(found.response_hash)],
]));

function proof() {
  const { receipt } = found;
  return part('receipt.proof',
    make('p', {}, t('receipt.proof.text', { n: count(receipt.proof.length), size: receipt.tree_size === null ? '–' : count(receipt.tree_size) })),
    make('ol', {}, ...receipt.proof.map(hash => make('li', {}, code(hash)))),
    list([['receipt.index', count(receipt.log_index)], ['receipt.root', receipt.root_hash && code(receipt.root_hash)]]),
    make('h4', {}, t('receipt.checkpoint')),
    make('pre', {}, receipt.checkpoint ?? '–'));
}

const code = words => make('code', {}, words);

const part = (key, ...content) => make('section', {}, make('h3', {}, t(key)), ...content);

function list(facts) {
  const all = make('dl');
  for (const [key, value] of facts.filter(([, value]) => value))
    all.append(make('dt', {}, t(key)), make('dd', {}, value));
  return all;
}

import { attribute, changeIcon, icon, inOrder, make, text } from './dom.js';
import { clock, institution, method, milliseconds, moment } from './format.js';
import { t } from './language.js';
import { openReceipt } from './receipt.js';

const heads = ['exchange.time', 'exchange.consumer', 'exchange.method', 'exchange.outcome', 'exchange.took', 'exchange.sources', 'exchange.id'];
const levels = { Answered: 'ok', Partial: 'attention', Denied: 'failing', Failed: 'failing' };

/** Puts the headers of a list of exchanges into their language. */
export function showHeads() {
  for (const head of document.querySelectorAll('.exchange-head')) {
    inOrder(head, heads, () => make('th', { scope: 'col' }), (place, key) => {
      text(place, t(key));
      place.classList.toggle('number', key === 'exchange.took');
    });
  }
}

/** Shows exchanges in the body of a table; the times with their day, where they are of any day. */
export function showExchanges(body, exchanges, withDay) {
  inOrder(body, exchanges, create, (row, exchange) => update(row, exchange, withDay));
}

/** How an exchange ended, with its sign. */
export const outcomeLevel = outcome => levels[outcome] ?? 'unknown';

function create() {
  const row = make('tr');
  const outcome = make('span', { class: 'outcome' }, icon('ok'), make('span'), make('code'));
  const open = make('button', { type: 'button' });
  open.addEventListener('click', () => openReceipt(row.dataset.exchange));
  row.append(make('td'), make('th', { scope: 'row' }), make('td'), make('td', {}, outcome), make('td', { class: 'number' }), make('td'), make('td', {}, open));
  return row;
}

function update(row, exchange, withDay) {
  const [time, consumer, what, ended, took, sources, last] = row.children;
  const [sign, words, reason] = ended.firstChild.children;
  const when = (withDay ? moment : clock)(exchange.time);
  attribute(row, 'data-exchange', exchange.exchange_id);
  text(time, when);
  text(consumer, institution(exchange.consumer));
  text(what, method(exchange.method));
  attribute(ended.firstChild, 'data-level', outcomeLevel(exchange.outcome));
  changeIcon(sign, outcomeLevel(exchange.outcome));
  text(words, t(`outcome.${exchange.outcome}`));
  text(reason, exchange.reason);
  text(took, milliseconds(exchange.milliseconds));
  text(sources, exchange.from_cache ? t('exchange.cached') : exchange.sources.map(institution).join(', '));
  text(last.firstChild, t('exchange.id'));
  attribute(last.firstChild, 'aria-label', t('exchange.open', { consumer: institution(exchange.consumer), time: when }));
}

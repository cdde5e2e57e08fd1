import { attribute, byId, keyed, make, shown, text } from './dom.js';
import { bytes, count, institution, method, milliseconds, share } from './format.js';
import { t } from './language.js';

const columns = [
  { key: 'methods.consumer', value: row => row.consumer, shows: row => institution(row.consumer) },
  { key: 'methods.method', value: row => method(row.method), shows: row => method(row.method) },
  { key: 'methods.calls', value: row => row.calls, shows: row => count(row.calls), isNumber: true },
  { key: 'methods.errors', value: row => row.errors, shows: row => count(row.errors), isNumber: true, isBad: row => row.errors > 0 },
  { key: 'methods.cache', value: row => row.cache_share, shows: row => share(row.cache_share), isNumber: true },
  { label: 'p50', value: row => row.p50, shows: row => milliseconds(row.p50), isNumber: true },
  { label: 'p90', value: row => row.p90, shows: row => milliseconds(row.p90), isNumber: true },
  { label: 'p99', value: row => row.p99, shows: row => milliseconds(row.p99), isNumber: true },
  { key: 'methods.max', value: row => row.max, shows: row => milliseconds(row.max), isNumber: true },
  { key: 'methods.bytes', value: bytesOf, shows: row => bytes(bytesOf(row)), isNumber: true },
];

let sortedBy = 2;
let isDescending = true;
let last = null;

/** The headers, each of which sorts. */
export function startMethods() {
  columns.forEach((column, number) => {
    const button = make('button', { type: 'button' });
    const header = make('th', { scope: 'col' }, button);
    if (column.isNumber)
      header.className = 'number';
    button.addEventListener('click', () => sortBy(number));
    byId('methods-head').append(header);
  });
}

/** Who asked what, how often and how fast. */
export function showMethods(state) {
  last = state;
  shown(byId('methods-empty'), state.methods.length === 0);
  shown(byId('methods-scroll'), state.methods.length > 0);
  columns.forEach((column, number) => {
    const header = byId('methods-head').children[number];
    text(header.firstChild, column.key ? t(column.key) : column.label);
    attribute(header, 'aria-sort', number !== sortedBy ? null : isDescending ? 'descending' : 'ascending');
  });
  const { value } = columns[sortedBy];
  const rows = [...state.methods].sort((a, b) => (isDescending ? -1 : 1) * compare(value(a), value(b)));
  keyed(byId('methods-body'), rows, row => `${row.consumer} ${row.method}`, create, update);
}

function sortBy(number) {
  isDescending = number === sortedBy ? !isDescending : columns[number].isNumber === true;
  sortedBy = number;
  if (last)
    showMethods(last);
}

const compare = (a, b) => typeof a === 'string' ? a.localeCompare(b) : a - b;

function bytesOf(row) {
  return row.request_bytes + row.response_bytes;
}

function create(row) {
  const cells = columns.map((column, number) => make(number < 2 ? 'th' : 'td', number < 2 ? { scope: 'row' } : { class: 'number' }));
  return make('tr', { 'data-method': row.method, 'data-consumer': row.consumer }, ...cells);
}

function update(place, row) {
  columns.forEach((column, number) => {
    const cell = place.children[number];
    text(cell, column.shows(row));
    cell.classList.toggle('bad', column.isBad?.(row) === true);
  });
}

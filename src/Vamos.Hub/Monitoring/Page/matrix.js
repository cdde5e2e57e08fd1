import { attribute, byId, make, shown, text } from './dom.js';
import { briefly, count, institution } from './format.js';
import { t } from './language.js';

const levels = 6;
const manyColumns = 12;

let laidOut = '';
let cells = new Map();
let headers = [];
let isMany = false;

/** Who asked whom: the stronger, the more. */
export function showMatrix(state) {
  const sources = new Set([...state.sources.map(source => source.institution), ...state.matrix.map(cell => cell.source)]);
  sources.delete('cache');
  const consumers = [...new Set(state.matrix.map(cell => cell.consumer))].sort();
  shown(byId('matrix-empty'), consumers.length === 0);
  shown(byId('matrix-scroll'), consumers.length > 0);
  layOut(consumers, [...[...sources].sort(), 'cache']);

  const names = new Map(state.sources.map(source => [source.institution, source.name]));
  for (const header of headers) {
    text(header, header.dataset.code === 'cache' ? t('matrix.cache') : institution(header.dataset.code));
    attribute(header, 'title', names.get(header.dataset.code) || null);
  }

  const all = state.matrix.map(cell => cell.calls);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const asked = new Map(state.matrix.map(cell => [keyOf(cell.consumer, cell.source), cell.calls]));
  for (const [key, place] of cells)
    showCell(place, asked.get(key) ?? 0, heatOf(asked.get(key) ?? 0, least, most));
}

const keyOf = (consumer, source) => `${consumer} ${source}`;

// by orders of magnitude between the least and the most
function heatOf(calls, least, most) {
  if (calls === 0)
    return null;
  const share = most === least ? 0.4 : Math.log(calls / least) / Math.log(most / least);
  return `${1 + Math.min(levels - 1, Math.floor(levels * share))}`;
}

function showCell(place, calls, heat) {
  text(place, calls === 0 ? '' : isMany ? briefly(calls) : count(calls));
  attribute(place, 'title', isMany && calls >= 1000 ? count(calls) : null);
  attribute(place, 'data-heat', heat);
}

// rows and columns stay as they are until an institution comes or goes
function layOut(consumers, sources) {
  const layout = `${consumers} ${sources}`;
  if (layout === laidOut)
    return;
  laidOut = layout;
  cells = new Map();
  isMany = sources.length > manyColumns;
  byId('matrix-table').classList.toggle('many', isMany);
  const header = (scope, code) => make('th', { scope, 'data-code': code });
  const columns = sources.map(source => header('col', source));
  byId('matrix-head').replaceChildren(byId('matrix-head').firstElementChild, ...columns);
  const rows = consumers.map(consumer => header('row', consumer));
  byId('matrix-body').replaceChildren(...rows.map((row, i) => make('tr', {}, row, ...sources.map(source => {
    const cell = make('td');
    cells.set(keyOf(consumers[i], source), cell);
    return cell;
  }))));
  headers = [...columns, ...rows];
}

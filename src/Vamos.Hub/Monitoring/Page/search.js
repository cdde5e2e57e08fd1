import { byId, inOrder, make, shown, text } from './dom.js';
import { showExchanges } from './exchanges.js';
import { count, method } from './format.js';
import { t, tn } from './language.js';

let found = null;
let status = () => '';
let asked = null;
// the tokens of the pages up to the one that is shown
let pages = [];
let running = null;

/** The search in the exchange log. */
export function startSearch() {
  const form = byId('search-form');
  form.addEventListener('submit', event => {
    event.preventDefault();
    asked = read(new FormData(form));
    go(['']);
  });
  form.addEventListener('reset', () => {
    running?.abort();
    found = null;
    status = () => '';
    showFound();
  });
  byId('search-next').addEventListener('click', () => go([...pages, found.next_page]));
  byId('search-previous').addEventListener('click', () => go(pages.slice(0, -1)));
}

/** What may be chosen, and the results in the language of the moment. */
export function showSearch(state) {
  const institutions = new Set([...state.sources.map(source => source.institution), ...state.methods.map(row => row.consumer)]);
  options('known-institutions', [...institutions].sort());
  options('known-methods', [...new Set(state.methods.map(row => method(row.method)))].sort());
  showFound();
}

function options(id, values) {
  inOrder(byId(id), values, () => make('option'), (option, value) => {
    if (option.value !== value)
      option.value = value;
  });
}

function read(data) {
  const query = new URLSearchParams();
  for (const [name, value] of data) {
    const words = value.trim();
    if (words === '')
      continue;
    // fields of times hold those of this browser, the hub wants the world's
    query.set(name, name === 'from' || name === 'to' ? new Date(words).toISOString() : name === 'consumer' || name === 'source' ? words.toLowerCase() : words);
  }
  return query;
}

async function go(tokens) {
  running?.abort();
  running = new AbortController();
  status = () => t('search.searching');
  showFound();
  const query = new URLSearchParams(asked);
  if (tokens.at(-1))
    query.set('page', tokens.at(-1));
  try {
    const response = await fetch(`/monitor/exchanges?${query}`, { signal: running.signal });
    if (!response.ok)
      throw new Error(`${response.status}`);
    found = await response.json();
    pages = tokens;
    const { length } = found.exchanges;
    status = () => length > 0 ? tn('search.found', length, count(length)) : t(found.next_page ? 'search.nothere' : 'search.none');
  } catch (failure) {
    if (failure.name === 'AbortError')
      return;
    found = null;
    status = () => t('search.failed');
  }
  showFound();
}

function showFound() {
  text(byId('search-status'), status());
  shown(byId('search-scroll'), found !== null && found.exchanges.length > 0);
  showExchanges(byId('search-body'), found?.exchanges ?? [], true);
  shown(byId('search-pages'), found !== null && (pages.length > 1 || Boolean(found.next_page)));
  byId('search-previous').disabled = pages.length < 2;
  byId('search-next').disabled = !found?.next_page;
}

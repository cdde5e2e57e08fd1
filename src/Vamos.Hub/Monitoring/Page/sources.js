import { attribute, byId, changeIcon, icon, keyed, make, shown, text } from './dom.js';
import { ago, institution } from './format.js';
import { currentLanguage, hasText, t } from './language.js';

const order = { failing: 0, attention: 1, unknown: 2, ok: 3 };

// a failure so recent is still worth a look
const recently = 60;
const manySources = 12;

/** How a source is: ok, attention, failing, unknown. */
export function levelOf(source, state) {
  if (source.health !== 'ok')
    return source.health;
  const recovering = source.breaker !== 'closed' || secondsSince(source.last_failure, state) < recently;
  return recovering || state.alerts.some(alert => !alert.cleared_at && alert.subject === source.institution) ? 'attention' : 'ok';
}

/** The tiles of the sources, those in trouble first. */
export function showSources(state) {
  const tiles = state.sources.map(source => ({ source, level: levelOf(source, state), state }));
  tiles.sort((a, b) => order[a.level] - order[b.level] || a.source.institution.localeCompare(b.source.institution));
  shown(byId('sources-empty'), tiles.length === 0);
  byId('tiles').classList.toggle('many', tiles.length > manySources);
  keyed(byId('tiles'), tiles, tile => tile.source.institution, create, update);
}

function create({ source }) {
  const tile = make('li', { class: 'tile', 'data-institution': source.institution });
  tile.append(
    make('h3', {}, make('span', { class: 'code' }), make('span', { class: 'state' }, icon('unknown'), make('span'))),
    make('p', { class: 'name' }),
    make('p', { class: 'detail' }),
    make('div', { class: 'times' }, make('p'), make('p'), make('p')));
  return tile;
}

function update(tile, { source, level, state }) {
  const [heading, name, detail, times] = tile.children;
  const [sign, words] = heading.lastChild.children;
  attribute(tile, 'data-level', level);
  text(heading.firstChild, institution(source.institution));
  changeIcon(sign, level);
  text(words, t(`sources.${level}`));
  text(name, source.name);
  attribute(name, 'title', source.name);
  text(detail, explanation(source, level, state));
  text(times.children[0], source.last_success ? t('sources.success', { when: ago(secondsSince(source.last_success, state)) }) : t('sources.nosuccess'));
  text(times.children[1], level !== 'ok' && source.last_failure ? t('sources.failure', { when: ago(secondsSince(source.last_failure, state)) }) : '');
  text(times.children[2], source.adapter_version ? t('sources.versions', { adapter: source.adapter_version, contract: source.contract_version }) : '');
}

function explanation(source, level, state) {
  if (level === 'ok' || level === 'unknown')
    return '';
  const breaker = source.breaker === 'closed' ? '' : `${t(`sources.breaker.${source.breaker}`)}. `;
  if (level === 'failing')
    return breaker + (currentLanguage() === 'es' ? source.detail_es : source.detail) || stateText(source);
  const alert = state.alerts.find(open => !open.cleared_at && open.subject === source.institution);
  return breaker + (alert ? currentLanguage() === 'es' ? alert.message : alert.message_en : t('sources.recent'));
}

const stateText = source => hasText(`sources.state.${source.state}`) ? t(`sources.state.${source.state}`) : '';

const secondsSince = (time, state) => time ? (Date.parse(state.time) - Date.parse(time)) / 1000 : Infinity;

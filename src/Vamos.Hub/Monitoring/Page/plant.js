import { attribute, byId, inOrder, keyed, make, text } from './dom.js';
import { ago, bytes, count, day, institution, share } from './format.js';
import { t, tn } from './language.js';

const soon = 30;
const verySoon = 7;

// a checkpoint is signed every second
const unsealedAfter = 15;

/** What the hub stands on: cache, log, certificates. */
export function showPlant(state) {
  facts('cache-facts', cacheFacts(state.cache));
  facts('log-facts', logFacts(state));
  const certificates = [...state.certificates].sort((a, b) => a.days_left - b.days_left);
  keyed(byId('certificates-body'), certificates, one => one.institution, createCertificate, showCertificate);
}

const cacheFacts = cache => [
  ['cache.share', share(cache.hit_share)],
  ['cache.entries', count(cache.entries)],
  ['cache.bytes', bytes(cache.bytes)],
  ['cache.redis', t(`cache.redis.${cache.has_redis ? cache.uses_redis ? 'on' : 'off' : 'none'}`), cache.has_redis && !cache.uses_redis ? 'attention' : null],
  ['cache.feeds', count(cache.lost_feeds), cache.lost_feeds > 0 ? 'attention' : null],
  ['cache.pending', count(cache.pending_invalidations)],
];

function logFacts({ log, time }) {
  const age = log.sealed_at ? (Date.parse(time) - Date.parse(log.sealed_at)) / 1000 : Infinity;
  return [
    ['log.state', log.healthy ? t('log.healthy') : t('log.sick', { reason: log.reason }), log.healthy ? null : 'failing'],
    ['log.size', count(log.size)],
    ['log.sealed', log.sealed_at ? ago(age) : '–', age > unsealedAfter && log.size > 0 ? 'attention' : null],
    ['log.free', log.free_bytes === null ? '–' : bytes(log.free_bytes)],
  ];
}

function facts(id, list) {
  inOrder(byId(id), list, () => make('div', {}, make('dt'), make('dd')), (place, [key, value, level]) => {
    attribute(place, 'data-level', level ?? null);
    text(place.firstChild, t(key));
    text(place.lastChild, value);
  });
}

const createCertificate = () => make('tr', {}, make('th', { scope: 'row' }), make('td'), make('td', { class: 'number' }));

function showCertificate(row, { institution: code, not_after: end, days_left: left }) {
  const [whose, expires, days] = row.children;
  text(whose, institution(code));
  text(expires, day(end));
  text(days, left < 0 ? t('certificates.expired') : tn('certificates.days', left, count(left)));
  days.classList.toggle('bad', left < verySoon);
  days.classList.toggle('warn', left >= verySoon && left < soon);
}

import { byId, shown, text } from './dom.js';
import { clock, length } from './format.js';
import { t } from './language.js';

// a state comes every second; after so many without one, what is shown is old
const staleAfter = 4000;
const givenUpAfter = 10000;
const firstPause = 1000;
const longestPause = 10000;
const backFor = 4000;

let events = null;
let take = null;
let lastAt = null;
let lastState = null;
let openedAt = 0;
let pause = firstPause;
let backUntil = 0;
let stale = false;

/** Listens to the hub, for as long as the page is open. */
export function start(taker) {
  take = taker;
  open();
  setInterval(watch, 1000);
}

/** Whether what is shown is old. */
export const isStale = () => stale;

/** Says how the connection is, in the language of the moment. */
export function showConnection() {
  const banner = byId('connection');
  const now = performance.now();
  const back = !stale && now < backUntil;
  text(banner, stale ? lost(now) : back ? t('connection.back') : '');
  banner.classList.toggle('back', back);
  document.body.toggleAttribute('data-stale', stale);
  text(byId('pulse-text'), t(stale ? 'connection.stale' : 'connection.live'));
  text(byId('pulse-time'), lastState ? clock(lastState.time) : '');
  shown(byId('pulse'), lastState !== null || stale);
}

const lost = now => lastAt === null ? t('connection.never') : t('connection.lost', { age: length((now - lastAt) / 1000) });

function open() {
  openedAt = performance.now();
  events = new EventSource('/monitor/events');
  events.addEventListener('state', event => hear(event.data));
  events.onerror = again;
}

function again() {
  events.close();
  setTimeout(open, pause);
  openedAt = Infinity;
  pause = Math.min(pause * 2, longestPause);
}

function hear(data) {
  const state = JSON.parse(data);
  const now = performance.now();
  pause = firstPause;
  if (stale)
    backUntil = now + backFor;
  lastAt = now;
  lastState = state;
  stale = false;
  showConnection();
  take(state);
}

function watch() {
  const now = performance.now();
  const old = now - (lastAt ?? 0) > staleAfter;
  if (old && !stale && lastState)
    take(lastState);
  stale = old;
  // a connection that is open and says nothing is none
  if (now - Math.max(lastAt ?? 0, openedAt) > givenUpAfter)
    again();
  showConnection();
}

import { attribute, byId, shown, text } from './dom.js';
import { showExchanges, showHeads } from './exchanges.js';
import { t } from './language.js';

const rowsShown = 20;

let isPaused = false;
let isHeld = false;
let seen = [];

/** The list stands still on demand, and while somebody is in it: nothing moves under a finger. */
export function startLatest() {
  byId('latest-pause').addEventListener('click', () => {
    isPaused = !isPaused;
    showNote();
  });
  const list = byId('latest-scroll');
  const hold = () => {
    isHeld = list.matches(':hover, :focus-within');
    showNote();
  };
  for (const event of ['pointerenter', 'pointerleave', 'focusin', 'focusout'])
    list.addEventListener(event, () => setTimeout(hold));
}

/** The latest exchanges as they come. */
export function showLatest(state) {
  if (!isPaused && !isHeld)
    seen = state.latest.slice(0, rowsShown);
  shown(byId('latest-empty'), seen.length === 0);
  shown(byId('latest-scroll'), seen.length > 0);
  showHeads();
  showExchanges(byId('latest-body'), seen, false);
  showNote();
}

function showNote() {
  const button = byId('latest-pause');
  attribute(button, 'aria-pressed', `${isPaused}`);
  text(button, t(isPaused ? 'latest.resume' : 'latest.pause'));
  text(byId('latest-note'), isPaused ? t('latest.paused') : isHeld ? t('latest.held') : '');
}

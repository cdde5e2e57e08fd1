import { announceAlerts, showAlerts } from './alerts.js';
import { startCharts, showCharts } from './charts.js';
import { start as connect } from './connection.js';
import { startControls } from './controls.js';
import { byId, text } from './dom.js';
import { showErrors } from './errors.js';
import { t } from './language.js';
import { startLatest, showLatest } from './latest.js';
import { showMatrix } from './matrix.js';
import { startMethods, showMethods } from './methods.js';
import { showOverview } from './overview.js';
import { showPlant } from './plant.js';
import { showReceipt, startReceipt } from './receipt.js';
import { startSearch, showSearch } from './search.js';
import { showSources } from './sources.js';

const parts = [showOverview, showSources, showAlerts, showCharts, showMatrix, showErrors, showMethods, showPlant, showLatest, showSearch];

let state = null;
let due = false;

/** Takes the state of the hub; it is drawn with the next picture, and only the latest if several came meanwhile. */
export function take(next) {
  state = next;
  if (due)
    return;
  due = true;
  requestAnimationFrame(draw);
}

function draw() {
  due = false;
  if (!state)
    return;
  for (const show of parts)
    show(state);
  announceAlerts(state);
  document.body.removeAttribute('data-waiting');
  text(byId('version'), t('page.version', { version: state.version }));
}

startCharts();
startMethods();
startLatest();
startSearch();
startReceipt();
startControls(() => {
  draw();
  showReceipt();
});
connect(take);

import { Chart } from './chart.js';
import { byId } from './dom.js';
import { milliseconds, rate } from './format.js';
import { t } from './language.js';
import { even, powers } from './scale.js';

const stepSeconds = 5;

const charts = [];

/** The two charts of the last quarter of an hour. */
export function startCharts() {
  charts.push(new Chart(byId('charts-list'), {
    id: 'traffic',
    curves: [
      { name: 'calls', label: () => t('charts.calls'), of: point => point.callRate, filled: true },
      { name: 'errors', label: () => t('charts.errors'), of: point => point.errorRate, hidesZero: true },
    ],
    scale: even,
    format: rate,
    describe: points => t('charts.traffic.desc', {
      calls: rate(points.at(-1).callRate), errors: rate(points.at(-1).errorRate), max: rate(Math.max(...points.map(point => point.callRate))),
    }),
  }));
  charts.push(new Chart(byId('charts-list'), {
    id: 'latency',
    curves: ['p50', 'p90', 'p99'].map(name => ({ name, label: () => name, of: point => point[name] })),
    scale: powers,
    format: milliseconds,
    describe: points => {
      const last = points.findLast(point => point.p50 !== null) ?? points.at(-1);
      return t('charts.latency.desc', { p50: milliseconds(last.p50), p90: milliseconds(last.p90), p99: milliseconds(last.p99) });
    },
  }));
}

/** Draws them. */
export function showCharts(state) {
  const points = state.series.map(point => {
    // the last step has only begun
    const seconds = Math.min(stepSeconds, Math.max(1, (Date.parse(state.time) - Date.parse(point.time)) / 1000));
    return { ...point, callRate: point.calls / seconds, errorRate: point.errors / seconds };
  });
  for (const chart of charts)
    chart.show(points);
}

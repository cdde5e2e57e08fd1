import { attribute, draw, inOrder, make, text } from './dom.js';
import { clock, hour } from './format.js';
import { t } from './language.js';

// in the size of the text, which grows with the screen
const sides = { left: 3.5, right: 0.75, top: 0.75, bottom: 1.5 };
const minute = 60000;
const [close, wide] = [3 * minute, 5 * minute];
const leastForClose = 8;

/** A chart of curves over time: drawn, described, readable point by point with mouse or arrow keys, and there as a table. */
export class Chart {
  #points = [];
  #at = null;
  #isRead = false;

  constructor(parent, { id, curves, scale, format, describe }) {
    Object.assign(this, { id, curves, scale, format, describe });
    const figure = parent.appendChild(make('figure', { class: 'chart', id: `chart-${id}` }));
    this.heading = make('h3', { id: `chart-${id}-title` });
    this.legend = make('ul', { class: 'legend' }, ...curves.map(curve => legendOf(curve.name)));
    this.svg = draw('svg', { role: 'img', 'aria-labelledby': `chart-${id}-name chart-${id}-desc` });
    this.name = this.svg.appendChild(draw('title', { id: `chart-${id}-name` }));
    this.desc = this.svg.appendChild(draw('desc', { id: `chart-${id}-desc` }));
    this.rules = this.svg.appendChild(draw('g', {}));
    this.times = this.svg.appendChild(draw('g', {}));
    this.lines = curves.map(curve => ({
      area: curve.filled ? this.svg.appendChild(draw('path', { class: `area ${curve.name}` })) : null,
      path: this.svg.appendChild(draw('path', { class: `curve ${curve.name}` })),
    }));
    this.cross = this.svg.appendChild(draw('line', { class: 'cross', visibility: 'hidden' }));
    this.reader = make('div', { class: 'reader', role: 'slider', tabindex: '0', 'aria-valuemin': '0' });
    this.tip = make('div', { class: 'tip', 'aria-hidden': 'true', hidden: '' }, ...[0, ...curves].map(() => make('p', {}, make('span'), make('span'))));
    this.head = make('tr');
    this.body = make('tbody');
    this.summary = make('summary');
    this.caption = make('caption', { class: 'quiet' });
    const table = make('table', {}, this.caption, make('thead', {}, this.head), this.body);
    this.details = make('details', {}, this.summary,
      make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': this.heading.id }, table));
    figure.append(make('figcaption', {}, this.heading, this.legend), make('div', { class: 'plot' }, this.svg, this.reader, this.tip), this.details);
    this.details.addEventListener('toggle', () => this.#showTable());
    this.#listen();
    new ResizeObserver(([{ contentRect }]) => {
      this.box = contentRect;
      this.margin = margins();
      this.#draw();
    }).observe(this.svg);
  }

  /** Takes the points, the oldest first, and draws them. */
  show(points) {
    this.#points = points;
    const title = t(`charts.${this.id}`);
    text(this.heading, title);
    text(this.name, title);
    text(this.caption, title);
    text(this.desc, this.describe(points));
    text(this.summary, t('charts.table'));
    attribute(this.reader, 'aria-label', t('charts.read', { title }));
    attribute(this.reader, 'aria-valuemax', `${points.length - 1}`);
    this.curves.forEach((curve, i) => text(this.legend.children[i].lastChild, curve.label()));
    this.#draw();
    this.#showTable();
  }

  #listen() {
    const { reader } = this;
    const keys = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12, Home: -Infinity, End: Infinity };
    reader.addEventListener('keydown', event => {
      if (!(event.key in keys))
        return;
      event.preventDefault();
      this.#read(this.#place() + keys[event.key]);
    });
    reader.addEventListener('pointermove', event => {
      const { left, width } = reader.getBoundingClientRect();
      const share = (event.clientX - left - this.margin.left) / (width - this.margin.left - this.margin.right);
      this.#read(Math.round(share * (this.#points.length - 1)));
    });
    reader.addEventListener('focus', () => this.#read(this.#place()));
    for (const event of ['blur', 'pointerleave'])
      reader.addEventListener(event, () => this.#leave());
  }

  #place() {
    return this.#at ?? this.#points.length - 1;
  }

  #read(index) {
    this.#at = Math.max(0, Math.min(this.#points.length - 1, index));
    this.#isRead = true;
    this.#showReading();
  }

  #leave() {
    this.#isRead = false;
    this.#at = null;
    this.#showReading();
  }

  #draw() {
    if (!this.box?.width || this.#points.length === 0)
      return;
    const { box: { width, height }, margin } = this;
    attribute(this.svg, 'viewBox', `0 0 ${width} ${height}`);
    const scale = this.scale(this.curves.flatMap(curve => this.#points.map(curve.of)).filter(value => value !== null));
    const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
    const x = index => margin.left + inner.width * index / (this.#points.length - 1);
    const y = value => margin.top + inner.height * (1 - scale.share(value));
    this.x = x;
    inOrder(this.rules, scale.marks, createMark, (mark, value) => {
      const at = y(value).toFixed(1);
      place(mark.firstChild, { x1: margin.left, x2: width - margin.right, y1: at, y2: at });
      place(mark.lastChild, { x: margin.left - margin.right, y: at, 'text-anchor': 'end', 'dominant-baseline': 'middle' });
      text(mark.lastChild, this.format(value));
    });
    const every = inner.width < leastForClose * margin.left ? wide : close;
    const labelled = this.#points.map((point, index) => ({ index, time: Date.parse(point.time) })).filter(({ time }) => time % every === 0);
    inOrder(this.times, labelled, () => draw('text', { 'text-anchor': 'middle' }), (label, { index, time }) => {
      place(label, { x: Math.min(width - 2 * margin.right, Math.max(margin.left, x(index))).toFixed(1), y: height - margin.bottom / 4 });
      text(label, hour(time));
    });
    this.curves.forEach((curve, i) => this.#drawCurve(curve, this.lines[i], x, y));
    place(this.cross, { y1: margin.top, y2: height - margin.bottom });
    this.#showReading();
  }

  #drawCurve(curve, { area, path }, x, y) {
    let line = '';
    let isOpen = false;
    this.#points.forEach((point, index) => {
      const value = isIdle(curve, this.#points, index) ? null : curve.of(point);
      line += value === null ? '' : `${isOpen ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
      // a point between gaps is a dot: a line of no length with round ends
      line += value !== null && !isOpen ? 'h0' : '';
      isOpen = value !== null;
    });
    attribute(path, 'd', line);
    if (area)
      attribute(area, 'd', `${line}L${x(this.#points.length - 1).toFixed(1)} ${y(0).toFixed(1)}L${x(0).toFixed(1)} ${y(0).toFixed(1)}Z`);
  }

  #showReading() {
    const index = this.#place();
    const point = this.#points[index];
    if (!point)
      return;
    const readings = this.curves.map(curve => [curve.label(), curve.of(point) === null ? '–' : this.format(curve.of(point))]);
    const isEmpty = point.calls === 0;
    attribute(this.reader, 'aria-valuenow', `${index}`);
    attribute(this.reader, 'aria-valuetext', `${clock(point.time)}: ${isEmpty ? t('charts.nothing') : readings.map(pair => pair.join(' ')).join(', ')}`);
    attribute(this.cross, 'visibility', this.#isRead ? 'visible' : 'hidden');
    this.tip.hidden = !this.#isRead;
    if (!this.#isRead || !this.x)
      return;
    const at = this.x(index);
    place(this.cross, { x1: at.toFixed(1), x2: at.toFixed(1) });
    [[clock(point.time), ''], ...readings].forEach((pair, row) => pair.forEach((words, part) => text(this.tip.children[row].children[part], words)));
    const { width } = this.box;
    this.tip.style.left = at < width / 2 ? `${at + 8}px` : 'auto';
    this.tip.style.right = at < width / 2 ? 'auto' : `${width - at + 8}px`;
  }

  // a hundred and eighty rows are not kept up to date for nobody
  #showTable() {
    if (!this.details.open)
      return;
    inOrder(this.head, [t('charts.time'), ...this.curves.map(curve => curve.label())], () => make('th', { scope: 'col' }), text);
    inOrder(this.body, this.#points.toReversed(), () => make('tr', {}, make('th', { scope: 'row' }), ...this.curves.map(() => make('td'))), (row, point) => {
      text(row.firstChild, clock(point.time));
      this.curves.forEach((curve, i) => text(row.children[i + 1], curve.of(point) === null ? '–' : this.format(curve.of(point))));
    });
  }
}

// nothing before, now and after: no line is drawn along the bottom
const isIdle = (curve, points, index) => curve.hidesZero && points.slice(Math.max(0, index - 1), index + 2).every(point => curve.of(point) === 0);

function margins() {
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Object.fromEntries(Object.entries(sides).map(([side, share]) => [side, share * size]));
}

function createMark() {
  const mark = draw('g', {});
  mark.append(draw('line', { class: 'rule' }), draw('text', {}));
  return mark;
}

function legendOf(name) {
  const sample = draw('svg', { viewBox: '0 0 24 8', 'aria-hidden': 'true' });
  sample.append(draw('path', { class: `curve ${name}`, d: 'M1 4H23' }));
  return make('li', {}, sample, make('span'));
}

function place(element, attributes) {
  for (const name in attributes)
    attribute(element, name, `${attributes[name]}`);
}

const MARGIN = {left: 52, right: 12, bottom: 38};

/** Round numbers inside [from, to]. */
const ticksOf = (from, to, count) => {
  const raw = (to - from) / Math.max(1, count);
  if (!(raw > 0)) return [from];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= raw * 0.999);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({length: last - first + 1}, (_, i) => (first + i) * step);
};

const logTicksOf = to => {
  const all = [1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000];
  return all.filter(tick => tick <= to);
};

const tickText = tick => String(+tick.toPrecision(6)).replace('-', '−');

/** Lowest and highest number of all lines, with a little room; never empty. */
const rangeOf = lines => {
  const all = lines.flatMap(line => line.values).filter(Number.isFinite);
  let low = all.reduce((least, value) => Math.min(least, value), Infinity);
  let high = all.reduce((most, value) => Math.max(most, value), -Infinity);
  if (low > high) [low, high] = [0, 1];
  const room = (high - low || Math.abs(high) || 1) * 0.05;
  return [low - room, high + room];
};

/** Calls back with the host's width whenever that has changed. */
const onWidth = (host, draw) => {
  let known = 0;
  new ResizeObserver(() => {
    const width = Math.floor(host.clientWidth);
    if (width > 0 && width !== known) {
      known = width;
      draw(width);
    }
  }).observe(host);
};

/**
 * Ticks, their numbers and the names of both axes.
 *
 * box: {left, right, top, bottom} in pixels; scales: {xTicks, yTicks, toX, toY, xLabel, yLabel}
 */
const drawAxes = (picture, {left, right, top, bottom}, {xTicks, yTicks, toX, toY, xLabel, yLabel}) => {
  for (const tick of yTicks) {
    picture.append(
      svg('line', {class: tick === 0 ? 'zero' : 'grid', x1: left, x2: right, y1: toY(tick), y2: toY(tick)}),
      svg('text', {class: 'tick', x: left - 6, y: toY(tick) + 4, 'text-anchor': 'end'}, tickText(tick)));
  }
  for (const tick of xTicks) {
    picture.append(
      svg('line', {class: 'axis', x1: toX(tick), x2: toX(tick), y1: bottom, y2: bottom + 4}),
      svg('text', {class: 'tick', x: toX(tick), y: bottom + 16, 'text-anchor': 'middle'}, tickText(tick)));
  }
  picture.append(
    svg('line', {class: 'axis', x1: left, x2: right, y1: bottom, y2: bottom}),
    chartText({class: 'label', x: (left + right) / 2, y: bottom + 33, 'text-anchor': 'middle'}, xLabel, right - left, 11),
    chartText({class: 'label', transform: `translate(12 ${(top + bottom) / 2}) rotate(-90)`, 'text-anchor': 'middle'}, yLabel, bottom - top, 11));
};

const chartPicture = (label, width, height) => svg('svg', {role: 'img', 'aria-label': label, width, height, viewBox: `0 0 ${width} ${height}`});

const chartTitle = (words, width) => chartText({class: 'chart-title', x: MARGIN.left, y: 15}, words, width - MARGIN.left, 14);

const chartNote = (words, width) => chartText({class: 'note', x: MARGIN.left, y: 31}, words, width - MARGIN.left, 11);

/**
 * Lines over one axis as SVG, drawn anew in every width.
 *
 * spec: title, note (below it), description, x (numbers), xLabel, yLabel, lines [{name, values, line, marks}], range, logarithmic,
 * band (shaded from the first x up to this one)
 */
class LineChart {
  constructor(spec, onpoint) {
    this.spec = spec;
    this.host = el('div', {class: 'chart'});
    this.hidden = new Set();
    this.point = null;
    this.onpoint = onpoint;
    this.width = 0;
    onWidth(this.host, width => {
      this.width = width;
      this.draw();
    });
  }

  change(changes) {
    Object.assign(this.spec, changes);
    this.draw();
  }

  draw() {
    if (this.width === 0) return;
    const {spec} = this;
    const height = spec.height ?? 260;
    const shown = spec.lines.filter(line => !this.hidden.has(line.name));
    const [low, high] = spec.range ?? rangeOf(shown);
    const right = this.width - MARGIN.right;
    const bottom = height - MARGIN.bottom;
    const top = spec.note ? 40 : spec.title ? 26 : 8;
    const scaled = spec.logarithmic ? Math.log : value => value;
    const [first, last] = [scaled(spec.x[0]), scaled(spec.x[spec.x.length - 1])];
    this.toX = x => MARGIN.left + (right - MARGIN.left) * (last > first ? (scaled(x) - first) / (last - first) : 0.5);
    const toY = y => bottom - (bottom - top) * (y - low) / (high - low);
    const picture = chartPicture(`${spec.title || 'Chart'}: ${spec.yLabel} by ${spec.xLabel}. ${spec.description}`, this.width, height);
    picture.append(chartTitle(spec.title, this.width), chartNote(spec.note ?? '', this.width));
    if (spec.band) {
      const end = Math.min(right, this.toX(spec.band));
      picture.append(svg('rect', {class: 'band', x: MARGIN.left, width: Math.max(2, end - MARGIN.left), y: top, height: bottom - top}));
    }
    this.axes(picture, {left: MARGIN.left, right, top, bottom}, low, high, toY);
    for (const line of shown) this.line(picture, line, toY);
    this.guide = svg('line', {class: 'guide', y1: top, y2: bottom, visibility: 'hidden'});
    picture.append(this.guide);
    picture.addEventListener('pointermove', event => this.onpoint(this.nearest(event.offsetX)));
    picture.addEventListener('pointerdown', event => this.onpoint(this.nearest(event.offsetX)));
    this.host.replaceChildren(picture);
    this.mark(this.point);
  }

  axes(picture, box, low, high, toY) {
    const {spec} = this;
    const [from, to] = [spec.x[0], spec.x[spec.x.length - 1]];
    const ticks = spec.logarithmic ? logTicksOf(to) : ticksOf(from, to, Math.max(2, Math.floor((box.right - box.left) / 80)));
    drawAxes(picture, box, {xTicks: ticks.filter(tick => tick >= from), yTicks: ticksOf(low, high, 5), toX: this.toX, toY, xLabel: spec.xLabel, yLabel: spec.yLabel});
  }

  line(picture, {values, line, marks = []}, toY) {
    const {x} = this.spec;
    let path = '';
    let pen = 'M';
    values.forEach((value, i) => {
      if (Number.isFinite(value)) path += `${pen}${this.toX(x[i]).toFixed(1)} ${toY(value).toFixed(1)}`;
      pen = Number.isFinite(value) ? 'L' : 'M';
    });
    picture.append(svg('path', {class: 'line', d: path, style: line}));
    for (const i of marks.filter(i => Number.isFinite(values[i]))) {
      picture.append(svg('circle', {class: 'mark', cx: this.toX(x[i]), cy: toY(values[i]), r: 3.5, style: {stroke: line.stroke}}));
    }
  }

  nearest(offset) {
    const distances = this.spec.x.map(x => Math.abs(this.toX(x) - offset));
    return distances.indexOf(Math.min(...distances));
  }

  /** Shows which point the values are read at. */
  mark(point) {
    this.point = point;
    if (!this.guide || point === null) return;
    const x = this.toX(this.spec.x[point]);
    fill(this.guide, {x1: x, x2: x, visibility: 'visible'}, []);
  }
}

/**
 * Charts over one axis with one legend, which hides lines and reads out the values, and one slider that chooses where.
 *
 * all: {label, pointName(i), charts: [spec], legend: [{name, line, values}]}
 */
const chartGroup = all => {
  const charts = all.charts.map(spec => new LineChart(spec, point => move(point)));
  const readings = new Map();
  const {x} = all.charts[0];
  const slider = el('input', {type: 'range', min: 0, max: x.length - 1, step: 1, value: 0, 'aria-label': `${all.label}: where to read the values`});
  const where = el('span', {class: 'where'});
  const buttons = all.legend.map(entry => {
    const reading = el('span', {class: 'reading'});
    readings.set(entry.name, reading);
    const button = el('button', {
      type: 'button', class: 'key', 'aria-pressed': 'true', title: 'Show or hide this line',
      onclick: () => {
        const shown = button.getAttribute('aria-pressed') === 'true';
        button.setAttribute('aria-pressed', String(!shown));
        for (const chart of charts) {
          if (shown) chart.hidden.add(entry.name); else chart.hidden.delete(entry.name);
          if (chart.spec.of === entry.name) chart.host.hidden = shown;
          chart.draw();
        }
      }
    }, lineSample(entry.line), el('span', {}, entry.name), reading);
    return button;
  });
  const move = point => {
    slider.value = point;
    where.textContent = all.pointName(point);
    for (const entry of all.legend) readings.get(entry.name).textContent = sizedText(entry.values[point]);
    slider.setAttribute('aria-valuetext', `${all.pointName(point)}: ` + all.legend.map(entry => `${entry.name} ${sizedText(entry.values[point])}`).join(', '));
    charts.forEach(chart => chart.mark(point));
  };
  slider.addEventListener('input', () => move(+slider.value));
  const element = el('div', {class: 'chart-group', role: 'group', 'aria-label': all.label},
    el('div', {class: all.charts.length > 2 ? 'panels' : 'charts'}, charts.map(chart => chart.host)),
    el('div', {class: 'reader'}, slider, where),
    el('div', {class: 'legend'}, buttons));
  move(all.start ?? 0);
  return {element, change: changes => charts.forEach(chart => chart.change(changes))};
};

const POINT = 3;

/** A slider that chooses one of a chart's points and says what is there; the keyboard's way into the chart. */
const pointReader = (label, count, textOf, onchoose, onopen) => {
  const where = el('output', {class: 'where'});
  const slider = el('input', {
    type: 'range', min: 0, max: Math.max(0, count - 1), step: 1, value: 0, 'aria-label': label,
    oninput: () => onchoose(+slider.value),
    onkeydown: event => { if (event.key === 'Enter') onopen?.(+slider.value); }
  });
  const show = i => {
    slider.value = i;
    where.textContent = textOf(i);
    slider.setAttribute('aria-valuetext', textOf(i));
  };
  return {element: el('div', {class: 'reader'}, slider, where), show};
};

/**
 * Points over two axes, with the line on which both are equal; one point is chosen and read out.
 *
 * spec: title, note, description, xLabel, yLabel, color, points [{x, y, text}], diagonal, levels [{value, name, of}] (of: 'x' or 'y'),
 * range, onopen(i) (a click on a point)
 */
const pointChart = spec => {
  const host = el('div', {class: 'chart square'});
  const {points} = spec;
  let chosen = 0;
  let places = [];
  let ring = null;
  const reader = pointReader(`${spec.title}: which point to read`, points.length, i => points[i].text, i => choose(i), spec.onopen);
  const choose = i => {
    chosen = i;
    reader.show(i);
    if (ring) fill(ring, {cx: places[i][0], cy: places[i][1]}, []);
  };
  const nearest = event => {
    const distances = places.map(([x, y]) => (x - event.offsetX) ** 2 + (y - event.offsetY) ** 2);
    return distances.indexOf(Math.min(...distances));
  };
  const draw = width => {
    const height = Math.min(width, 440);
    const box = {left: MARGIN.left, right: Math.min(width, 480) - MARGIN.right, top: spec.note ? 42 : 26, bottom: height - MARGIN.bottom};
    const all = ['x', 'y'].map(axis => ({values: [...points.map(point => point[axis]), ...spec.levels.filter(level => level.of === axis).map(level => level.value)]}));
    const [xRange, yRange] = spec.range ? [spec.range, spec.range] : spec.diagonal ? [rangeOf(all), rangeOf(all)] : all.map(values => rangeOf([values]));
    const toX = x => box.left + (box.right - box.left) * (x - xRange[0]) / (xRange[1] - xRange[0]);
    const toY = y => box.bottom - (box.bottom - box.top) * (y - yRange[0]) / (yRange[1] - yRange[0]);
    places = points.map(({x, y}) => [toX(x), toY(y)]);
    const picture = chartPicture(`${spec.title}: ${spec.yLabel} against ${spec.xLabel}. ${spec.description}`, width, height);
    picture.append(chartTitle(spec.title, width), chartNote(spec.note ?? '', width));
    drawAxes(picture, box, {xTicks: ticksOf(...xRange, 5), yTicks: ticksOf(...yRange, 5), toX, toY, xLabel: spec.xLabel, yLabel: spec.yLabel});
    if (spec.diagonal) {
      const [from, to] = [Math.max(xRange[0], yRange[0]), Math.min(xRange[1], yRange[1])];
      if (from < to) picture.append(svg('line', {class: 'equal', x1: toX(from), y1: toY(from), x2: toX(to), y2: toY(to)}, svg('title', {}, 'both are equal')));
    }
    for (const {value, name, of} of spec.levels) {
      const [x, y] = [toX(value), toY(value)];
      picture.append(
        svg('line', of === 'x' ? {class: 'level', x1: x, x2: x, y1: box.top, y2: box.bottom} : {class: 'level', x1: box.left, x2: box.right, y1: y, y2: y}),
        svg('text', of === 'x' ? {class: 'tick', x: x + 4, y: box.top + 10} : {class: 'tick', x: box.right - 4, y: y - 4, 'text-anchor': 'end'}, name));
    }
    places.forEach(([cx, cy]) => picture.append(svg('circle', {class: 'point', cx, cy, r: POINT, style: {fill: spec.color}})));
    ring = points.length > 0 ? svg('circle', {class: 'ring', cx: places[chosen][0], cy: places[chosen][1], r: POINT + 3}) : null;
    picture.append(ring ?? '');
    if (points.length > 0) {
      picture.addEventListener('pointermove', event => choose(nearest(event)));
      picture.addEventListener('click', event => spec.onopen?.(nearest(event)));
    }
    host.replaceChildren(picture);
  };
  onWidth(host, draw);
  if (points.length > 0) choose(0);
  return el('div', {class: spec.onopen ? 'opens' : null}, host, points.length > 0 ? reader.element : null);
};

/**
 * How many values lie in each bin, with lines at single values.
 *
 * spec: title, note, description, xLabel, yLabel, color, edges, counts, most (the axis' end), lines [{value, line, name}]
 */
const histogram = spec => {
  const host = el('div', {class: 'chart'});
  onWidth(host, width => {
    const {edges, counts} = spec;
    const height = 180;
    const box = {left: MARGIN.left, right: width - MARGIN.right, top: 40, bottom: height - MARGIN.bottom};
    const toX = x => box.left + (box.right - box.left) * (x - edges[0]) / (edges[edges.length - 1] - edges[0]);
    const toY = y => box.bottom - (box.bottom - box.top) * y / Math.max(1, spec.most);
    const picture = chartPicture(`${spec.title}: ${spec.description}`, width, height);
    picture.append(chartTitle(spec.title, width), chartNote(spec.note, width));
    drawAxes(picture, box, {
      xTicks: ticksOf(edges[0], edges[edges.length - 1], Math.max(2, Math.floor((box.right - box.left) / 50))),
      yTicks: ticksOf(0, spec.most, 3).filter(Number.isInteger), toX, toY, xLabel: spec.xLabel, yLabel: spec.yLabel
    });
    counts.forEach((count, i) => {
      if (count === 0) return;
      picture.append(svg('rect', {
        class: 'bar-of', x: toX(edges[i]) + 0.5, width: Math.max(1, toX(edges[i + 1]) - toX(edges[i]) - 1), y: toY(count), height: box.bottom - toY(count), style: {fill: spec.color}
      }, svg('title', {}, `${tickText(edges[i])} to ${tickText(edges[i + 1])}: ${countText(count, 'neuron')}`)));
    });
    for (const {value, line, name} of spec.lines.filter(({value}) => Number.isFinite(value))) {
      picture.append(svg('line', {class: 'level', x1: toX(value), x2: toX(value), y1: box.top, y2: box.bottom, style: line}, svg('title', {}, `${name}: ${tickText(+value.toFixed(3))}`)));
    }
    host.replaceChildren(picture);
  });
  return host;
};

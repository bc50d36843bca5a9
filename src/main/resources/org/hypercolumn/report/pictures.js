let sheet = null;

/** All thumbnails; decoded when the first is shown. */
const thumbnails = () => {
  if (sheet === null) {
    const data = blockData('thumbnails');
    sheet = {...data, pixels: bytesOf(data.pixels), at: new Map(data.imageIndex.map((image, i) => [image, i]))};
  }
  return sheet;
};

const canvasOf = (width, height, label) => el('canvas', {width, height, role: 'img', 'aria-label': label, class: 'thumbnail'});

/** Draws an image's thumbnail on a canvas of its size; a grey field where there is none. */
const paintThumbnail = (canvas, place) => {
  const {width, height, pixels, at} = thumbnails();
  const context = canvas.getContext('2d');
  if (!at.has(place)) {
    context.fillStyle = '#888';
    context.fillRect(0, 0, width, height);
    return;
  }
  const image = context.createImageData(width, height);
  const start = at.get(place) * width * height;
  for (let i = 0; i < width * height; i++) {
    const gray = pixels[start + i];
    image.data.set([gray, gray, gray, 255], 4 * i);
  }
  context.putImageData(image, 0, 0);
};

const thumbnail = (place, label) => {
  const canvas = canvasOf(thumbnails().width || 1, thumbnails().height || 1, label);
  paintThumbnail(canvas, place);
  return canvas;
};

const MAP_PIXELS = 10;

/** How many times even attention a weight is. */
const timesEven = (map, weight) => map.rows * map.columns * weight;

const timesText = times => Number.isFinite(times) ? `${times.toFixed(times < 9.95 ? 1 : 0)}×` : '–';

/** The largest of a map's weights relative to even attention. */
const largestTimes = (map, weights) => timesEven(map, weights.filter(Number.isFinite).reduce((most, weight) => Math.max(most, weight), -Infinity));

/** Opacity of a relative weight as in the figure: 0 at even attention or less, in even steps of the logarithm. */
const veilOf = times => {
  const {high, opacity} = report.attentionScale;
  return Number.isFinite(times) ? opacity * Math.min(1, Math.log(Math.max(1, times)) / Math.log(high)) : 0;
};

/** Attention over the grid as a veil, smoothed to a picture of 10 pixels a hypercolumn. */
const attentionCanvas = (map, weights, label) => {
  const color = report.attentionScale.color.match(/[0-9a-f]{2}/gi).map(channel => parseInt(channel, 16));
  const small = el('canvas', {width: map.columns, height: map.rows});
  const context = small.getContext('2d');
  const image = context.createImageData(map.columns, map.rows);
  weights.forEach((weight, i) => image.data.set([...color, Math.round(255 * veilOf(timesEven(map, weight)))], 4 * i));
  context.putImageData(image, 0, 0);
  const canvas = canvasOf(map.columns * MAP_PIXELS, map.rows * MAP_PIXELS, label);
  canvas.getContext('2d').drawImage(small, 0, 0, canvas.width, canvas.height);
  return canvas;
};

/** The image with the attention laid over the part of it that the grid covers. */
const attendedImage = (place, map, weights, label) => {
  const [left, top, width, height] = map.area.map(share => `${100 * share}%`);
  return el('div', {class: 'overlay', role: 'img', 'aria-label': label},
    fill(thumbnail(place, ''), {'aria-hidden': 'true'}, []),
    fill(attentionCanvas(map, weights, ''), {'aria-hidden': 'true', class: 'veil', style: {left, top, width, height}}, []));
};

/** What the colours of attention mean, with the numbers at both of its ends. */
const attentionScale = () => {
  const {highText, opacity, color} = report.attentionScale;
  const veil = share => color + Math.round(255 * opacity * share).toString(16).padStart(2, '0');
  return el('div', {class: 'color-scale'}, el('span', {}, '1× (even)'),
    el('span', {class: 'veil-ramp', 'aria-hidden': 'true', style: {background: `linear-gradient(90deg, ${veil(0)}, ${veil(1)}), var(--panel)`}}),
    el('span', {}, `${highText}× even attention, in even steps of the logarithm`));
};

/** Numbers from -1 to 1 as gray levels from black to white, a pixel each. */
const filterCanvas = (width, height, values) => {
  const canvas = el('canvas', {width, height, class: 'filter', 'aria-hidden': 'true'});
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  values.forEach((value, i) => {
    const gray = Math.round(127.5 * (1 + value));
    image.data.set([gray, gray, gray, 255], 4 * i);
  });
  context.putImageData(image, 0, 0);
  return canvas;
};

/** From blue below 0 over white to red above, the colors of figure 9: RdBu of colorbrewer2.org, reversed. */
const SIGNED = ['053061', '2166ac', '4393c3', '92c5de', 'd1e5f0', 'f7f7f7', 'fddbc7', 'f4a582', 'd6604d', 'b2182b', '67001f']
  .map(hex => hex.match(/../g).map(channel => parseInt(channel, 16)));

/** The color of a number from -1 to 1. */
const signedColor = share => {
  const place = Math.min(0.99999, Math.max(0, (share + 1) / 2)) * (SIGNED.length - 1);
  const [low, high] = [SIGNED[Math.floor(place)], SIGNED[Math.floor(place) + 1]];
  return `rgb(${low.map((channel, i) => Math.round(channel + (high[i] - channel) * (place % 1))).join(' ')})`;
};

/** A map over the grid of hypercolumns around 0, the center outlined; limit is the number of the strongest colour. */
const contributionMap = ({rows, columns, centerPosition}, values, limit, label) => {
  const picture = svg('svg', {class: 'map', role: 'img', 'aria-label': label, viewBox: `0 0 ${columns * 10} ${rows * 10}`});
  values.forEach((value, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const name = i === centerPosition ? 'center' : `row ${row + 1}, column ${column + 1}`;
    picture.append(svg('rect', {
      x: column * 10, y: row * 10, width: 10, height: 10, fill: Number.isFinite(value) ? signedColor(value / limit) : '#888'
    }, svg('title', {}, `${name}: ${sizedText(value)}`)));
  });
  const [row, column] = [Math.floor(centerPosition / columns), centerPosition % columns];
  picture.append(svg('rect', {class: 'center', x: column * 10, y: row * 10, width: 10, height: 10}));
  return picture;
};

/** What the colours of contributionMap mean. */
const signedScale = limit => el('div', {class: 'color-scale'},
  el('span', {}, sizedText(-limit)), el('span', {
    class: 'signed-ramp', 'aria-hidden': 'true', style: {background: `linear-gradient(90deg, ${SIGNED.map(color => `rgb(${color.join(' ')})`).join(', ')})`}
  }), el('span', {}, '+' + sizedText(limit)));

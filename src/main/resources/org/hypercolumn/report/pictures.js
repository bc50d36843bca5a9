let sheet = null;

/** All thumbnails; decoded when the first is shown. */
const thumbnails = () => {
  if (sheet === null) {
    const data = blockData('thumbnails');
    sheet = {...data, pixels: bytesOf(data.pixels), at: new Map(data.places.map((place, i) => [place, i]))};
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

/** A dark-to-light scale that is read in grey too (viridis, five stops). */
const HEAT = [[68, 1, 84], [59, 82, 139], [33, 145, 140], [94, 201, 98], [253, 231, 37]];

const heatOf = share => {
  const place = Math.min(0.9999, Math.max(0, share)) * (HEAT.length - 1);
  const low = HEAT[Math.floor(place)];
  const high = HEAT[Math.floor(place) + 1];
  return low.map((channel, i) => Math.round(channel + (high[i] - channel) * (place % 1)));
};

const MAP_PIXELS = 10;

/** Attention over the grid, from 0 to its largest weight, smoothed to a picture of 10 pixels a hypercolumn. */
const attentionCanvas = (map, weights, label) => {
  const most = Math.max(...weights.filter(Number.isFinite), 1e-12);
  const small = el('canvas', {width: map.columns, height: map.rows});
  const context = small.getContext('2d');
  const image = context.createImageData(map.columns, map.rows);
  weights.forEach((weight, i) => image.data.set([...heatOf(weight / most), 255], 4 * i));
  context.putImageData(image, 0, 0);
  const canvas = canvasOf(map.columns * MAP_PIXELS, map.rows * MAP_PIXELS, label);
  const large = canvas.getContext('2d');
  large.drawImage(small, 0, 0, canvas.width, canvas.height);
  return canvas;
};

/** The image with the attention laid over the part of it that the grid covers. */
const attendedImage = (place, map, weights, label) => {
  const [left, top, width, height] = map.area.map(share => `${100 * share}%`);
  return el('div', {class: 'overlay', role: 'img', 'aria-label': label},
    fill(thumbnail(place, ''), {'aria-hidden': 'true'}, []),
    fill(attentionCanvas(map, weights, ''), {'aria-hidden': 'true', class: 'veil', style: {left, top, width, height}}, []));
};

/** From blue below 0 through white to vermilion above. */
const signedColor = share => {
  const [red, green, blue] = share < 0 ? [0, 114, 178] : [213, 94, 0];
  const strength = Math.min(1, Math.abs(share));
  return `rgb(${[red, green, blue].map(channel => Math.round(250 + (channel - 250) * strength)).join(' ')})`;
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
  el('span', {}, sizedText(-limit)), el('span', {class: 'signed-ramp', 'aria-hidden': 'true'}), el('span', {}, '+' + sizedText(limit)));

/** The data of a block of JSON in the page. */
const blockData = id => {
  const block = document.getElementById(id);
  return block ? JSON.parse(block.textContent) : null;
};

const bytesOf = base64 => Uint8Array.from(atob(base64), character => character.charCodeAt(0));

/** Numbers that Quantized.java wrote; NaN where undefined. */
const valuesOf = ({from, step, bytes, steps}) => {
  const view = new DataView(bytesOf(steps).buffer);
  const undefined_ = 256 ** bytes - 1;
  return Array.from({length: view.byteLength / bytes}, (_, i) => {
    const number = bytes === 2 ? view.getUint16(2 * i, true) : view.getUint8(i);
    return number === undefined_ ? NaN : from + number * step;
  });
};

/** The same as rows of equal length. */
const rowsOf = (quantized, length) => {
  const values = valuesOf(quantized);
  return Array.from({length: length > 0 ? values.length / length : 0}, (_, row) => values.slice(row * length, (row + 1) * length));
};

/** A number for people, 0 without a sign; a dash where there is none. */
const numberText = (value, decimals = 3) => {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
};

/** A number of any size with 3 digits. */
const sizedText = value => {
  if (value === null || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e5)) return value.toExponential(2).replace(/-/g, '−');
  return numberText(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
};

/** A score for people: correlations as they are, shares in %. */
const scoreText = (value, metric) =>
  metric === 'corr' || value === null || !Number.isFinite(value) ? numberText(value) : numberText(100 * value, 1) + ' %';

const shareText = share => `${+(100 * share).toFixed(4)} %`;

const countText = (count, one, many = one + 's') => `${count} ${count === 1 ? one : many}`;

/** Mean of what is a number, and how many are not. */
const summaryOf = values => {
  const defined = values.filter(value => value !== null && Number.isFinite(value));
  return {mean: defined.reduce((sum, value) => sum + value, 0) / defined.length, undefined: values.length - defined.length};
};

const report = blockData('report-data');

const SVG = 'http://www.w3.org/2000/svg';

const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'style') for (const [key, of] of Object.entries(value)) element.style.setProperty(key, of);
    else element.setAttribute(name, value === true ? '' : value);
  }
  // Texts become text nodes: whatever a name holds, it is never markup.
  element.append(...children.flat(3).filter(child => child !== null && child !== undefined));
  return element;
};

/** An HTML element with attributes, listeners ("onclick") and children. */
const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/** An SVG element. */
const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

const byId = id => document.getElementById(id);

/** Says a sentence to those who hear the page. */
const say = sentence => {
  byId('live').textContent = sentence;
};

const NOT_THIS_NEURON = 'This neuron is not among those that were analysed: hypercolumn analyze RUN, without --neurons, analyses all of the run.';

/** What stands where a part of the report is missing. */
const missingNote = part => el('p', {class: 'notice'}, report.missing[part] ?? NOT_THIS_NEURON);

/** A box that scrolls sideways by itself, so that the page never does. */
const scrollBox = (label, ...children) => el('div', {class: 'scroll', role: 'region', tabindex: 0, 'aria-label': label}, ...children);

/** A labelled choice; calls back with the place of what was chosen. */
const choice = (label, names, chosen, onchange) => {
  const select = el('select', {onchange: () => onchange(select.selectedIndex)});
  names.forEach((name, i) => select.append(el('option', {value: i}, name)));
  select.selectedIndex = chosen;
  return el('label', {class: 'control'}, el('span', {}, label), select);
};

const COLORS = 6;
const DASHES = ['', '7 3', '2 3', '9 3 2 3'];

/** Colour and dashes of a model's lines: the colours alone are for those who see them. */
const modelLine = model => ({
  stroke: `var(--line-${model % COLORS})`,
  'stroke-dasharray': DASHES[Math.floor(model / COLORS) % DASHES.length]
});

const lineSample = line => svg('svg', {class: 'sample', viewBox: '0 0 26 10', 'aria-hidden': 'true'},
  svg('line', {x1: 0, x2: 26, y1: 5, y2: 5, style: line}));

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

const NOT_THIS_NEURON = 'This neuron has not been analyzed; hypercolumn analyze RUN, without --neurons, analyzes every neuron of the run.';

/** What stands where a part of the report is missing. */
const missingNote = part => el('p', {class: 'notice'}, report.missing[part] ?? NOT_THIS_NEURON);

/** Puts a box that scrolls into a frame whose edges show, by a shadow and an arrow, where there is more to see. */
const withCues = box => {
  const frame = el('div', {class: 'frame'});
  box.replaceWith(frame);
  frame.append(box);
  const look = () => {
    const rest = box.scrollWidth - box.clientWidth - Math.abs(box.scrollLeft);
    frame.dataset.more = `${Math.abs(box.scrollLeft) > 1 ? 'left' : ''} ${rest > 1 ? 'right' : ''}`;
  };
  box.addEventListener('scroll', look, {passive: true});
  const sizes = new ResizeObserver(look);
  [box, ...box.children].forEach(part => sizes.observe(part));
  return frame;
};

/** A box that scrolls sideways by itself, so that the page never does. */
const scrollBox = (label, ...children) =>
  withCues(el('div', {class: 'scroll', role: 'region', tabindex: 0, 'aria-label': label}, ...children));

/** A labelled choice; calls back with the place of what was chosen. */
const choice = (label, names, chosen, onchange) => {
  const select = el('select', {onchange: () => onchange(select.selectedIndex)});
  names.forEach((name, i) => select.append(el('option', {value: i}, name)));
  select.selectedIndex = chosen;
  return el('label', {class: 'control'}, el('span', {}, label), select);
};

/** Width of the lines of charts, pixels; the dashes of models are given for lines 1 wide. */
const LINE_WIDTH = 1.8;

/** Colour and dashes of a model's lines, the same as in the figures: the colours alone are for those who see them. */
const modelLine = model => ({
  stroke: `var(--model-${model})`,
  'stroke-dasharray': report.models[model].dashes.split(' ').filter(Boolean).map(length => +(length * LINE_WIDTH).toFixed(2)).join(' ')
});

const lineSample = line => svg('svg', {class: 'sample', viewBox: '0 0 26 10', 'aria-hidden': 'true'},
  svg('line', {x1: 0, x2: 26, y1: 5, y2: 5, style: line}));

/** A field of a model's colour, to stand before its name. */
const chip = model => el('span', {class: 'chip', 'aria-hidden': 'true', style: {'--model': `var(--model-${model})`}});

/** The models' colours as variables, light ones for paper and for light screens. */
const modelColors = () => {
  const colors = scheme => report.models.map((model, i) => `--model-${i}: ${model[scheme]};`).join(' ');
  return el('style', {}, `:root { ${colors('color')} }
    @media screen { :root[data-theme="dark"] { ${colors('onDark')} } }
    @media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { ${colors('onDark')} } }`);
};

/** What is cut to fit beside or above a chart is whole in its title, which a pointer that rests on it shows. */
const chartText = (attributes, words, width, size) => {
  const most = Math.max(4, Math.floor(width / (size * 0.56)));
  const cut = [...words].length > most ? [...words].slice(0, most - 1).join('') + '…' : words;
  return svg('text', attributes, cut === words ? null : svg('title', {}, words), cut);
};

/** Where a reader is among the neurons that the table shows, in its order; among all where the table hides this one. */
const neighbours = number => {
  const shown = shownNeurons().map(({neuron}) => neuron);
  const order = shown.includes(number) ? shown : report.neurons.map(({neuron}) => neuron);
  const place = order.indexOf(number);
  return {place, count: order.length, filtered: order.length < report.neurons.length, previous: order[place - 1], next: order[place + 1]};
};

let current = null;

const goTo = number => {
  if (number !== undefined) location.hash = `neuron-${number}`;
};

const jumpForm = () => {
  const number = el('input', {type: 'number', min: 0, required: true, 'aria-label': 'Number of a neuron', placeholder: 'number'});
  return el('form', {
    class: 'jump', onsubmit: event => {
      event.preventDefault();
      goTo(number.value);
    }
  }, number, el('button', {type: 'submit'}, 'Go'));
};

const step = (words, target, keys) => el(target === undefined ? 'span' : 'a', {
  class: 'step', href: target === undefined ? null : `#neuron-${target}`, 'aria-disabled': target === undefined ? 'true' : null,
  role: target === undefined ? 'link' : null, 'aria-keyshortcuts': keys
}, words);

const showNeuron = number => {
  const page = byId('neuron');
  const neuron = report.neurons.find(({neuron: of}) => of === number);
  const detail = neuron && blockData(`data-${number}`);
  byId('overview').hidden = true;
  page.hidden = false;
  current = number;
  if (!detail) {
    page.replaceChildren(el('h1', {id: 'neuron-title', tabindex: -1}, 'No such neuron'),
      el('p', {class: 'notice'}, `This run has no neuron ${number}.`), el('p', {}, el('a', {href: '#neurons'}, 'Back to the table')));
  } else {
    const near = neighbours(number);
    const place = `${near.place + 1} of ${near.count}${near.filtered ? ' shown in the table' : ''}`;
    page.replaceChildren(
      el('nav', {class: 'steps', 'aria-label': 'Neurons'},
        el('a', {class: 'step', href: '#neurons', 'aria-keyshortcuts': 'Escape'}, 'Table'),
        step('← Previous', near.previous, 'p ArrowLeft'), step('Next →', near.next, 'n ArrowRight'), jumpForm()),
      el('h1', {id: 'neuron-title', tabindex: -1}, `Neuron ${neuronName(number)}`),
      el('p', {class: 'small'}, `${place}. ${report.analyzed ? `Curves, maps and images come ${report.analyzed}. ` : ''}`,
        el('span', {class: 'keys'}, 'Keys: n or → for the next neuron, p or ← for the previous one, Esc for the table.')),
      scoresPart(neuron), tuningPart(detail), predictionsPart(detail), decompositionPart(detail), attentionPart(detail), filtersPart(detail), imagesPart(detail), trainingPart(detail));
    say(`Neuron ${neuronName(number)}, ${place}`);
  }
  document.title = `Neuron ${neuronName(number)} · site ${report.run.site}`;
  window.scrollTo(0, 0);
  byId('neuron-title').focus({preventScroll: true});
};

const title = document.title;

/** Shows the overview, at a part of it where the address names one. */
const showOverview = id => {
  const left = current;
  current = null;
  byId('overview').hidden = false;
  byId('neuron').hidden = true;
  byId('neuron').replaceChildren();
  document.title = title;
  const link = left === null ? null : byId('neuron-table')?.querySelector(`a[href="#neuron-${left}"]`);
  if (link && (id === 'neurons' || id === '')) {
    byId('neuron-table').querySelectorAll('tbody a[tabindex="0"]').forEach(other => { other.tabIndex = -1; });
    link.tabIndex = 0;
    link.scrollIntoView({block: 'center'});
    link.focus({preventScroll: true});
    say('Table of neurons');
    return;
  }
  const target = id && byId(id);
  if (target && byId('overview').contains(target)) {
    target.scrollIntoView();
    target.focus({preventScroll: true});
  }
};

const route = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  const neuron = /^neuron-(\d+)$/.exec(id);
  if (neuron) showNeuron(+neuron[1]);
  else if (id !== 'content') showOverview(id);
  else byId('content').focus();
  sayWhatIsLeftOut();
};

/** What a print of this view leaves out; it stands at the top of the print. */
const sayWhatIsLeftOut = () => {
  byId('left-out').textContent = current === null
    ? `Not printed: the ${report.neurons.length === 1 ? 'page of the neuron' : `pages of the ${report.neurons.length} neurons`} with their tuning curves, maps, images and training curves. `
      + 'Open this report in a browser, choose a neuron, and print its page from there. Charts show what was chosen on the screen.'
    : 'Not printed: the values behind the charts, unless their table was open, and the pages of other neurons.';
};

/** Prints show what an overview folds away. */
const unfold = () => {
  const folded = [...document.querySelectorAll('#run details:not([open])')];
  folded.forEach(details => { details.open = true; });
  window.addEventListener('afterprint', () => folded.forEach(details => { details.open = false; }), {once: true});
};

const keys = event => {
  if (current === null || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Escape') {
    location.hash = 'neurons';
    return;
  }
  // Where keys have a meaning of their own: fields and sliders; in boxes that scroll, arrows.
  const within = css => event.target instanceof Element && event.target.closest(css);
  if (within('input, select, textarea') || (event.key.startsWith('Arrow') && within('.scroll'))) return;
  const near = neighbours(current);
  const target = {n: near.next, ArrowRight: near.next, p: near.previous, ArrowLeft: near.previous}[event.key];
  if (target !== undefined) {
    event.preventDefault();
    goTo(target);
  }
};

const THEMES = ['auto', 'light', 'dark'];

/** A page from a file may be refused storage; the choice then lasts as long as the page. */
const stored = theme => {
  try {
    if (theme) localStorage.setItem('hypercolumn-theme', theme);
    return localStorage.getItem('hypercolumn-theme');
  } catch {
    return theme;
  }
};

const useTheme = theme => {
  document.documentElement.dataset.theme = theme;
  byId('theme').textContent = `Theme: ${theme}`;
  followTheme();
};

let theme = THEMES.includes(stored()) ? stored() : 'auto';
useTheme(theme);
byId('theme').addEventListener('click', () => {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  stored(theme);
  useTheme(theme);
});
document.head.append(modelColors());
showRun();
showTables();
showFigures();
showPopulation();
showNeurons();
window.addEventListener('hashchange', route);
window.addEventListener('beforeprint', unfold);
document.addEventListener('keydown', keys);
route();

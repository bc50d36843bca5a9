const durationText = seconds => {
  if (!Number.isFinite(seconds)) return '–';
  const parts = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const words = [];
  let rest = Math.round(seconds);
  for (const [size, unit] of parts) {
    if (words.length < 2 && (rest >= size || size === 1 && words.length === 0)) {
      words.push(`${Math.floor(rest / size)} ${unit}`);
      rest %= size;
    }
  }
  return words.join(' ');
};

const secondsOf = session => (Date.parse(session.ended) - Date.parse(session.started)) / 1000;

const timeText = time => Number.isNaN(Date.parse(time)) ? time : time.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');

const PROTOCOLS = {
  holdout: 'holdout (scores come from images that played no part in choosing the epoch)',
  paper: 'paper (the epoch is chosen on the same images that scores come from)'
};

const sessionTable = sessions => el('details', {},
  el('summary', {}, `${countText(sessions.length, 'session')} of work`),
  scrollBox('Sessions', el('table', {class: 'plain'},
    el('thead', {}, el('tr', {}, ['started', 'ended', 'time', 'version', 'Java', 'machine', 'kernels', 'threads'].map(name => el('th', {scope: 'col'}, name)))),
    el('tbody', {}, sessions.map(session => el('tr', {},
      el('th', {scope: 'row'}, timeText(session.started)), el('td', {}, timeText(session.ended)), el('td', {}, durationText(secondsOf(session))),
      el('td', {}, session.version), el('td', {}, session.java), el('td', {}, session.system), el('td', {}, session.kernels), el('td', {}, session.threads)))))));

const digestTable = sha256 => el('details', {},
  el('summary', {}, `${countText(Object.keys(sha256).length, 'file')} of the recording, with SHA-256 digests`),
  scrollBox('Files of the recording', el('table', {class: 'plain'},
    el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'file'), el('th', {scope: 'col'}, 'SHA-256'))),
    el('tbody', {}, Object.entries(sha256).map(([name, digest]) => el('tr', {}, el('th', {scope: 'row'}, name), el('td', {}, el('code', {}, digest))))))));

const distinct = values => [...new Set(values)].join(', ');

/** A model's id with the name that figures give it. */
const namedModel = id => {
  const place = report.models.findIndex(model => model.id === id);
  const {name, note} = report.models[place] ?? {name: id, note: ''};
  const words = name === id ? id : `${id} (${name})`;
  return el('span', {class: 'named'}, place < 0 ? null : chip(place), note ? `${words}, helper stage` : words);
};

const showRun = () => {
  const {run} = report;
  const ended = run.sessions.filter(session => Number.isFinite(secondsOf(session)));
  const seconds = ended.reduce((sum, session) => sum + secondsOf(session), 0);
  const unended = run.sessions.length - ended.length;
  const facts = [
    ['Protocol', PROTOCOLS[run.plan.protocol] ?? run.plan.protocol],
    ['Scores come from', report.tier ? `the ${report.tier} images` : 'no images yet'],
    ['Recording', run.data || '–'],
    ...(run.leaks ? [['Leaks', 'allowed: the models were fitted to some of the images that scores come from, so scores are too high']] : []),
    ['Models', el('span', {class: 'models'}, run.models.map(namedModel))],
    ...report.models.filter(({note}) => note).map(({note}) => ['Helper stage', note]),
    ['Neurons', String(run.neurons)],
    ['Shares of the training images', run.shares.map(shareText).join(', ')],
    ['Seeds', run.seeds.join(', ')],
    ['Training', `${countText(+run.plan.epochs, 'epoch')} in batches of ${run.plan.batch} images; frozen layers ${run.plan.frozen === 'published' ? 'behave as in the published code' : 'behave as in evaluation'}; responses ${run.plan.responses === 'published' ? 'as recorded' : 'scaled to a standard deviation of 1'}`],
    ['Time', ended.length === 0 ? 'no session has run to its end' :
      `${durationText(seconds)} in ${countText(ended.length, 'session')}${unended ? ` (${unended} more did not run to the end)` : ''}`],
    ['Machine', distinct(run.sessions.map(session => session.system))],
    ['Version', distinct(run.sessions.map(session => `hypercolumn ${session.version}, ${session.java}, ${session.kernels} kernels`))]
  ];
  byId('run-facts').append(
    el('dl', {class: 'facts'}, facts.map(([name, words]) => el('div', {}, el('dt', {}, name), el('dd', {}, words)))),
    digestTable(run.sha256),
    sessionTable(run.sessions));
};

/** The drawing, in a tree of its own: neither its styles nor its ids meet the page's or another figure's. */
const paintFigure = (host, place) => {
  const drawing = new DOMParser().parseFromString(blockData(`svg-${place}`).svg, 'image/svg+xml');
  const root = drawing.documentElement;
  if (root.localName !== 'svg' || root.namespaceURI !== SVG) {
    host.append(el('p', {class: 'notice'}, 'This figure is damaged; run hypercolumn report again to draw it again.'));
    return;
  }
  const width = root.getAttribute('width') ?? '100%';
  const sides = [width, root.getAttribute('height')].map(parseFloat);
  if (!root.hasAttribute('viewBox') && sides.every(Number.isFinite)) root.setAttribute('viewBox', `0 0 ${sides.join(' ')}`);
  root.removeAttribute('height');
  // As large as on a printed page and half as much again, where there is room.
  const size = /^[\d.]+$/.test(width) ? `${width}px` : width;
  if (!size.endsWith('%')) host.closest('.frame').style.maxWidth = `calc(1.5 * ${size} + 1.5rem)`;
  // On a phone it scrolls in its box: smaller than in print it could not be read.
  fill(root, {width: '100%', style: {display: 'block', 'min-width': size.endsWith('%') ? '0' : `min(${size}, 34rem)`}}, []);
  if (!root.hasAttribute('aria-labelledby')) fill(root, {role: 'img', 'aria-label': report.figures[place].title}, []);
  host.attachShadow({mode: 'open'}).append(
    el('style', {}, '@media print { svg { min-width: 0 !important; max-height: 130mm; } }'), darkStyle(), document.importNode(root, true));
};

const darkStyles = [];
const darkRules = blockData('dark-figures').css;

/** The rules that turn a figure's colours into those for a dark page, as long as the page is dark. */
const darkStyle = () => {
  const style = el('style', {media: darkMedia()}, darkRules);
  darkStyles.push(style);
  return style;
};

/** When the page is dark; print never is. */
const darkMedia = () => ({dark: 'screen', light: 'not all'})[document.documentElement.dataset.theme] ?? 'screen and (prefers-color-scheme: dark)';

const followTheme = () => darkStyles.forEach(style => { style.media = darkMedia(); });

const showFigures = () => {
  const section = byId('figures');
  if (report.figures.length === 0) section.append(missingNote('figures'));
  const missing = el('ul', {class: 'small'}, report.missingFigures.map(sentence => el('li', {}, sentence)));
  const waiting = new Map();
  const paint = host => {
    if (waiting.has(host)) {
      const place = waiting.get(host);
      waiting.delete(host);
      paintFigure(host, place);
    }
  };
  const seen = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => paint(entry.target)), {rootMargin: '600px'});
  report.figures.forEach(({id, title, caption}, place) => {
    const host = el('div', {class: 'paper'});
    section.append(el('figure', {class: 'figure', id, 'aria-labelledby': `${id}-title`},
      el('h3', {id: `${id}-title`}, title), scrollBox(title, host), el('figcaption', {}, caption)));
    waiting.set(host, place);
    seen.observe(host);
  });
  // The rest when there is nothing else to do, so that nothing moves once a reader scrolls.
  const idle = window.requestIdleCallback ?? (work => setTimeout(work, 50));
  const paintNext = () => {
    const [host] = waiting.keys();
    if (host) {
      paint(host);
      idle(paintNext);
    }
  };
  idle(paintNext);
  if (report.missingFigures.length > 0) section.append(missing);
  window.addEventListener('beforeprint', () => [...waiting.keys()].forEach(paint));
};

const showTables = () => {
  for (const cell of document.querySelectorAll('[data-model]')) {
    const place = report.models.findIndex(({id}) => id === cell.dataset.model);
    if (place >= 0) cell.prepend(chip(place));
  }
  document.querySelectorAll('.study-table .scroll').forEach(withCues);
  if (report.missing.tables) byId('tables').append(missingNote('tables'));
};

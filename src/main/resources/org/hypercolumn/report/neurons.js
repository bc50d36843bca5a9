/** What the table of neurons shows, and in which order; the pages of neurons follow it. */
const view = {
  metric: 0,
  share: Math.max(0, report.run.shares.indexOf(Math.max(...report.run.shares))),
  sort: 0,
  descending: false,
  numbers: '',
  model: 0,
  least: null
};

const scoreOf = (neuron, model, metric = view.metric, share = view.share) => neuron.scores[share]?.[model]?.[metric] ?? null;

/** How many of the first ceilings stand in the table; all stand on the neuron's page. */
const CEILINGS_IN_TABLE = 2;

/** Columns: the neuron, each model's score, each ceiling. */
const columns = () => [
  {name: 'neuron', value: neuron => neuron.neuron},
  ...report.models.map(({id}, model) => ({name: id, model, value: neuron => scoreOf(neuron, model)})),
  ...(report.missing.ceilings ? [] : report.ceilings.slice(0, CEILINGS_IN_TABLE)).map((name, i) => ({name, ceiling: i, value: neuron => neuron.ceilings[i] ?? null}))
];

/** Numbers and ranges such as "3, 10-20"; null where the text says none. */
const rangesOf = text => {
  const ranges = [...text.matchAll(/(\d+)(?:\s*[-–]\s*(\d+))?/g)].map(([, from, to]) => [+from, +(to ?? from)]);
  return ranges.length > 0 ? ranges : null;
};

/** The neurons that pass the filters, sorted; those without a value are last in both directions. */
const shownNeurons = () => {
  const ranges = rangesOf(view.numbers);
  const value = columns()[view.sort].value;
  const passes = neuron => (ranges === null || ranges.some(([from, to]) => neuron.neuron >= from && neuron.neuron <= to))
    && (view.least === null || (scoreOf(neuron, view.model) ?? -Infinity) >= view.least);
  return report.neurons.filter(passes).sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return (left === null) - (right === null) || a.neuron - b.neuron;
    return (view.descending ? right - left : left - right) || a.neuron - b.neuron;
  });
};

const scoreCell = (value, metric, best) => el('td', {
  class: value === null ? 'undefined' : best ? 'best' : null,
  style: value === null ? {} : {'--share': Math.max(0, Math.min(1, value)).toFixed(3)}
}, scoreText(value, metric));

/** What a reader must know of models that are only steps on the way to others. */
const helperNotes = () => report.models.filter(({note}) => note).map(({note}) => el('p', {class: 'small'}, note));

/** A neuron's index with what the recording calls it, if it does. */
const neuronName = number => report.run.neuronIds[number] === undefined ? String(number) : `${number} (${report.run.neuronIds[number]})`;

/** The largest of the values; none if all are equal, since then none is the best. */
const bestOf = values => {
  const scores = values.filter(value => value !== null);
  const most = Math.max(...scores);
  return scores.some(value => value < most) ? most : NaN;
};

const neuronRow = (neuron, of) => {
  const metric = report.metrics[view.metric].id;
  const values = of.map(column => column.value(neuron));
  const best = bestOf(values.filter((_, i) => of[i].model !== undefined));
  return el('tr', {},
    el('th', {scope: 'row'}, el('a', {href: `#neuron-${neuron.neuron}`, tabindex: -1}, neuronName(neuron.neuron))),
    of.slice(1).map((column, i) => column.model !== undefined
      ? scoreCell(values[i + 1], metric, values[i + 1] === best)
      : el('td', {class: values[i + 1] === null ? 'undefined' : null}, numberText(values[i + 1]))));
};

const headerCell = (column, place) => el('th', {
  scope: 'col', 'aria-sort': view.sort === place ? (view.descending ? 'descending' : 'ascending') : 'none'
}, el('button', {
  type: 'button', class: 'sort', 'data-column': place,
  onclick: () => {
    // Scores are wanted from the best down, numbers of neurons from the first up.
    view.descending = view.sort === place ? !view.descending : place > 0;
    view.sort = place;
    showRows();
    byId('neuron-table').querySelector(`[data-column="${place}"]`).focus();
    say(`Sorted by ${column.name}, ${view.descending ? 'largest first' : 'smallest first'}`);
  }
}, column.model === undefined ? null : chip(column.model), column.name, el('span', {class: 'arrow', 'aria-hidden': 'true'}, view.sort === place ? (view.descending ? ' ▼' : ' ▲') : ' ↕')));

const showRows = () => {
  const of = columns();
  const shown = shownNeurons();
  const metric = report.metrics[view.metric];
  const means = of.slice(1).map(column => ({...column, ...summaryOf(shown.map(column.value))}));
  const table = byId('neuron-table');
  table.replaceChildren(
    el('caption', {class: 'unseen'}, `${metric.name} of each neuron and model${report.run.shares.length > 1 ? `, fitted to ${shareText(report.run.shares[view.share])} of the training images` : ''}`),
    el('thead', {}, el('tr', {}, of.map(headerCell))),
    el('tbody', {}, shown.map(neuron => neuronRow(neuron, of))),
    el('tfoot', {}, el('tr', {}, el('th', {scope: 'row'}, 'mean'), means.map(column => el('td', {},
      column.model !== undefined ? scoreText(column.mean, metric.id) : numberText(column.mean))))));
  table.querySelector('tbody a')?.setAttribute('tabindex', '0');
  byId('neuron-count').textContent = shown.length === report.neurons.length
    ? countText(shown.length, 'neuron') : `${shown.length} of ${countText(report.neurons.length, 'neuron')}`;
  const gaps = means.filter(column => column.undefined > 0 && column.model !== undefined)
    .map(column => `${column.name} for ${column.undefined} of ${shown.length}`);
  byId('neuron-gaps').textContent = gaps.length === 0 ? '' : `A dash means that ${metric.name} is undefined (${metric.undefined}) or that the model was not fitted: ${gaps.join(', ')} neurons.`;
};

/** Up and down, first and last neuron with the keyboard. */
const moveInTable = event => {
  const links = [...byId('neuron-table').querySelectorAll('tbody a')];
  const here = links.indexOf(document.activeElement);
  const next = {ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1}[event.key];
  if (here < 0 || next === undefined || !links[next]) return;
  event.preventDefault();
  links[here].tabIndex = -1;
  links[next].tabIndex = 0;
  links[next].focus();
};

const neuronControls = () => {
  const numbers = el('input', {
    type: 'search', id: 'filter-numbers', placeholder: 'such as 3, 10-20',
    oninput: () => { view.numbers = numbers.value; showRows(); }
  });
  const least = el('input', {
    type: 'number', id: 'filter-least', step: 'any',
    oninput: () => { view.least = least.value === '' ? null : +least.value * (view.metric === 0 ? 1 : 0.01); showRows(); }
  });
  const unit = el('span', {}, '');
  const controls = [choice('Score', report.metrics.map(({name}) => name), view.metric, metric => {
    view.metric = metric;
    unit.textContent = metric === 0 ? '' : ' %';
    least.dispatchEvent(new Event('input'));
  })];
  if (report.run.shares.length > 1) {
    controls.push(choice('Share of the training images', report.run.shares.map(shareText), view.share, share => { view.share = share; showRows(); }));
  }
  controls.push(
    el('label', {class: 'control'}, el('span', {}, 'Neurons'), numbers),
    choice('Score of', report.models.map(({id}) => id), view.model, model => { view.model = model; showRows(); }),
    el('label', {class: 'control'}, el('span', {}, 'at least'), el('span', {}, least, unit)));
  return el('div', {class: 'controls', role: 'search', 'aria-label': 'Filter the neurons'}, controls);
};

const showNeurons = () => {
  const section = byId('neurons');
  if (report.neurons.length === 0 || report.models.length === 0) {
    section.append(missingNote('scores'));
    return;
  }
  section.append(
    el('p', {}, 'Scores are means over seeds, and each neuron’s best score is bold. ', el('span', {class: 'keys'}, 'Click a column’s name to sort by it, or a neuron’s number to open its page; '
      + 'the arrow keys move up and down in the table.')),
    ...helperNotes(),
    ...(report.missing.ceilings ? [missingNote('ceilings')] : []),
    neuronControls(),
    el('p', {class: 'count'}, el('output', {id: 'neuron-count'})),
    scrollBox('Scores of each neuron', el('table', {id: 'neuron-table', class: 'neurons', onkeydown: moveInTable})),
    el('p', {id: 'neuron-gaps', class: 'small'}));
  showRows();
};

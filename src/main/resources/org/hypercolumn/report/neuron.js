const RECORDED = {stroke: 'var(--text)', 'stroke-dasharray': ''};
const RESPONSE = 'response (as recorded)';

const modelName = model => report.models[model].id;

const part = (id, title, ...children) => el('section', {id, 'aria-labelledby': `${id}-title`}, el('h2', {id: `${id}-title`}, title), ...children);

/** The ranks that a point of a curve stands for, from 1. */
const rankText = point => {
  const {starts, count} = report.ranks;
  const last = point + 1 < starts.length ? starts[point + 1] : count;
  return starts[point] + 1 === last ? `rank ${last}` : `ranks ${starts[point] + 1} to ${last}`;
};

/** The middle of each point's ranks. */
const rankPositions = () => report.ranks.starts.map((start, point, all) => (start + 1 + (all[point + 1] ?? report.ranks.count)) / 2);

const endsText = (name, values) => `${name} goes from ${sizedText(values[0])} to ${sizedText(values[values.length - 1])}`;

/** One row a model; for each score a column a share, as far as there are fits of it. */
const scoresPart = neuron => {
  const fitted = report.run.shares.map((share, s) => s).filter(s => neuron.scores[s]?.some(scores => scores));
  const columns = report.metrics.flatMap(({id, name}, k) => fitted.map(s => {
    const values = report.models.map((_, model) => scoreOf(neuron, model, k, s));
    return {id, values, name: fitted.length > 1 ? `${name}, ${shareText(report.run.shares[s])}` : name, most: Math.max(...values.map(value => value ?? -Infinity))};
  }));
  const table = el('table', {class: 'plain scores'},
    el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'model'), columns.map(({name}) => el('th', {scope: 'col'}, name)))),
    el('tbody', {}, report.models.map((_, model) => el('tr', {},
      el('th', {scope: 'row'}, lineSample(modelLine(model)), ' ', modelName(model)),
      columns.map(({id, values, most}) => scoreCell(values[model], id, values[model] === most))))));
  const ceilings = report.ceilings.map((name, i) => el('div', {}, el('dt', {}, name), el('dd', {}, Number.isInteger(neuron.ceilings[i]) ? String(neuron.ceilings[i]) : numberText(neuron.ceilings[i] ?? null))));
  return part('scores', 'Scores', scrollBox('Scores of this neuron', table),
    fitted.length > 1 ? el('p', {class: 'small'}, 'In % after a score: the share of the training images that the model was fitted to.') : null,
    neuron.ceilings.length > 0 ? el('dl', {class: 'facts'}, ceilings) : missingNote('ceilings'));
};

/** The numbers behind a chart, made when asked for. */
const valueTable = (title, legend, pointName, points) => {
  const box = el('details', {class: 'values'}, el('summary', {}, 'The values as a table'));
  box.addEventListener('toggle', () => {
    if (!box.open || box.querySelector('table')) return;
    box.append(scrollBox(title, el('table', {class: 'plain'},
      el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, ''), legend.map(({name}) => el('th', {scope: 'col'}, name)))),
      el('tbody', {}, Array.from({length: points}, (_, i) => el('tr', {}, el('th', {scope: 'row'}, pointName(i)), legend.map(({values}) => el('td', {}, sizedText(values[i])))))))));
  });
  return box;
};

/** How tuning curves are shown; stays from neuron to neuron. */
const tuningView = {overlaid: false, logarithmic: true};

const tuningPart = detail => {
  if (detail.tuning.length === 0) return part('tuning', 'Tuning curves', missingNote('tuning'));
  const x = rankPositions();
  const [recorded, ...predicted] = rowsOf(detail.curves, x.length);
  const lines = [{name: 'recorded', values: recorded, line: RECORDED},
    ...detail.tuning.map((model, i) => ({name: modelName(model), values: predicted[i], line: modelLine(model)}))];
  const host = el('div');
  let group = null;
  const show = () => {
    const common = {x, xLabel: 'rank of the image by recorded response', yLabel: RESPONSE, logarithmic: tuningView.logarithmic};
    const charts = tuningView.overlaid
      ? [{...common, title: 'All models', height: 380, lines, description: lines.map(({name, values}) => endsText(name, values)).join('; ')}]
      : lines.slice(1).map(line => ({...common, title: line.name, of: line.name, height: 210, range: rangeOf(lines), lines: [lines[0], line],
        description: `${endsText('recorded', recorded)}; ${endsText('predicted', line.values)}`}));
    group = chartGroup({label: 'Tuning curves', charts, legend: lines, pointName: rankText});
    host.replaceChildren(group.element);
  };
  show();
  const toggle = (words, name, effect) => {
    const box = el('input', {type: 'checkbox', onchange: () => { tuningView[name] = box.checked; effect(); }});
    box.checked = tuningView[name];
    return el('label', {class: 'control line'}, box, el('span', {}, words));
  };
  return part('tuning', 'Tuning curves',
    el('p', {}, 'Images from the largest recorded response to the smallest: what was recorded, and what each model predicts for the same images. '
      + 'The first 30 ranks have a point each, later ones share one.'),
    el('div', {class: 'controls'}, toggle('all models in one chart', 'overlaid', show),
      toggle('logarithmic ranks', 'logarithmic', () => group.change({logarithmic: tuningView.logarithmic}))),
    host, valueTable('Tuning curves', lines, rankText, x.length));
};

const PARTS = [
  ['prediction', RECORDED],
  ['center', {stroke: 'var(--line-1)', 'stroke-dasharray': ''}],
  ['surround', {stroke: 'var(--line-0)', 'stroke-dasharray': '7 3'}]
];

/** Which map of contributions is shown; stays from neuron to neuron. */
const decompositionView = {map: 0};
const MAPS = [{name: 'mean contribution', field: 'values'}, {name: 'share in the variation of the prediction', field: 'shares'}];

/** Maps of all models, in one colour scale; each in its host. */
const paintMaps = (all, hosts) => {
  const {field} = MAPS[decompositionView.map];
  const limit = all.flatMap(of => of[field]).filter(Number.isFinite).reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
  all.forEach((of, i) => {
    const center = of[field][of.centerPosition];
    const others = of[field].reduce((sum, value) => sum + value, 0) - center;
    const label = `Map of the ${MAPS[decompositionView.map].name} of each hypercolumn in ${modelName(of.model)}: center ${sizedText(center)}, all others together ${sizedText(others)}`;
    hosts[i].replaceChildren(contributionMap(of, of[field], limit, label), signedScale(limit));
  });
};

const decompositionPart = detail => {
  if (detail.decomposition.length === 0) return part('decomposition', 'Center and surround', missingNote('decomposition'));
  const all = detail.decomposition.map(of => {
    const curves = rowsOf(of.curves, report.ranks.starts.length);
    return {...of, values: valuesOf(of.map), shares: valuesOf(of.shareMap), lines: PARTS.map(([name, line], i) => ({name, line, values: curves[i]}))};
  });
  const range = rangeOf(all.flatMap(({lines}) => lines));
  const hosts = all.map(() => el('div'));
  const cards = all.map((of, i) => {
    const name = modelName(of.model);
    const group = chartGroup({
      label: `Decomposition of ${name}`, legend: of.lines, pointName: rankText,
      charts: [{x: rankPositions(), xLabel: 'rank of the image by prediction', yLabel: RESPONSE, logarithmic: true, height: 200, title: '', range, lines: of.lines,
        description: of.lines.map(line => endsText(line.name, line.values)).join('; ')}]
    });
    const weights = of.combination.every(weight => weight !== null) && of.combination.length === 2
      ? ` Center and surround are combined with the weights ${of.combination.map(sizedText).join(' and ')}.` : '';
    return el('div', {class: 'card'}, el('h3', {}, name), el('div', {class: 'beside'}, hosts[i], group.element),
      el('p', {class: 'small'}, `Mean contribution of the center ${sizedText(of.values[of.centerPosition])}, bias ${sizedText(of.bias)}; `
        + `share of the center in the variation of the prediction ${numberText(of.centerShare)}.${weights}`));
  });
  paintMaps(all, hosts);
  return part('decomposition', 'Center and surround',
    el('p', {}, 'What each hypercolumn adds to the prediction of a model that reads more than the center: over all images (map; the center is outlined) '
      + 'and from the largest prediction down (curves). Prediction = center + surround + bias. All maps have one colour scale.'),
    el('div', {class: 'controls'}, choice('Map of', MAPS.map(({name}) => name), decompositionView.map, map => {
      decompositionView.map = map;
      paintMaps(all, hosts);
    })),
    el('div', {class: 'cards'}, cards));
};

const attentionPart = detail => {
  if (detail.attention.length === 0) return part('attention', 'Attention', missingNote('attention'));
  const {images} = detail.attention[0];
  const maps = detail.attention.map(of => ({...of, maps: rowsOf(of.weights, of.rows * of.columns), over: valuesOf(of.mean)}));
  const header = el('tr', {}, ['model', ...report.attentionMeasures, 'mean over all images'].map(name => el('th', {scope: 'col'}, name)),
    images.map((image, k) => el('th', {scope: 'col'}, `image ${image}`, el('div', {}, thumbnail(image, `Image ${image}, number ${k + 1} by recorded response`)))));
  const rows = maps.map(of => el('tr', {}, el('th', {scope: 'row'}, modelName(of.model)),
    of.measures.map(measure => el('td', {}, numberText(measure))),
    el('td', {}, attentionCanvas(of, of.over, `${modelName(of.model)}: mean attention over all images`)),
    of.maps.map((weights, k) => el('td', {}, attendedImage(of.images[k], of, weights,
      `${modelName(of.model)}: attention over image ${of.images[k]}; on the center itself ${numberText(weights[of.centerPosition])}, at most ${numberText(Math.max(...weights))}`)))));
  const most = Math.log2(maps[0].rows * maps[0].columns);
  return part('attention', 'Attention',
    el('p', {}, 'Where the center hypercolumn attends to in the images of the largest recorded responses: dark is no weight, yellow the largest in that image. '
      + 'Each weight is drawn at the middle of its hypercolumn’s receptive field.'),
    scrollBox('Attention over images', el('table', {class: 'pictures'}, el('thead', {}, header), el('tbody', {}, rows))),
    el('p', {class: 'small'}, `Means over all images. Entropy: ${numberText(most, 2)} bits if attention is spread evenly, 0 if all is on one place. Center share: the weight of the center itself. `
      + 'Association: how much more parallel to the center’s orientation the attended places are than those it usually attends to; above 0 as in an association field, 0 for no preference. '
      + 'Apart: the same over places whose receptive fields share no pixel with the center’s. Specific: less the same of all other queries.'));
};

const imagesTable = (title, rows) => {
  const count = Math.max(...rows.map(row => row.images.length));
  const cell = shown => {
    if (!shown) return el('td');
    const [image, recorded, predicted] = shown;
    const words = predicted === null ? sizedText(recorded) : `${sizedText(recorded)} | ${sizedText(predicted)}`;
    return el('td', {}, thumbnail(image, `Image ${image}`), el('div', {class: 'small'}, words));
  };
  return [el('h3', {}, title), scrollBox(title, el('table', {class: 'pictures small-pictures'},
    el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'ranked by'), Array.from({length: count}, (_, i) => el('th', {scope: 'col'}, String(i + 1))))),
    el('tbody', {}, rows.map(row => el('tr', {}, el('th', {scope: 'row'}, row.model === undefined ? 'recorded' : modelName(row.model)),
      Array.from({length: count}, (_, i) => cell(row.images[i])))))))];
};

const imagesPart = detail => {
  if (detail.images.length === 0) return part('images', 'Most and least effective images', missingNote('images'));
  const tables = [['most', 'Most effective'], ['least', 'Least effective']]
    .map(([end, title]) => [title, detail.images.filter(row => row.end === end)])
    .filter(([, rows]) => rows.length > 0)
    .map(([title, rows]) => imagesTable(title, rows));
  return part('images', 'Most and least effective images',
    el('p', {}, 'Below each image its recorded response and, in the row of a model, what that model predicts.'), ...tables.flat());
};

const trainingPart = detail => {
  if (detail.training.length === 0) return part('training', 'Training', missingNote('training'));
  const epochs = Math.max(...detail.training.map(fit => fit.epochs));
  const all = {loss: valuesOf(detail.loss), corr: valuesOf(detail.corr)};
  const startOf = place => detail.training.slice(0, place).reduce((sum, fit) => sum + fit.epochs, 0);
  const x = Array.from({length: epochs}, (_, i) => i + 1);
  const linesOf = name => detail.training.map((of, i) => ({
    name: modelName(of.model), line: modelLine(of.model), marks: [of.chosen - 1], values: all[name].slice(startOf(i), startOf(i) + of.epochs)
  }));
  const chart = (name, title, yLabel) => ({
    x, title, yLabel, xLabel: 'epoch', height: 280, lines: linesOf(name),
    description: linesOf(name).map(line => endsText(line.name, line.values)).join('; ')
  });
  const point = i => `epoch ${i + 1}`;
  return part('training', 'Training',
    el('p', {}, 'The circle marks the epoch that was kept: the first of the highest CORR on the images that choose it. The legend reads out that CORR.'),
    chartGroup({label: 'Training', legend: linesOf('corr'), pointName: point, start: epochs - 1, charts: [
      chart('loss', 'Loss on the training images', 'mean squared error'), chart('corr', 'CORR on the images that choose the epoch', 'CORR')]}).element,
    valueTable('CORR an epoch', linesOf('corr'), point, epochs));
};

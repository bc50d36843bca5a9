const RECORDED = {stroke: 'var(--text)', 'stroke-dasharray': ''};
const RESPONSE = 'response (as recorded)';
const RECORDED_RESPONSE = 'recorded response';
const THETA = {stroke: 'var(--faint)', 'stroke-dasharray': '4 3'};

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

/** Where a metric's ceiling stands among a neuron's; below 0 where it has none. */
const ceilingPlace = id => report.ceilings.indexOf(report.metrics.find(metric => metric.id === id).ceiling);

/** One row a model; for each score a column a share, as far as there are fits of it. */
const scoresPart = neuron => {
  const fitted = report.run.shares.map((share, s) => s).filter(s => neuron.scores[s]?.some(scores => scores));
  const columns = report.metrics.flatMap(({id, name}, k) => fitted.map(s => {
    const values = report.models.map((_, model) => scoreOf(neuron, model, k, s));
    return {id, values, name: fitted.length > 1 ? `${name}, ${shareText(report.run.shares[s])}` : name, most: bestOf(values)};
  }));
  const table = el('table', {class: 'plain scores'},
    el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'model'), columns.map(({name}) => el('th', {scope: 'col'}, name)))),
    el('tbody', {}, report.models.map((_, model) => el('tr', {},
      el('th', {scope: 'row'}, chip(model), modelName(model)),
      columns.map(({id, values, most}) => scoreCell(values[model], id, values[model] === most))))),
    neuron.ceilings.length === 0 ? null : el('tfoot', {}, el('tr', {}, el('th', {scope: 'row'}, 'ceiling'),
      columns.map(({id}) => el('td', {}, scoreText(neuron.ceilings[ceilingPlace(id)] ?? null, id))))));
  const rest = report.ceilings.map((name, i) => ({name, value: neuron.ceilings[i] ?? null})).filter((_, i) => !report.metrics.some(({id}) => ceilingPlace(id) === i));
  const ceilings = rest.map(({name, value}) => el('div', {}, el('dt', {}, name), el('dd', {}, Number.isInteger(value) ? String(value) : numberText(value))));
  return part('scores', 'Scores', scrollBox('Scores of this neuron', table),
    fitted.length > 1 ? el('p', {class: 'small'}, 'The percentage after a score’s name is the share of the training images to which the model was fitted.') : null,
    helperNotes(),
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
  const theta = detail.theta === null ? [] : [{name: 'θ', values: x.map(() => detail.theta), line: THETA}];
  const models = detail.tuning.map((model, i) => ({name: modelName(model), values: predicted[i], line: modelLine(model), scores: fitScores(detail, model)}));
  const lines = [{name: 'recorded', values: recorded, line: RECORDED}, ...models, ...theta];
  const name = neuronName(detail.neuron);
  const host = el('div');
  let group = null;
  const show = () => {
    const common = {x, xLabel: 'rank of the image by recorded response', yLabel: RESPONSE, logarithmic: tuningView.logarithmic, band: report.ranks.peak + 0.5};
    const charts = tuningView.overlaid
      ? [{...common, title: `All models, neuron ${name}`, height: 380, lines, description: lines.map(({name, values}) => endsText(name, values)).join('; ')}]
      : models.map(line => ({...common, title: `${line.name}, neuron ${name}`, note: line.scores, of: line.name, height: 225, range: rangeOf(lines), lines: [lines[0], ...theta, line],
        description: `${line.scores}; ${endsText('recorded', recorded)}; ${endsText('predicted', line.values)}`}));
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
    el('p', {}, 'Images are ranked from the largest recorded response to the smallest. Each chart shows the recorded responses and what a model predicts for the same images. '
      + 'The first 30 ranks have a point each; from there on a point is the mean over several ranks.'),
    el('div', {class: 'controls'}, toggle('All models in one chart', 'overlaid', show),
      toggle('Logarithmic ranks', 'logarithmic', () => group.change({logarithmic: tuningView.logarithmic}))),
    host, el('p', {class: 'small'}, theta.length === 0 ? 'The recorded responses are constant or undefined, so there is no θ and no peak tuning.' : `${thetaSentence()} It is drawn as a dashed horizontal line, and the shaded band holds those k images. `
      + 'PT_J is the share of the images in the band whose prediction reaches θ. PT_S is the share of the model’s k largest predictions that reach it, whichever images they belong to.'),
    valueTable('Tuning curves', lines, rankText, x.length));
};

const predictionsPart = detail => part('predictions', 'Predicted against recorded responses',
  ...(detail.tuning.length === 0 ? [missingNote('tuning')] : predictionPanel(detail.neuron)));

/** The parts of a model's prediction, which has the model's color, as in figure 7. */
const partsOf = model => [
  ['prediction', {stroke: `var(--model-${model})`, 'stroke-dasharray': ''}],
  ['center', {stroke: 'var(--text)', 'stroke-dasharray': '5 3'}],
  ['surround', {stroke: 'var(--faint)', 'stroke-dasharray': ''}]
];

/** Which map of contributions is shown; stays from neuron to neuron. */
const decompositionView = {map: 0};
const MAPS = [{name: 'mean contribution', field: 'values'}, {name: 'share of the prediction’s variance', field: 'shares'}];

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
    return {...of, values: valuesOf(of.map), shares: valuesOf(of.shareMap), lines: partsOf(of.model).map(([name, line], i) => ({name, line, values: curves[i]}))};
  });
  const range = rangeOf(all.flatMap(({lines}) => lines));
  const hosts = all.map(() => el('div'));
  const cards = all.map((of, i) => {
    const name = modelName(of.model);
    const group = chartGroup({
      label: `Decomposition of ${name}`, legend: of.lines, pointName: rankText,
      charts: [{x: rankPositions(), xLabel: 'rank of the image by prediction', yLabel: RESPONSE, logarithmic: true, height: 220, title: '', range, lines: of.lines,
        description: of.lines.map(line => endsText(line.name, line.values)).join('; ')}]
    });
    const weights = of.combination.every(weight => weight !== null) && of.combination.length === 2
      ? ` Center and surround are combined with the weights ${of.combination.map(sizedText).join(' and ')}.` : '';
    return el('div', {class: 'card'}, el('h3', {}, chip(of.model), `${name}, neuron ${neuronName(detail.neuron)}`), el('div', {class: 'beside'}, hosts[i], group.element),
      el('p', {class: 'small'}, `Mean contribution of the center ${sizedText(of.values[of.centerPosition])}, bias ${sizedText(of.bias)}; `
        + `the center accounts for ${numberText(of.centerShare)} of the prediction’s variance.${weights}`));
  });
  paintMaps(all, hosts);
  return part('decomposition', 'Center and surround',
    el('p', {}, 'What each hypercolumn contributes to the prediction of a model that reads more than the center. The map shows means over all images, with the center outlined; '
      + 'the curves start at the largest prediction. Prediction = center + surround + bias. All maps share one color scale.'),
    el('div', {class: 'controls'}, choice('Map of', MAPS.map(({name}) => name), decompositionView.map, map => {
      decompositionView.map = map;
      paintMaps(all, hosts);
    })),
    el('div', {class: 'cards'}, cards));
};

const attentionPart = detail => {
  if (detail.attention.length === 0) return part('attention', 'Attention', missingNote('attention'));
  const {imageIndex: images} = detail.attention[0];
  const maps = detail.attention.map(of => ({...of, maps: rowsOf(of.weights, of.rows * of.columns), over: valuesOf(of.mean)}));
  const header = el('tr', {}, ['model', ...report.attentionMeasures, 'mean over all images'].map(name => el('th', {scope: 'col'}, name)),
    images.map((image, k) => el('th', {scope: 'col'}, `image ${image}`, el('div', {}, thumbnail(image, `Image ${image}, number ${k + 1} by recorded response`)))));
  const largest = (of, weights) => el('div', {class: 'small'}, timesText(largestTimes(of, weights)));
  const rows = maps.map(of => el('tr', {}, el('th', {scope: 'row'}, chip(of.model), modelName(of.model)),
    of.measures.map(measure => el('td', {}, numberText(measure))),
    el('td', {}, attentionCanvas(of, of.over, `${modelName(of.model)}: mean attention over all images`), largest(of, of.over)),
    of.maps.map((weights, k) => el('td', {}, attendedImage(of.imageIndex[k], of, weights,
      `${modelName(of.model)}: attention over image ${of.imageIndex[k]}; on the center itself ${timesText(timesEven(of, weights[of.centerPosition]))} even attention`), largest(of, weights)))));
  const bits = Math.log2(maps[0].rows * maps[0].columns);
  return part('attention', 'Attention',
    el('p', {}, `Where the center hypercolumn attends to in the images with the largest recorded responses of neuron ${neuronName(detail.neuron)}. Attention is colored relative to even attention `
      + '(the weight times the number of hypercolumns): clear at 1× and below, on one scale for all images, neurons and models. The largest value stands below each image. '
      + 'Each weight is drawn at the middle of its hypercolumn’s receptive field.'),
    attentionScale(),
    scrollBox('Attention over images', el('table', {class: 'pictures'}, el('thead', {}, header), el('tbody', {}, rows))),
    el('p', {class: 'small'}, `The five measures are means over all images. Entropy is ${numberText(bits, 2)} bits if attention is spread evenly and 0 if all of it is on one hypercolumn. Center share is the center’s own weight. `
      + 'Association says how much more parallel to the center’s orientation the attended places are than those that the center usually attends to: above 0 as in an association field, 0 without a preference. '
      + 'Apart is the same over places whose receptive fields share no pixel with the center’s. Specific is association minus that of all other queries.'));
};

/** Each model's filters in a row that wraps: gray is 0, black and white the model's largest weight. */
const filtersPart = detail => {
  if (detail.filters.length === 0) return part('filters', 'First-layer filters', missingNote('filters'));
  const rows = detail.filters.map(of => {
    const filters = rowsOf(of.weights, of.rows * of.columns);
    const limit = filters.flat().reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    return el('tr', {},
      el('th', {scope: 'row'}, chip(of.model), modelName(of.model)), el('td', {}, `±${sizedText(limit)}`),
      el('td', {}, el('div', {class: 'filters', role: 'img', 'aria-label': `${filters.length} filters of ${modelName(of.model)}`},
        filters.map(filter => filterCanvas(of.columns, of.rows, filter.map(weight => limit > 0 ? weight / limit : 0))))));
  });
  return part('filters', 'First-layer filters',
    el('p', {}, `The filters with which each model’s first layer looks at the image, as fitted to neuron ${neuronName(detail.neuron)}. Gray is a weight of 0; black and white are the largest weight of the model, `
      + 'negative and positive. Models that start from the same frozen layers have the same filters.'),
    scrollBox('First-layer filters', el('table', {class: 'pictures'},
      el('thead', {}, el('tr', {}, ['model', 'black and white', 'filters'].map(name => el('th', {scope: 'col'}, name)))), el('tbody', {}, rows))));
};

const imagesTable = (title, rows) => {
  const count = Math.max(...rows.map(row => row.images.length)) / 3;
  const cell = ([image, recorded, predicted]) => {
    if (image === undefined) return el('td');
    const words = predicted === null ? sizedText(recorded) : `${sizedText(recorded)} | ${sizedText(predicted)}`;
    return el('td', {}, thumbnail(image, `Image ${image}`), el('div', {class: 'small'}, words));
  };
  return [el('h3', {}, title), scrollBox(title, el('table', {class: 'pictures small-pictures'},
    el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'ranked by'), Array.from({length: count}, (_, i) => el('th', {scope: 'col'}, String(i + 1))))),
    el('tbody', {}, rows.map(row => el('tr', {}, el('th', {scope: 'row'}, row.model === undefined ? 'recorded' : [chip(row.model), modelName(row.model)]),
      Array.from({length: count}, (_, i) => cell(row.images.slice(3 * i, 3 * i + 3))))))))];
};

const imagesPart = detail => {
  if (detail.images.length === 0) return part('images', 'Most and least effective images', missingNote('images'));
  const tables = [['most', `Most effective images of neuron ${neuronName(detail.neuron)}`], ['least', `Least effective images of neuron ${neuronName(detail.neuron)}`]]
    .map(([end, title]) => [title, detail.images.filter(row => row.end === end)])
    .filter(([, rows]) => rows.length > 0)
    .map(([title, rows]) => imagesTable(title, rows));
  return part('images', 'Most and least effective images',
    el('p', {}, 'The number below an image is its recorded response. In a model’s row, the model’s prediction follows it.'), ...tables.flat());
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
    el('p', {}, 'A circle marks the epoch that was kept, the first with the highest CORR on the images that choose the epoch. The numbers in the legend are that CORR at the epoch chosen with the slider.'),
    chartGroup({label: 'Training', legend: linesOf('corr'), pointName: point, start: epochs - 1, charts: [
      chart('loss', `Loss on the training images, neuron ${neuronName(detail.neuron)}`, 'mean squared error'),
      chart('corr', `CORR on the images that choose the epoch, neuron ${neuronName(detail.neuron)}`, 'CORR')]}).element,
    valueTable('CORR after each epoch', linesOf('corr'), point, epochs));
};

const RECORDED = {stroke: 'var(--text)', 'stroke-dasharray': ''};
const RESPONSE = 'response (as recorded)';

const modelName = model => report.models[model].name;

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
  const ceilings = report.ceilings.map((name, i) => el('div', {}, el('dt', {}, name), el('dd', {}, numberText(neuron.ceilings[i] ?? null))));
  return part('scores', 'Scores', scrollBox('Scores of this neuron', table),
    fitted.length > 1 ? el('p', {class: 'small'}, 'In % after a score: the share of the training images that the model was fitted to.') : null,
    ceilings.length > 0 ? el('dl', {class: 'facts'}, ceilings) : missingNote('ceilings'));
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

const decompositionPart = detail => {
  if (detail.decomposition.length === 0) return part('decomposition', 'Center and surround', missingNote('decomposition'));
  const all = detail.decomposition.map(of => {
    const curves = rowsOf(of.curves, report.ranks.starts.length);
    return {...of, values: valuesOf(of.map), lines: PARTS.map(([name, line], i) => ({name, line, values: curves[i]}))};
  });
  const limit = Math.max(1e-12, ...all.flatMap(({values}) => values.filter(Number.isFinite).map(Math.abs)));
  const range = rangeOf(all.flatMap(({lines}) => lines));
  const cards = all.map(of => {
    const name = modelName(of.model);
    const center = of.values[of.centerPosition];
    const label = `Mean contribution of each hypercolumn in ${name}: center ${sizedText(center)}, `
      + `all others together ${sizedText(of.values.reduce((sum, value) => sum + value, 0) - center)}, bias ${sizedText(of.bias)}`;
    const group = chartGroup({
      label: `Decomposition of ${name}`, legend: of.lines, pointName: point => rankText(point),
      charts: [{x: rankPositions(), xLabel: 'rank by prediction', yLabel: RESPONSE, logarithmic: true, height: 200, title: '', range, lines: of.lines,
        description: of.lines.map(line => endsText(line.name, line.values)).join('; ')}]
    });
    return el('div', {class: 'card'}, el('h3', {}, name),
      el('div', {class: 'beside'}, el('div', {}, contributionMap(of, of.values, limit, label), signedScale(limit)), group.element),
      el('p', {class: 'small'}, `Center ${sizedText(center)} on average, bias ${sizedText(of.bias)}, center share ${sizedText(of.centerShare)}.`));
  });
  return part('decomposition', 'Center and surround',
    el('p', {}, 'What each hypercolumn adds to the prediction of a model with a full readout, on average over the images (map; the outlined one is the center), '
      + 'and image by image from the largest prediction down (curves). Prediction = center + surround + bias. All maps have one colour scale.'),
    el('div', {class: 'cards'}, cards));
};

const attentionPart = detail => {
  if (detail.attention.length === 0) return part('attention', 'Attention', missingNote('attention'));
  const {images} = detail.attention[0];
  const maps = detail.attention.map(of => ({...of, maps: rowsOf(of.weights, of.rows * of.columns), over: valuesOf(of.mean)}));
  const header = el('tr', {}, ['model', 'entropy (bits)', 'center share', 'association', 'mean over all images'].map(name => el('th', {scope: 'col'}, name)),
    images.map((image, k) => el('th', {scope: 'col'}, `image ${image}`, el('div', {}, thumbnail(image, `Image ${image}, number ${k + 1} by recorded response`)))));
  const rows = maps.map(of => el('tr', {}, el('th', {scope: 'row'}, modelName(of.model)),
    el('td', {}, numberText(of.entropy, 2)), el('td', {}, numberText(of.centerShare)), el('td', {}, numberText(of.association)),
    el('td', {}, attentionCanvas(of, of.over, `${modelName(of.model)}: mean attention over all images`)),
    of.maps.map((weights, k) => el('td', {}, attendedImage(of.images[k], of, weights,
      `${modelName(of.model)}: attention over image ${of.images[k]}; on the center itself ${numberText(weights[of.centerPosition])}, at most ${numberText(Math.max(...weights))}`)))));
  const most = Math.log2(maps[0].rows * maps[0].columns);
  return part('attention', 'Attention',
    el('p', {}, 'Where the center hypercolumn attends to in the images of the largest recorded responses: dark is no weight, yellow the largest weight in that image. '
      + `Attention that is spread evenly has an entropy of ${numberText(most, 2)} bits. Association: see the documentation of the analysis; – where it is undefined.`),
    scrollBox('Attention over images', el('table', {class: 'pictures'}, el('thead', {}, header), el('tbody', {}, rows))));
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

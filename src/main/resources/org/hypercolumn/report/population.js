/** What the charts over all neurons show. */
const populationView = {metric: 0, share: view.share, across: 0, up: 1};

const BINS = 20;

/** Whole tenths and twentieths that hold all values: from below the least, or 0, to 1. */
const binEdges = values => {
  const least = Math.min(0, ...values);
  const size = 1 / BINS;
  const below = Math.ceil(-least / size - 1e-9);
  return Array.from({length: BINS + below + 1}, (_, i) => (i - below) / BINS);
};

const binCounts = (values, edges) => {
  const counts = new Array(edges.length - 1).fill(0);
  for (const value of values) {
    const i = edges.findIndex((edge, place) => place > 0 && value < edge + 1e-12) - 1;
    counts[i < 0 ? counts.length - 1 : i]++;
  }
  return counts;
};

const LEVELS = {
  mean: {stroke: 'var(--text)', 'stroke-dasharray': 'none'},
  ceiling: {stroke: 'var(--text)', 'stroke-dasharray': '2 3'}
};

const scoresOf = model => report.neurons.map(neuron => scoreOf(neuron, model, populationView.metric, populationView.share));

const defined = values => values.filter(value => value !== null && Number.isFinite(value));

/** Mean over the neurons of the chosen score's ceiling; NaN where there are no trials. */
const meanCeiling = () => {
  const place = ceilingPlace(report.metrics[populationView.metric].id);
  return place < 0 ? NaN : summaryOf(report.neurons.map(neuron => neuron.ceilings[place] ?? null)).mean;
};

const histograms = () => {
  const metric = report.metrics[populationView.metric];
  const all = report.models.map((_, model) => defined(scoresOf(model)));
  const edges = binEdges(all.flat());
  const counts = all.map(values => binCounts(values, edges));
  const most = Math.max(1, ...counts.flat());
  const ceiling = meanCeiling();
  return report.models.map(({id}, model) => {
    const values = all[model];
    const {mean} = summaryOf(values);
    const zero = values.length > 0 && values.every(value => value === 0);
    const words = values.length === 0 ? 'no score' : zero ? `all ${scoreText(0, metric.id)}` : `mean ${scoreText(mean, metric.id)}`;
    return histogram({
      title: id, note: `${words}, n = ${countText(values.length, 'neuron')}`, color: `var(--model-${model})`, edges, counts: counts[model], most,
      xLabel: metric.id === 'corr' ? metric.name : `${metric.name} (1 is 100 %)`, yLabel: 'neurons',
      description: `${metric.name} of ${countText(values.length, 'neuron')}, ${words}`,
      lines: [{value: mean, name: 'mean', line: LEVELS.mean}, {value: ceiling, name: 'mean ceiling', line: LEVELS.ceiling}]
    });
  });
};

const modelScatter = () => {
  const {metric: place, across, up} = populationView;
  const metric = report.metrics[place];
  const left = scoresOf(across);
  const right = scoresOf(up);
  const both = report.neurons.map(({neuron}, i) => ({neuron, x: left[i], y: right[i]}))
    .filter(({x, y}) => x !== null && y !== null && Number.isFinite(x) && Number.isFinite(y));
  const [one, other] = [modelName(across), modelName(up)];
  const above = both.filter(({x, y}) => y > x).length;
  const below = both.filter(({x, y}) => y < x).length;
  const sentence = `${other} scores higher for ${above} of ${countText(both.length, 'neuron')}, ${one} for ${below}`
    + `${above + below < both.length ? `, and they are equal for ${both.length - above - below}` : ''}.`;
  const unit = metric.id === 'corr' ? '' : ' (1 is 100 %)';
  return [
    pointChart({
      title: `${metric.name}, neuron by neuron`, note: `n = ${countText(both.length, 'neuron')}`, color: 'var(--text)', diagonal: true, levels: [],
      xLabel: `${metric.name} of ${one}${unit}`, yLabel: `${metric.name} of ${other}${unit}`, description: sentence,
      range: rangeOf([{values: both.flatMap(({x, y}) => [x, y])}]),
      points: both.map(({neuron, x, y}) => ({x, y, text: `neuron ${neuronName(neuron)}: ${one} ${scoreText(x, metric.id)}, ${other} ${scoreText(y, metric.id)}`})),
      onopen: i => goTo(both[i].neuron)
    }),
    el('p', {class: 'small'}, sentence, ' On the dashed diagonal both are equal. Click a point, or press Enter on the slider, to open that neuron’s page.',
      both.length < report.neurons.length ? ` ${countText(report.neurons.length - both.length, 'neuron')} without both scores ${report.neurons.length - both.length === 1 ? 'is' : 'are'} left out.` : '')];
};

const showPopulation = () => {
  const section = byId('population');
  if (report.neurons.length === 0 || report.models.length === 0) {
    section.append(missingNote('scores'));
    return;
  }
  populationView.up = Math.min(1, report.models.length - 1);
  const bars = el('div', {class: 'panels'});
  const below = el('p', {class: 'small'});
  const scatter = el('div');
  const showScatter = () => scatter.replaceChildren(...modelScatter());
  const show = () => {
    bars.replaceChildren(...histograms());
    const {name, undefined: why, ceiling} = report.metrics[populationView.metric];
    const gaps = report.models.map(({id}, model) => [id, scoresOf(model).length - defined(scoresOf(model)).length]).filter(([, count]) => count > 0);
    below.textContent = `Each bar counts the neurons whose ${name} lies in that range. The solid line is the mean over neurons.`
      + `${Number.isFinite(meanCeiling()) ? ` The dotted line is the mean ${ceiling}, the highest score that the noise in the repeats allows.` : ''}`
      + `${gaps.length > 0 ? ` Left out, because ${name} is undefined (${why}) or the model was not fitted: ${gaps.map(([id, count]) => `${id}, ${countText(count, 'neuron')}`).join('; ')}.` : ''}`;
    showScatter();
  };
  const names = report.models.map(({id}) => id);
  const controls = [choice('Score', report.metrics.map(({name}) => name), 0, metric => { populationView.metric = metric; show(); })];
  if (report.run.shares.length > 1) {
    controls.push(choice('Share of the training images', report.run.shares.map(shareText), populationView.share, share => { populationView.share = share; show(); }));
  }
  section.append(
    el('div', {class: 'controls'}, controls),
    el('h3', {}, 'Distribution over neurons'), bars, below,
    ...(names.length > 1 ? [
      el('h3', {}, 'Two models, neuron by neuron'),
      el('div', {class: 'controls', id: 'two-models'},
        choice('Across', names, populationView.across, model => { populationView.across = model; showScatter(); }),
        choice('Up', names, populationView.up, model => { populationView.up = model; showScatter(); })),
      scatter] : []),
    el('h3', {}, 'Predicted against recorded responses of one neuron'),
    ...(report.missing.tuning ? [missingNote('tuning')] : predictionPanel()));
  show();
};

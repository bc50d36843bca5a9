/** What θ, k and n are, once for every place that draws them. */
const thetaSentence = () => {
  const {peak, count} = report.ranks;
  const which = peak === 1 ? 'the largest' : `the ${peak}${['th', 'st', 'nd', 'rd'][peak % 100 - peak % 10 !== 10 && peak % 10 < 4 ? peak % 10 : 0]} largest`;
  const share = count >= 100 ? `1 % of the n = ${count} images${count % 100 === 0 ? '' : ', rounded down'}` : `the least there can be of n = ${count} images`;
  return `θ is ${which} of the neuron’s recorded responses (k = ${peak}, ${share}).`;
};

/** The ranks that scatter plots show, in words. */
const scatteredSentence = () => {
  const {scattered, count} = report.ranks;
  if (scattered.length === count) return `Each point is one of the ${count} images.`;
  const first = scattered.findIndex((rank, i) => rank !== i);
  return `Each point is an image: those of the ${first} largest recorded responses, and ${scattered.length - first} of the other ${count - first}, evenly spaced by rank.`;
};

/** Recorded responses and one model's predictions; null where the neuron has no tuning curves. */
const scatterOf = (detail, model) => {
  const place = detail.tuning.indexOf(model);
  if (place < 0) return null;
  const recorded = valuesOf(detail.recorded);
  const predicted = valuesOf(detail.predicted[place]);
  return report.ranks.scattered
    .map((rank, i) => ({x: recorded[i], y: predicted[i], text: `rank ${rank + 1}: recorded ${sizedText(recorded[i])}, predicted ${sizedText(predicted[i])}`}))
    .filter(({x, y}) => Number.isFinite(x) && Number.isFinite(y));
};

/** The scores of the fit whose curves are shown. */
const fitScores = (detail, model) => {
  const scores = detail.scores[detail.tuning.indexOf(model)];
  return report.metrics.map(({id, name}, i) => `${name} ${scoreText(scores[i], id)}`).join(', ');
};

const predictionChart = (number, model) => {
  const detail = blockData(`data-${number}`);
  const points = detail && scatterOf(detail, model);
  if (!points) return missingNote('tuning');
  const scores = fitScores(detail, model);
  const levels = detail.theta === null ? [] : [{value: detail.theta, name: 'θ', of: 'x'}, {value: detail.theta, name: 'θ', of: 'y'}];
  return pointChart({
    title: `${modelName(model)}, neuron ${neuronName(number)}`, note: scores, color: `var(--model-${model})`, points, diagonal: true, levels,
    xLabel: RECORDED_RESPONSE, yLabel: 'predicted response', description: `${scores}.`
  });
};

/** Predicted against recorded responses of a neuron that is given or, without one, chosen here. */
const predictionPanel = given => {
  const host = el('div', {class: 'prediction'});
  const neurons = report.neurons.map(({neuron}) => neuron);
  // Only the block of the neuron that is shown is read: all of them together take seconds.
  const models = given === undefined ? report.models.map((_, model) => model) : blockData(`data-${given}`).tuning;
  let model = models.includes(predictionView.model) ? predictionView.model : models[0];
  let number = given ?? neurons[0];
  const show = () => host.replaceChildren(predictionChart(number, model));
  show();
  return [
    el('div', {class: 'controls of-prediction'},
      given === undefined ? choice('Neuron', neurons.map(neuronName), 0, place => { number = neurons[place]; show(); }) : null,
      choice('Model', models.map(modelName), models.indexOf(model), place => { model = predictionView.model = models[place]; show(); })),
    host,
    el('p', {class: 'small'}, `${scatteredSentence()} On the dashed diagonal the prediction equals the recorded response. ${thetaSentence()} `
      + 'The k images on or to the right of the vertical line count for PT_J; it is the share of them on or above the horizontal line.')];
};

/** The model chosen last; stays from neuron to neuron. */
const predictionView = {model: -1};

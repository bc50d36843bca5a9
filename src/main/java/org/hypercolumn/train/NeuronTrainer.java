package org.hypercolumn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.metrics.Correlation;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Inheritance;
import org.hypercolumn.model.Networks;
import org.hypercolumn.model.Predictor;
import org.hypercolumn.model.Tensor;
import org.hypercolumn.nn.Adam;
import org.hypercolumn.nn.CenterSurroundReadout;
import org.hypercolumn.nn.FeatureMaps;
import org.hypercolumn.nn.Layer;
import org.hypercolumn.nn.Network;

/**
 * Fits neurons one after the other with one architecture. Mutable: it holds the networks and their buffers, and is one
 * thread's. Every random draw is keyed by seed, model, neuron and epoch, so the same fit gives the same bytes whoever
 * makes it and whatever was fitted before.
 */
final class NeuronTrainer {

    private final Architecture architecture;
    private final Kernels kernels;
    private final Partition partition;
    private final TrainingPlan plan;
    private final int batch;
    private final Network network;
    private final Optional<FixedFeatures> features;
    private final Predictor predictor;

    /**
     * A trainer for one architecture, share and seed.
     *
     * @param plan with the share and seed of the fits
     * @param budget bytes that features which training never changes may take; if they need more they are computed in each
     *     epoch anew, to the same bytes
     */
    NeuronTrainer(Architecture architecture, Kernels kernels, Partition partition, TrainingPlan plan, long budget) {
        this.architecture = architecture;
        this.kernels = kernels;
        this.partition = partition;
        this.plan = plan;
        int height = partition.fitting().stimuli().height();
        int width = partition.fitting().stimuli().width();
        this.batch = Math.min(plan.batch(), partition.fitting().count());
        this.network = Networks.of(
                architecture, kernels, height, width, batch, plan.frozen().treatment());
        this.features = FixedFeatures.of(network, partition.fitting().count(), budget);
        this.predictor = new Predictor(architecture, kernels, height, width);
    }

    /**
     * Fits a neuron, or goes on with it.
     *
     * @param stages the neuron's models that it starts from
     * @param from where an interrupted fit stood, if anywhere
     * @param afterEpoch called after every epoch; what it throws ends the fit
     */
    FitResult fit(int neuron, List<FittedModel> stages, Optional<Checkpoint> from, Consumer<Checkpoint> afterEpoch) {
        float[] recorded = partition.fitting().responses().neuron(neuron);
        ResponseScale scale = ResponseScale.of(plan.responses(), recorded);
        Adam adam = new Adam(kernels, plan.adam(), network);
        List<Epoch> epochs = new ArrayList<>();
        FittedModel best;
        int bestEpoch;
        if (from.isPresent()) {
            Checkpoint checkpoint = from.get();
            checkpoint.model().loadInto(network);
            adam.resume(checkpoint.steps(), checkpoint.moments());
            epochs.addAll(checkpoint.epochs());
            best = checkpoint.best();
            bestEpoch = checkpoint.bestEpoch();
        } else {
            network.initialize(random("initial weights", neuron));
            start(stages, scale);
            best = model();
            bestEpoch = 0;
        }
        features.ifPresent(kept -> kept.compute(this::show));
        float[] responses = scale.targets(recorded);
        float[] selection = partition.selection().responses().neuron(neuron);
        double bestCorrelation =
                bestEpoch == 0 ? Double.NaN : epochs.get(bestEpoch - 1).correlation();
        for (int epoch = epochs.size() + 1; epoch <= plan.epochs(); epoch++) {
            double loss = scale.loss(pass(neuron, epoch, responses, adam));
            FittedModel now = model();
            double correlation =
                    Correlation.pearson(predict(now, partition.selection().stimuli()), selection);
            epochs.add(new Epoch(epoch, loss, correlation));
            boolean better = Double.isNaN(bestCorrelation) || correlation > bestCorrelation;
            if (better) {
                best = now;
                bestEpoch = epoch;
                bestCorrelation = correlation;
            }
            afterEpoch.accept(new Checkpoint(now, adam.steps(), adam.moments(), best, bestEpoch, epochs));
        }
        return new FitResult(
                new Fit(architecture, neuron, plan.share(), plan.seed()),
                inRecordedUnit(best, stages, scale),
                scale,
                bestEpoch,
                epochs);
    }

    /** In place of some of the weights that were drawn, those of earlier stages, and the scale's offset as the bias. */
    private void start(List<FittedModel> stages, ResponseScale scale) {
        Map<String, Tensor> parameters = model().parameters();
        stages.forEach(stage -> parameters.putAll(Inheritance.of(architecture, stage.scaled(1 / scale.factor()))));
        FittedModel begun = with(parameters);
        begun.loadInto(network);
        begun.raised(scale.offset() * (1 - taken())).loadInto(network);
    }

    /** Which part of that offset the network predicts from the start, by a readout that it has taken over. */
    private double taken() {
        if (architecture.readoutStart().models().isEmpty()) {
            return 0;
        }
        return network.readout() instanceof CenterSurroundReadout readout ? readout.centerWeight() : 1;
    }

    /**
     * The model that predicts in the recording's unit. A frozen readout is the parent's to the bit, which scaling there and
     * back may round.
     */
    private FittedModel inRecordedUnit(FittedModel model, List<FittedModel> stages, ResponseScale scale) {
        Map<String, Tensor> parameters = model.scaled(scale.factor()).parameters();
        if (architecture.readoutStart().isFrozen()) {
            stages.forEach(stage -> parameters.putAll(Inheritance.of(architecture, stage)));
        }
        return with(parameters);
    }

    private FittedModel with(Map<String, Tensor> parameters) {
        return FittedModel.of(
                architecture,
                Optional.of(partition.normalization()),
                network.imageShape().height(),
                network.imageShape().width(),
                parameters);
    }

    /** Whether a fit is one of those that it makes. */
    boolean makes(Fit fit) {
        return fit.architecture().equals(architecture) && plan.of(fit).equals(plan);
    }

    /** The parts that images play in its fits. */
    Partition partition() {
        return partition;
    }

    /** The responses {@code [S]} that a model of ours predicts. */
    float[] predict(FittedModel model, Stimuli stimuli) {
        model.loadInto(predictor.network());
        return predictor.predict(stimuli, partition.normalization());
    }

    private FittedModel model() {
        return FittedModel.of(architecture, partition.normalization(), network);
    }

    private RandomStream random(String purpose, long... keys) {
        return RandomStream.of(plan.seed(), purpose + " of " + architecture.id(), keys);
    }

    /** One pass over the shuffled training images; the mean squared error over them. */
    private double pass(int neuron, int epoch, float[] responses, Adam adam) {
        int[] order = new int[responses.length];
        Arrays.setAll(order, i -> i);
        random("order", neuron, epoch).shuffle(order);
        RandomStream dropout = random("dropout", neuron, epoch);
        float[] batchResponses = new float[batch];
        double sum = 0;
        for (int first = 0; first < order.length; first += batch) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("fit of neuron %d was interrupted".formatted(neuron));
            }
            int count = Math.min(batch, order.length - first);
            for (int i = 0; i < count; i++) {
                batchResponses[i] = responses[order[first + i]];
            }
            forward(Arrays.copyOfRange(order, first, first + count), dropout);
            sum += count * network.backward(batchResponses, count);
            adam.step();
        }
        return sum / order.length;
    }

    /** Takes images through the network, or what its fixed layers made of them through the others. */
    private void forward(int[] images, RandomStream dropout) {
        if (features.isPresent()) {
            for (int i = 0; i < images.length; i++) {
                features.get().copyTo(images[i], i);
            }
            network.forwardFixedFeatures(images.length, dropout);
        } else {
            for (int i = 0; i < images.length; i++) {
                show(images[i], i);
            }
            network.forward(images.length, Layer.Mode.TRAINING, dropout);
        }
    }

    private void show(int stimulus, int place) {
        FeatureMaps buffer = network.stimuli();
        int at = buffer.at(place);
        partition.fitting().stimuli().copyTo(stimulus, buffer.values(), at);
        partition.normalization().apply(buffer.values(), at, buffer.shape().positions());
    }
}

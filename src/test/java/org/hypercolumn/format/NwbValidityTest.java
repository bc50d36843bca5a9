package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an NWB file itself says is not valid, not recorded or not observed is NaN or left out, with a number. Presentations
 * last half a second each from 0 on, unless said; images are 2, 0, 2, 1 (, 0, 1, 2). Sample t of neuron n is t + 100 n, 10 a
 * second from 0.05 s on; given responses are p + 10 n. The fixtures come from scripts/recordings/make_nwb_cases.py.
 */
class NwbValidityTest {
    private static final float NAN = Float.NaN;
    private static final String DFF = "processing/ophys/Fluorescence/dff";
    private static final String MEAN =
            "each response is the mean of the samples of " + DFF + " between start and stop of its presentation: ";
    private static final String COUNT =
            "each response is the number of spikes between start and stop of its presentation: 0.5 s";

    private static Recording read(String fixture, Map<String, String> said) throws IOException {
        return RecordingReader.read(
                SameRecordingTest.fixture("nwb/" + fixture + ".nwb"),
                ReadOptions.found().withGaps(Gaps.KEPT).withMapping(Optional.of(new Mapping(said, Map.of()))));
    }

    private static Recording read(String fixture) throws IOException {
        return read(fixture, Map.of());
    }

    private static float[] responses(Recording recording, int image) {
        Tier tier = recording.training();
        float[] responses = new float[tier.neurons()];
        for (int n = 0; n < responses.length; n++) {
            responses[n] = tier.responses().at(image, n);
        }
        return responses;
    }

    private static float trial(Recording recording, int repeat, int image, int neuron) {
        return recording.training().responses().trials().orElseThrow().at(repeat, image, neuron);
    }

    @Test
    void neurons_have_no_response_while_they_were_not_observed() throws IOException {
        Recording recording = read("observed");

        assertThat(recording.labels().neuronIds().all()).containsExactly("11", "13", "17");
        assertThat(recording.training().labels().ids()).containsExactly("2", "0", "1");
        assertThat(trial(recording, 0, 0, 1)).isEqualTo(2);
        assertThat(trial(recording, 1, 0, 1)).isNaN(); // observed to 1.25 s only
        assertThat(responses(recording, 0)).containsExactly(1, 2, 0.5f);
        assertThat(responses(recording, 1)).containsExactly(1, 1, 0); // observed to 0.6 s, and from then on
        assertThat(responses(recording, 2)).containsExactly(1, NAN, 1);
        assertThat(recording.labels().remarks())
                .containsExactly(
                        COUNT,
                        "1 of 4 neurons have spikes but no units/obs_intervals: taken as observed throughout",
                        "outside the units/obs_intervals of their neurons: 1 of 10 spikes",
                        "6 of 16 responses are NaN: by units/obs_intervals, the neuron was not observed all of that time",
                        "1 of 4 neurons left out: recorded in no presentation");
    }

    @Test
    void presentations_in_invalid_times_are_left_out_unless_a_mapping_keeps_them() throws IOException {
        Recording recording = read("invalid-times"); // from 0.7 to 0.8 s, and from 1.5 s on

        assertThat(recording.training().labels().ids()).containsExactly("2");
        assertThat(responses(recording, 0)).containsExactly(1, 11, 21);
        assertThat(recording.labels().remarks())
                .containsExactly(
                        "2 of 4 presentations left out: they overlap the 2 intervals of intervals/invalid_times (valid_trials: none in a mapping keeps them)");
        assertThat(read("invalid-times", Map.of("valid_trials", "none"))
                        .training()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void invalid_times_of_a_probe_concern_its_neurons_only() throws IOException {
        Recording recording = read("probes"); // of probe B from 0.7 to 0.8 s, of all from 1.6 to 1.7 s

        assertThat(recording.training().labels().ids()).containsExactly("2", "0");
        assertThat(responses(recording, 0)).containsExactly(1, 1);
        assertThat(responses(recording, 1)).containsExactly(1, NAN);
        assertThat(recording.labels().remarks())
                .containsExactly(
                        COUNT,
                        "1 of 4 presentations left out: they overlap the interval of intervals/invalid_times (valid_trials: none in a mapping keeps them)",
                        "1 of 6 responses are NaN: they overlap invalid times of their neuron's probe");
    }

    @Test
    void presentations_after_the_last_spike_are_left_out_where_many_would_be_expected() throws IOException {
        Recording recording = read("ended"); // 93 spikes a second until 1.64 s, six presentations

        assertThat(recording.training().labels().ids()).containsExactly("2", "0");
        assertThat(recording.labels().remarks())
                .containsExactly(
                        COUNT,
                        "3 of 6 presentations left out: outside the recording, or partly so (spikes are from 0 to 1.64 s, presentations from 0 to 3 s)");
    }

    @Test
    void presentations_without_a_spike_amid_many_are_kept_and_counted() throws IOException {
        assertThat(read("interrupted").labels().remarks())
                .containsExactly(
                        COUNT,
                        "1 of 4 presentations have no spike of any neuron, though more than 30 are expected: if the recording was interrupted, say when in units/obs_intervals or intervals/invalid_times");
    }

    @Test
    void presentations_outside_the_samples_are_left_out() throws IOException {
        Recording recording = read("outside"); // samples from 1.05 to 2.95 s, seven presentations

        assertThat(recording.training().labels().ids()).containsExactly("2", "1", "0");
        assertThat(responses(recording, 0)).containsExactly(2, 102, 202);
        assertThat(responses(recording, 1)).containsExactly(12, 112, 212); // (7 + 17) / 2
        assertThat(recording.labels().remarks())
                .containsExactly(
                        MEAN + "0.5 s, 5 samples",
                        "3 of 7 presentations left out: outside the recording (" + DFF
                                + " has samples from 1.05 to 2.95 s, presentations are from 0 to 3.5 s)");
    }

    @Test
    void presentations_in_gaps_of_the_samples_are_left_out() throws IOException {
        Recording recording = read("gap"); // samples to 0.95 and from 2.05 s on; from 0, 0.5, 0.75, 1, 1.5, 2, 2.5 s

        assertThat(recording.training().labels().ids()).containsExactly("2", "0", "1");
        assertThat(responses(recording, 0)).containsExactly(9.5f, 109.5f, 209.5f); // (2 + 17) / 2
        assertThat(recording.labels().remarks())
                .contains("3 of 7 presentations left out: samples are missing (" + DFF
                        + " has samples from 0.05 to 2.95 s, with 1 gap)");
    }

    @Test
    void responses_of_samples_that_are_nan_are_nan() throws IOException {
        Recording recording = read("nan-samples");

        assertThat(responses(recording, 1)).containsExactly(7, NAN, 207);
        assertThat(recording.labels().remarks())
                .containsExactly(MEAN + "0.5 s, 5 samples", "1 of 12 responses are NaN: samples of " + DFF + " are");
    }

    @Test
    void presentations_with_samples_that_control_rejects_are_left_out() throws IOException {
        Recording recording = read("control"); // sample 12, at 1.25 s

        assertThat(responses(recording, 0)).containsExactly(2, 102, 202);
        assertThat(recording.labels().remarks())
                .contains("1 of 4 presentations left out: " + DFF + "/control calls some of their samples artifact");
    }

    @Test
    void presentations_shorter_than_a_sample_are_counted() throws IOException {
        Recording recording = read("brief"); // 0.06 s each, the last 0.02 s

        assertThat(recording.training().labels().ids()).containsExactly("2", "0");
        assertThat(responses(recording, 1)).containsExactly(5, 105, 205);
        assertThat(recording.labels().remarks())
                .containsExactly(
                        MEAN + "0.06 s, 1 sample",
                        "1 of 4 presentations left out: no sample of " + DFF + " between start and stop",
                        "3 of 3 presentations are shorter than the time between samples, 0.1 s: each is one sample at most");
    }

    @Test
    void conversions_are_applied_to_each_neuron() throws IOException {
        // (2 + 100 n) times 1, 0.1 and 10, plus 0.5; and 12 + 100 n
        assertThat(responses(read("channels"), 0)).containsExactly(7.5f, 11.2f, 2070.5f);
    }

    @Test
    void the_last_image_before_a_gap_of_an_index_series_stays_as_long_as_the_others() throws IOException {
        Recording recording = read("blocks"); // at 0, 0.5, 1, 1.5, 9 and 9.5 s

        assertThat(recording.training().labels().ids()).containsExactly("2", "0", "1");
        assertThat(responses(recording, 1)).containsExactly(29.5f, 129.5f, 229.5f); // (7 + 52) / 2
        assertThat(responses(recording, 2)).containsExactly(37, 137, 237); // (17 + 57) / 2
        assertThat(recording.labels().remarks())
                .containsExactly(
                        MEAN + "0.5 s, 5 samples (an image of an index series stops when the next one starts)",
                        "gaps of up to 7.5 s follow 1 of 6 images of stimulus/presentation/shown: each is taken as shown for 0.5 s, the median");
    }

    @Test
    void the_largest_unsigned_number_of_an_index_series_is_no_image() throws IOException {
        assertThat(read("minus-one").training().labels().ids()).containsExactly("2", "0", "1");
        assertThat(read("minus-one").labels().remarks()).contains("1 of 4 presentations left out: no image");
    }

    @Test
    void presentations_and_neurons_that_columns_reject_are_left_out() throws IOException {
        Recording recording = read("rejected");

        assertThat(recording.labels().neuronIds().all()).containsExactly("11", "15");
        assertThat(recording.training().labels().ids()).containsExactly("2", "0", "1");
        assertThat(responses(recording, 0)).containsExactly(0.5f, 0.5f);
        assertThat(responses(recording, 1)).containsExactly(0, 1);
        assertThat(responses(recording, 2)).containsExactly(1, 0);
        assertThat(recording.labels().remarks())
                .containsExactly(
                        COUNT,
                        "1 of 7 presentations left out: intervals/trials/is_valid is false (valid_trials: none in a mapping keeps them)",
                        "1 of 7 presentations left out: intervals/trials/omitted is true (valid_trials: none in a mapping keeps them)",
                        "1 of 7 presentations left out: intervals/trials/quality is 'bad' (valid_trials: none in a mapping keeps them)",
                        "1 of 7 presentations kept although intervals/trials/quality is 'late' (valid_trials: intervals/trials/quality=ok in a mapping leaves them out)",
                        "1 of 3 neurons left out: units/quality is 'noise' (valid_neurons: none in a mapping keeps them)",
                        "1 of 3 neurons kept although units/quality is 'mua' (valid_neurons: units/quality=good in a mapping leaves them out)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "units/quality=good # 11",
                "units/quality = good,noise # 11 13",
                "units/depth=0 # 11",
                "none # 11 13 15"
            })
    void neurons_that_count_can_be_chosen_by_a_mapping(String said, String ids) throws IOException {
        String fixture = said.contains("depth") ? "observed" : "rejected";

        assertThat(read(fixture, Map.of("valid_neurons", said))
                        .labels()
                        .neuronIds()
                        .all())
                .containsExactly(ids.split(" "));
    }

    @Test
    void presentations_that_were_aborted_or_are_not_for_analysis_are_left_out() throws IOException {
        Recording recording = read("aborted"); // rows 1, 4 and 2

        assertThat(recording.training().labels().ids()).containsExactly("2", "1");
        assertThat(responses(recording, 0)).containsExactly(0, 10, 20);
        assertThat(responses(recording, 1)).containsExactly(3, 13, 23);
        assertThat(recording.labels().remarks())
                .containsExactly(
                        "1 of 5 presentations left out: intervals/trials/broke_fixation is true (valid_trials: none in a mapping keeps them)",
                        "1 of 5 presentations left out: intervals/trials/include_in_analysis is false (valid_trials: none in a mapping keeps them)",
                        "1 of 5 presentations left out: intervals/trials/status is 'aborted' (valid_trials: none in a mapping keeps them)");
    }

    @Test
    void regions_that_suite2p_calls_no_cell_are_left_out() throws IOException {
        Recording recording = read("suite2p"); // neurons are regions 4, 2, 9; of them 4 is no cell

        String plane = "processing/ophys/ImageSegmentation/PlaneSegmentation";
        assertThat(recording.labels().neuronIds().all()).containsExactly("2", "9");
        assertThat(responses(recording, 1)).containsExactly(107, 207);
        assertThat(recording.labels().remarks())
                .contains(
                        "all 3 neurons kept: %s/accepted is false for each, as where nobody has decided yet"
                                .formatted(plane),
                        "1 of 3 neurons left out: %s/iscell is false (valid_neurons: none in a mapping keeps them)"
                                .formatted(plane));
    }

    @Test
    void presentations_without_a_stop_are_left_out() throws IOException {
        assertThat(read("no-stop").labels().remarks())
                .contains("1 of 4 presentations left out: no start or no stop time");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "one-image # all 4 presentations show one image: if intervals/trials/image_index does not name images, say which column does with --mapping",
                "other-times # processing/running is taken as a row for each of the 4 presentations, as it has as many, though its times are others",
                "long-stop # 1 of 4 presentations last more than 3 times as long as the median of 0.5 s, up to 18.5 s: check their stop times",
                "overlap # 2 of 4 presentations stop after the next one has started, by up to 0.25 s: their responses overlap; check start and stop times"
            })
    void odd_times_are_counted(String fixture, String remark) throws IOException {
        assertThat(read(fixture).labels().remarks()).contains(remark);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "milliseconds # DFF/timestamps: expected seconds, as all times of NWB are, got the unit 'ms'; convert them",
                "turned # DFF/data: expected [time, N] with the N = 3 neurons of rois, got f4 [3, 20], which is [N, time]; write it the other way round",
                "irregular # stimulus/presentation/shown: expected images that change at regular times, as an index series does not say when an image goes, got 0.25 to 3 s between them; write a table of intervals with start_time and stop_time",
                "all-noise # expected one neuron or more, got none: 2 of 2 neurons left out: units/KSLabel is 'noise' (valid_neurons: none in a mapping keeps them)",
                "no-stop-column # expected tables of intervals with start_time and stop_time, got no stop_time in intervals/trials (TimeIntervals); write when each image went",
                "no-stops # intervals/trials/stop_time: expected a stop for each presentation, got NaN for all; write when each image went",
                "elsewhere # intervals/trials: expected presentations of images with responses, got none: 4 of 4 presentations left out: outside the recording (DFF has samples from 0.05 to 1.95 s, presentations are from 500 to 2500 s)",
            })
    void what_leaves_nothing_or_is_ambiguous_is_refused(String fixture, String problem) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read(fixture))
                .withMessage(fixture + ".nwb: " + problem.replace("DFF", DFF));
    }
}

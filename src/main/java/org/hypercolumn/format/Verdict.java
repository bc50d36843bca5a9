package org.hypercolumn.format;

import java.util.Locale;
import java.util.Set;

/**
 * Names of columns that accept, reject or grade presentations or neurons, and the words of grades, as NWB files and tables of
 * this field's programs have them. Names and words are compared in small letters.
 */
final class Verdict {
    private static final Set<String> ACCEPTING = Set.of(
            "valid,is_valid,valid_roi,valid_trial,valid_trials,include,included,accept,accepted,is_accepted,keep,use_trial,good,is_good,good_trial,usable,include_in_analysis,included_in_analysis,use_in_analysis,iscell,is_cell,is_neuron,default_qc,passes_qc,passed_qc,qc_pass,pass_qc"
                    .split(","));
    private static final Set<String> REJECTING = Set.of(
            "omitted,is_omitted,aborted,is_aborted,trial_aborted,abort,broke_fixation,fixation_break,fixation_broken,broken_fixation,dropped,is_dropped,exclude_from_analysis,excluded_from_analysis,invalid,is_invalid,exclude,excluded,is_excluded,reject,rejected,is_rejected,discard,discarded,is_discarded,bad,is_bad,bad_trial,is_bad_trial,artifact,is_artifact,has_artifact,artefact,is_artefact,has_artefact,noise,is_noise"
                    .split(","));
    private static final Set<String> GRADING = Set.of(
            "quality,unit_quality,trial_quality,roi_quality,group,phy_group,cluster_group,label,ks_label,kslabel,ks2_label,kilosort_label,kilosort2_label,kilosort4_label,manual_label,curation_label,decoder_label,bombcell_label,bc_unittype,unit_type,unittype,status,classification,curation,isolation,isolation_quality"
                    .split(","));
    private static final Set<String> BAD = Set.of(
            "noise,bad,artifact,artifacts,artefact,artefacts,junk,garbage,reject,rejected,invalid,exclude,excluded,discard,discarded,fail,failed,omitted,abort,aborted,dropped,broke fixation,broke_fixation,fixation break,fixation_break,not_cell,not cell,not-cell,notcell,non_cell,non cell,non-cell,noncell,not a cell"
                    .split(","));
    private static final Set<String> GOOD = Set.of(
            "good,soma,sua,single,single unit,single_unit,single-unit,neural,neuron,cell,accept,accepted,valid,ok,pass,passed,excellent,great"
                    .split(","));
    private static final Set<String> DOUBTFUL = Set.of(
            "mua,multi,multiunit,multi unit,multi_unit,multi-unit,unsorted,unclassified,ambiguous,questionable,uncertain,poor,fair,dendrite,axon,non-soma,non_soma,non-somatic"
                    .split(","));

    private Verdict() {}

    /** Whether a column called so says with true that a row is valid. */
    static boolean isAccepting(String name) {
        return ACCEPTING.contains(plain(name));
    }

    /** Whether a column called so says with true that a row is not valid. */
    static boolean isRejecting(String name) {
        return REJECTING.contains(plain(name));
    }

    /** Whether a column called so may grade rows by words. */
    static boolean isGrading(String name) {
        return GRADING.contains(plain(name));
    }

    /** Whether a word rejects what it is said of. */
    static boolean isBad(String word) {
        return BAD.contains(word.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether a word accepts what it is said of. */
    static boolean isGood(String word) {
        return GOOD.contains(word.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether a word is a grade between good and bad. */
    static boolean isDoubtful(String word) {
        return DOUBTFUL.contains(word.strip().toLowerCase(Locale.ROOT));
    }

    /** A name as programs write it, {@code is_valid} for {@code "Is valid"}. */
    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[ .-]+", "_");
    }
}

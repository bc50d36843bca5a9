package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.study.SiteResults;
import org.hypercolumn.study.SitesResults;
import org.hypercolumn.study.SitesTables;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.RunLock;
import org.hypercolumn.train.RunSite;
import org.hypercolumn.train.RunSites;
import org.hypercolumn.train.SitesFolder;

/** A study of several sites: that of each, one after the other, and what is made of all of them together. */
final class SitesStudy {

    private final List<SiteChoice> choices;
    private final StudyOptions.Choice choice;
    private final Path out;
    private final SitesFolder folder;
    private final LeakOption leaks;
    private final int threads;

    SitesStudy(StudyOptions.Choice choice, Path out, LeakOption leaks, int threads) {
        this.choices = choice.sites();
        this.choice = choice;
        this.out = out;
        this.folder = SitesFolder.of(out);
        this.leaks = leaks;
        this.threads = threads;
    }

    /** Does something with the study of one site, whose recording is in memory for so long. */
    @FunctionalInterface
    private interface Work {
        void of(RunSite site, StudyRunner runner) throws IOException, InterruptedException;
    }

    private void each(Work work) throws IOException, InterruptedException {
        for (SiteChoice site : choices) {
            OutputPlace.check(out, site.data());
            StudySource source = read(site);
            RunSite named = site.named(source.recording());
            work.of(named, runner(named, source));
        }
    }

    private StudySource read(SiteChoice site) throws IOException {
        try {
            return StudySource.read(site.data(), site.options(), choice, leaks);
        } catch (IllegalArgumentException e) {
            throw of(site.site().orElse(String.valueOf(site.data().getFileName())), e);
        }
    }

    private StudyRunner runner(RunSite site, StudySource source) {
        try {
            var runner = new StudyRunner(
                    source.description(),
                    source.curriculum().additions(),
                    source.recording(),
                    folder.site(site),
                    threads);
            runner.sayFirst(LeakOption.lines(source.check()));
            choice.primary().ifPresent(runner::name);
            return runner;
        } catch (IllegalArgumentException e) {
            throw of(site.name(), e);
        }
    }

    /** Says which site it is. */
    private static IllegalArgumentException of(String site, IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        String start = "site " + site + ": ";
        return new IllegalArgumentException(message.startsWith(start) ? message : start + message, e);
    }

    /** Looks at all sites before the first of them is fitted: what is wrong with the last should not be found after days. */
    private RunSites checked() throws IOException, InterruptedException {
        List<RunSite> sites = new ArrayList<>();
        List<RunData> recordings = new ArrayList<>();
        each((site, runner) -> {
            for (int earlier = 0; earlier < sites.size(); earlier++) {
                if (!sites.get(earlier).name().equals(site.name())
                        && recordings.get(earlier).isSameRecording(runner.data())) {
                    throw new IllegalArgumentException(
                            "site %s: expected another recording than that of site %s, got the same files; name it once"
                                    .formatted(site.name(), sites.get(earlier).name()));
                }
            }
            sites.add(site);
            recordings.add(runner.data());
            runner.checkGoesOn();
        });
        var checked = new RunSites(sites);
        checked.checkGoesOn(folder);
        return checked;
    }

    /** Says what would be done, site by site, and how long all of it takes. */
    void sayPlan() throws IOException, InterruptedException {
        RunSites sites = checked();
        List<WorkLeft> needs = new ArrayList<>();
        each((site, runner) -> {
            System.out.println(heading(sites, site));
            needs.add(runner.sayPlan());
            System.out.println();
        });
        System.out.println("all sites: " + WorkLeft.sum(needs).text());
    }

    /** Fits what is missing of all sites, and makes the tables. */
    void fit() throws IOException, InterruptedException {
        RunSites sites = checked();
        RunLock lock = folder.lock();
        try {
            folder.unseal();
            sites.write(folder, ProgramVersion.version());
            sayAll(sites);
            each((site, runner) -> {
                System.err.println(heading(sites, site));
                runner.fitAndTabulate(() -> SitesResults.read(folder).write(folder));
            });
            SitesResults results = SitesResults.read(folder);
            results.write(folder);
            folder.seal();
            print(results);
        } finally {
            lock.close();
        }
    }

    /** How long all sites take, where there are several: each says its own time only when it begins. */
    private void sayAll(RunSites sites) throws IOException, InterruptedException {
        if (sites.all().size() > 1) {
            List<WorkLeft> needs = new ArrayList<>();
            each((site, runner) -> needs.add(runner.workLeft()));
            System.err.printf(
                    "%d sites (%s): %s%n",
                    sites.all().size(),
                    String.join(", ", sites.names()),
                    WorkLeft.sum(needs).text());
        }
    }

    private static String heading(RunSites sites, RunSite site) {
        return "site %s (%d of %d)"
                .formatted(
                        site.name(),
                        sites.names().indexOf(site.name()) + 1,
                        sites.all().size());
    }

    private void print(SitesResults results) {
        for (SiteResults site : results.sites()) {
            System.out.println("site " + site.site().name());
            System.out.println(ScoreTable.text(site.rows(), site.ceilings()));
        }
        SitesTables made = results.tables();
        made.tables().forEach(table -> System.out.println(table.text()));
        made.missing().forEach(System.err::println);
        System.err.println("run in " + out + ": " + (made.tables().isEmpty() ? "" : "tables, ")
                + "scores.csv, neurons.csv and sites.json of all sites; the run of each in "
                + out.resolve("sites"));
    }
}

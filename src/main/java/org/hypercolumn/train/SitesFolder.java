package org.hypercolumn.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hypercolumn.data.DigestList;

/**
 * Where a run of several sites keeps what: below {@code sites} a run folder a site, as if it had been fitted alone, and
 * beside it what is made of all of them together.
 */
public final class SitesFolder {

    private final Path folder;

    private SitesFolder(Path folder) {
        this.folder = folder;
    }

    /** The run of a folder, which need not exist yet. */
    public static SitesFolder of(Path folder) {
        return new SitesFolder(folder);
    }

    /** The folder itself. */
    public Path path() {
        return folder;
    }

    /** Which sites the run has. */
    public Path description() {
        return RunFolder.of(folder).sitesFile();
    }

    /** Whether a folder holds a run of several sites. */
    public boolean isThere() {
        return Files.exists(description());
    }

    /** The folder of all sites' runs. */
    Path sites() {
        return folder.resolve("sites");
    }

    /** The run of a site. */
    public RunFolder site(RunSite site) {
        return RunFolder.of(sites().resolve(site.name()));
    }

    /** One row a fit, of all sites. */
    public Path scores() {
        return folder.resolve("scores.csv");
    }

    /** One row a neuron, of all sites. */
    public Path neurons() {
        return folder.resolve("neurons.csv");
    }

    /** The tables of all sites, side by side. */
    public Path tables() {
        return folder.resolve("tables");
    }

    /** Comparisons of its models, and of it with other runs, a folder each. */
    public Path comparisons() {
        return folder.resolve("comparisons");
    }

    /** The page that shows all sites together. */
    public Path report() {
        return folder.resolve("report.html");
    }

    /** What is made of all sites together, files and folders. */
    List<Path> results() {
        return List.of(scores(), neurons(), tables());
    }

    /**
     * Makes the folder and takes it for this process; each site's run has its own lock besides.
     *
     * @throws IOException if it cannot be made or written to, or another process has it
     */
    public RunLock lock() throws IOException {
        return RunLock.ofRun(folder);
    }

    /** Removes the list of digests, before any file is written anew. */
    public void unseal() throws IOException {
        DigestList.delete(folder);
    }

    /**
     * Lists the SHA-256 of what is made of all sites together; each site's run lists its own.
     *
     * @throws IOException if a file cannot be read or the list not be written
     */
    public void seal() throws IOException {
        DigestList list = DigestList.of(folder);
        list.put(description());
        for (Path file : files()) {
            list.put(file);
        }
        list.write();
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : results()) {
            if (Files.exists(root)) {
                try (Stream<Path> all = Files.walk(root)) {
                    all.filter(RunSeal::isOurs).sorted().forEach(files::add);
                }
            }
        }
        return files;
    }

    /**
     * The files, relative to the folder, that are listed but missing or others than the list says.
     *
     * @throws IOException if a file cannot be read
     */
    public List<String> broken() throws IOException {
        DigestList list = DigestList.read(folder);
        List<String> broken = new ArrayList<>();
        for (String name : list.names()) {
            if (!list.isTrueOf(name)) {
                broken.add(name);
            }
        }
        return broken;
    }
}

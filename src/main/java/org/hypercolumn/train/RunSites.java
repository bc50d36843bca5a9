package org.hypercolumn.train;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.DigestList;
import org.hypercolumn.data.Limits;
import org.hypercolumn.data.WholeFile;

/**
 * The sites of a run in their order, as {@code sites.json} has them; all else of a site is in the run.json of its own run.
 *
 * @param all one or more, no two of one name, with an animal each or without any
 */
public record RunSites(List<RunSite> all) {

    private static final int FORMAT = 1;

    private static final String REMEDY = "the run's study command, given again, writes it anew without fitting";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public RunSites {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("sites: expected one or more, got none");
        }
        // Folders of some systems take no notice of capitals.
        Map<String, String> seen = new HashMap<>();
        for (RunSite site : all) {
            String other = seen.put(site.name().toLowerCase(Locale.ROOT), site.name());
            if (other != null) {
                throw new IllegalArgumentException(
                        other.equals(site.name())
                                ? "sites: expected each once, got %s twice; remove one or name it otherwise"
                                        .formatted(other)
                                : "sites: expected names that differ in more than capitals, got %s and %s; name one otherwise"
                                        .formatted(other, site.name()));
            }
        }
        List<String> without = all.stream()
                .filter(site -> site.animal().isEmpty())
                .map(RunSite::name)
                .toList();
        if (!without.isEmpty() && without.size() < all.size()) {
            throw new IllegalArgumentException(
                    "sites: expected an animal of each or of none, got none of %s; name it, or leave all out"
                            .formatted(String.join(", ", without)));
        }
    }

    /** Their names, in order. */
    public List<String> names() {
        return all.stream().map(RunSite::name).toList();
    }

    /** Names with commas between. */
    private String list() {
        return String.join(",", names());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadDataFileException if there is none, or it is damaged
     */
    public static RunSites read(SitesFolder folder) throws IOException {
        Path file = folder.description();
        DigestList.check(file, REMEDY);
        try {
            JsonNode root = JSON.readTree(DataFile.bytes(file, Limits.MOST_TEXT_BYTES));
            if (!(root instanceof ObjectNode) || root.path("format").asInt() != FORMAT) {
                throw new IllegalArgumentException("expected a JSON object of format %d".formatted(FORMAT));
            }
            List<RunSite> sites = new ArrayList<>();
            for (JsonNode site : root.path("sites")) {
                sites.add(new RunSite(
                        site.path("site").asText(),
                        Optional.of(site.path("animal").asText()).filter(animal -> !animal.isEmpty())));
            }
            return new RunSites(sites);
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(
                    folder.path(),
                    "expected a run of several sites, but it has no %s".formatted(file.getFileName()),
                    e);
        } catch (BadDataFileException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new BadDataFileException(file, "is damaged (%s); %s".formatted(firstLine(e), REMEDY), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /**
     * Checks that the folder is empty, or holds a run of these sites or some of them.
     *
     * @throws BadDataFileException if it holds something else; the message says what differs
     */
    public void checkGoesOn(SitesFolder folder) throws IOException {
        RunFolder alone = RunFolder.of(folder.path());
        if (Files.exists(alone.description())) {
            throw new BadDataFileException(
                    folder.path(),
                    "holds a run of one site; give its command without --sites, or choose another --out for several");
        }
        Optional<RunSites> there = there(folder);
        if (there.isPresent()) {
            checkGrows(there.get(), folder);
        } else if (!Files.exists(folder.sites())) {
            for (Path file : alone.written()) {
                if (Files.exists(file)) {
                    throw new BadDataFileException(
                            folder.path(),
                            "has %s but no %s; choose another --out"
                                    .formatted(
                                            file.getFileName(),
                                            folder.description().getFileName()));
                }
            }
        }
        List<String> unknown =
                folders(folder).stream().filter(name -> !names().contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw lacks(folder, unknown);
        }
    }

    /** What the folder says; empty where it has lost it or never had it: then the folders of sites must do. */
    private static Optional<RunSites> there(SitesFolder folder) throws IOException {
        try {
            return folder.isThere() ? Optional.of(read(folder)) : Optional.empty();
        } catch (BadDataFileException e) {
            return Optional.empty();
        }
    }

    private void checkGrows(RunSites there, SitesFolder folder) throws BadDataFileException {
        List<String> unknown =
                there.names().stream().filter(name -> !names().contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw lacks(folder, unknown);
        }
        for (RunSite site : there.all) {
            RunSite here = all.get(names().indexOf(site.name()));
            if (site.animal().isPresent() && !site.animal().equals(here.animal())) {
                throw new BadDataFileException(
                        folder.path(),
                        "has animal %s of site %s and you named %s; name the same or choose another --out"
                                .formatted(
                                        site.animal().get(),
                                        site.name(),
                                        here.animal().orElse("none")));
            }
        }
    }

    private BadDataFileException lacks(SitesFolder folder, List<String> unknown) {
        return new BadDataFileException(
                folder.path(),
                "also contains site %s, which you did not name (%s); name all of them or choose another --out"
                        .formatted(String.join(",", unknown), list()));
    }

    /** Sites whose run has been begun, in order of their names. */
    private static List<String> folders(SitesFolder folder) throws IOException {
        if (!Files.isDirectory(folder.sites())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder.sites())) {
            return folders.filter(site -> Files.exists(RunFolder.of(site).description()))
                    .map(site -> String.valueOf(site.getFileName()))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    /**
     * Writes sites.json, whole or not at all.
     *
     * @param version of the program
     */
    public void write(SitesFolder folder, String version) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("writtenBy", "hypercolumn " + version);
        root.put("format", FORMAT);
        var sites = root.putArray("sites");
        for (RunSite site : all) {
            ObjectNode node = sites.addObject().put("site", site.name());
            site.animal().ifPresent(animal -> node.put("animal", animal));
        }
        byte[] text = (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        WholeFile.write(folder.description(), out -> out.write(text));
    }
}

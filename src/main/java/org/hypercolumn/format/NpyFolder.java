package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.BlockSink;
import org.hypercolumn.data.FileDigests;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.NpyHeader;

/** A folder of npy files, each an array called as its file. */
final class NpyFolder implements ArraySource {
    private static final String SUFFIX = ".npy";

    private final Path folder;
    private final TreeMap<String, Path> files = new TreeMap<>();
    private final FileDigests digests = FileDigests.all();

    /** The arrays among the files of these names. */
    NpyFolder(Path folder, Iterable<String> names) {
        this.folder = folder;
        for (String name : names) {
            if (name.endsWith(SUFFIX)) {
                files.put(name.substring(0, name.length() - SUFFIX.length()), folder.resolve(name));
            }
        }
    }

    @Override
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public ArrayShape shape(String name) throws IOException {
        NpyHeader header = NpyFile.header(file(name));
        return ArrayShape.of(header.type(), header.shape());
    }

    @Override
    public void read(String name, BlockSink sink) throws IOException {
        NpyFile.read(file(name), digests, sink);
    }

    /** The digests of the files that were read. */
    FileDigests digests() {
        return digests;
    }

    @Override
    public BadDataFileException problem(String name, String problem) {
        return new BadDataFileException(folder.resolve(name + SUFFIX), problem);
    }

    private Path file(String name) throws IOException {
        Path file = files.get(name);
        if (file == null) {
            throw problem(name, "there is no such file; check the path");
        }
        return file;
    }

    @Override
    public void close() {
        // nothing stays open
    }
}

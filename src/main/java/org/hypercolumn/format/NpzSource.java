package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.BlockSink;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.NpyHeader;
import org.hypercolumn.data.NpzArchive;

/** The arrays of an npz file. */
final class NpzSource implements ArraySource {
    private final Path file;
    private final NpzArchive archive;
    private final List<String> names;

    private NpzSource(Path file, NpzArchive archive) {
        this.file = file;
        this.archive = archive;
        names = List.copyOf(new TreeSet<>(archive.names()));
    }

    /**
     * Opens the file.
     *
     * @throws BadDataFileException if it is no zip archive, is damaged, or claims sizes that it cannot hold
     */
    static NpzSource open(Path file) throws IOException {
        return new NpzSource(file, NpzArchive.open(file));
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public ArrayShape shape(String name) throws IOException {
        NpyHeader header = archive.header(name);
        return ArrayShape.of(header.type(), header.shape());
    }

    @Override
    public void read(String name, BlockSink sink) throws IOException {
        archive.read(name, sink);
    }

    @Override
    public BadDataFileException problem(String name, String problem) {
        return new BadDataFileException(file, "%s: %s".formatted(Excerpt.of(name), problem));
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}

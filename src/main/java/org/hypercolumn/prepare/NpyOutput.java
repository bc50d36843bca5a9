package org.hypercolumn.prepare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.WholeFile;

/** A folder with an npy file an array. */
final class NpyOutput implements ArrayOutput {
    static final String ABOUT = "recording.json";

    private final Path folder;

    NpyOutput(Path folder) {
        this.folder = folder;
    }

    private Path file(String name) {
        return folder.resolve(name + ".npy");
    }

    @Override
    public void numbers(String name, ElementType type, int[] shape, WholeFile.Content elements) throws IOException {
        NpyFile.write(file(name), type, shape, elements);
    }

    @Override
    public void texts(String name, List<String> texts) throws IOException {
        NpyFile.write(file(name), NpyArray.ofText(texts.toArray(String[]::new), texts.size()));
    }

    @Override
    public void text(String name, String text) throws IOException {
        NpyFile.write(file(name), NpyArray.ofText(new String[] {text}));
    }

    @Override
    public void about(byte[] json) throws IOException {
        WholeFile.write(folder.resolve(ABOUT), out -> out.write(json));
    }

    @Override
    public void finish() {
        // each file is whole already
    }

    @Override
    public void close() {
        // nothing stays open
    }
}

package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands here as bytes was written by numpy.save of numpy 1.24.2. */
class NpyWriterTest {
    private static byte[] written(NpyArray array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.write(out, array);
        return out.toByteArray();
    }

    @Test
    void writes_floats_as_numpy_does() throws IOException {
        // numpy.array([[1.5, -2, 3e-7], [0, inf, nan]], '<f4')
        NpyArray array = NpyArray.ofFloats(new float[] {1.5f, -2, 3e-7f, 0, Float.POSITIVE_INFINITY, Float.NaN}, 2, 3);

        assertThat(written(array))
                .isEqualTo(NpyBytes.numpy(
                        152,
                        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
                        "0000c03f000000c0b00fa134000000000000807f0000c07f"));
    }

    @Test
    void writes_doubles_as_numpy_does() throws IOException {
        assertThat(written(NpyArray.ofDoubles(new double[] {0.1, -1e300}, 2)))
                .isEqualTo(NpyBytes.numpy(
                        144,
                        "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
                        "9a9999999999b93f9c7500883ce437fe"));
    }

    @Test
    void writes_longs_as_numpy_does() throws IOException {
        assertThat(written(NpyArray.ofLongs(new long[] {-1, 1L << 62}, 1, 2, 1)))
                .isEqualTo(NpyBytes.numpy(
                        144,
                        "{'descr': '<i8', 'fortran_order': False, 'shape': (1, 2, 1), }",
                        "ffffffffffffffff0000000000000040"));
    }

    @Test
    void writes_bytes_as_numpy_does() throws IOException {
        byte[] bytes = {(byte) 250, (byte) 251, (byte) 252, (byte) 253, (byte) 254, (byte) 255};

        assertThat(written(NpyArray.ofBytes(bytes, 2, 3)))
                .isEqualTo(NpyBytes.numpy(
                        134, "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }", "fafbfcfdfeff"));
    }

    @Test
    void writes_text_as_numpy_does() throws IOException {
        // numpy.array([['V1', 'Größe'], ['', '𝔸x']])
        assertThat(written(NpyArray.ofText(new String[] {"V1", "Größe", "", "𝔸x"}, 2, 2)))
                .isEqualTo(NpyBytes.numpy(
                        208,
                        "{'descr': '<U5', 'fortran_order': False, 'shape': (2, 2), }",
                        "5600000031000000000000000000000000000000"
                                + "4700000072000000f6000000df00000065000000"
                                + "0000000000000000000000000000000000000000"
                                + "38d5010078000000000000000000000000000000"));
    }

    @Test
    void writes_a_single_number_and_an_empty_array_as_numpy_does() throws IOException {
        assertThat(written(NpyArray.ofDoubles(new double[] {7.25})))
                .isEqualTo(NpyBytes.numpy(
                        136, "{'descr': '<f8', 'fortran_order': False, 'shape': (), }", "0000000000001d40"));
        assertThat(written(NpyArray.ofFloats(new float[0], 0, 5)))
                .isEqualTo(NpyBytes.numpy(128, "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 5), }", ""));
        assertThat(written(NpyArray.ofText(new String[0], 0)))
                .isEqualTo(NpyBytes.numpy(128, "{'descr': '<U1', 'fortran_order': False, 'shape': (0,), }", ""));
    }

    @Test
    void pads_long_headers_as_numpy_does() throws IOException {
        // 15 axes end just at a multiple of 64, where numpy adds a whole 64; 14 end before it
        assertThat(written(NpyArray.ofBytes(new byte[1], ones(14)))).hasSize(128 + 1);
        assertThat(written(NpyArray.ofBytes(new byte[1], ones(15)))).hasSize(192 + 1);
        assertThat(written(NpyArray.ofBytes(new byte[1], ones(23)))).hasSize(192 + 1);
    }

    private static int[] ones(int axes) {
        return IntStream.generate(() -> 1).limit(axes).toArray();
    }
}

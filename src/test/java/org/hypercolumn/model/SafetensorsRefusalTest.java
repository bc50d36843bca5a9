package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.hypercolumn.data.BadDataFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SafetensorsRefusalTest {

    @TempDir
    private Path folder;

    private void assertRefused(byte[] bytes, String message) throws IOException {
        Path file = SafetensorsBytes.file(folder, bytes);
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> SafetensorsFile.read(file))
                .withMessage("bad.safetensors: " + message)
                .satisfies(e -> assertThat(e.path()).isEqualTo(file));
    }

    /** One tensor {@code a} of 4 bytes, described as given. */
    private void assertTensorRefused(String described, String message) throws IOException {
        assertRefused(SafetensorsBytes.of("{\"a\":%s}".formatted(described), new byte[4]), message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"F8_E4M3", "BOOL", "U8", "f32", "F12", "''"})
    void refuses_a_type_that_it_does_not_read(String type) throws IOException {
        assertTensorRefused(
                "{\"dtype\":\"%s\",\"shape\":[1],\"data_offsets\":[0,4]}".formatted(type),
                "tensor a: expected F32, F16, BF16, F64, I64 or I32, got '%s'; copy or save the file again"
                        .formatted(type));
    }

    @Test
    void refuses_a_tensor_that_is_not_described() throws IOException {
        assertTensorRefused(
                "7", "tensor a: expected F32, F16, BF16, F64, I64 or I32, got ''; copy or save the file again");
        assertTensorRefused(
                "[]", "tensor a: expected F32, F16, BF16, F64, I64 or I32, got ''; copy or save the file again");
        assertTensorRefused(
                "null", "tensor a: expected F32, F16, BF16, F64, I64 or I32, got ''; copy or save the file again");
    }

    @ParameterizedTest(name = "shape {0}")
    @ValueSource(
            strings = {
                "1",
                "\"1\"",
                "{\"0\":1}",
                "[-1]",
                "[1.5]",
                "[\"1\"]",
                "[null]",
                "[[1]]",
                "[1e30]",
                "[18446744073709551617]",
                "[4294967297]"
            })
    void refuses_a_shape_that_is_no_list_of_sizes(String shape) throws IOException {
        assertTensorRefused(
                "{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[0,4]}".formatted(shape),
                "tensor a: expected a shape of sizes up to 1073741824, got %s; copy or save the file again"
                        .formatted(shape.equals("[1e30]") ? "[1.0E30]" : shape));
    }

    @ParameterizedTest(name = "shape {0} at {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "[1]; [0,3]; 0 to 3",
                "[1]; [0,5]; 0 to 5",
                "[1]; [4,8]; 4 to 8",
                "[1]; [-4,0]; -4 to 0",
                "[1]; [4,0]; 4 to 0",
                "[2]; [0,4]; 0 to 4",
                "[0]; [0,4]; 0 to 4",
                "[1]; [9223372036854775804,9223372036854775808]; 9223372036854775804 to -1",
                "[1]; [0]; 0 to -1",
                "[1]; [\"0\",4]; -1 to 4",
                "[1]; 4; -1 to -1",
                "[1]; null; -1 to -1",
            })
    void refuses_offsets_that_do_not_hold_the_shape(String shape, String offsets, String got) throws IOException {
        assertTensorRefused(
                "{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":%s}".formatted(shape, offsets),
                "tensor a: expected %s of F32 inside the file, got bytes %s of 4; copy or save the file again"
                        .formatted(shape, got));
    }

    @Test
    void refuses_a_shape_of_more_values_than_can_be_counted() throws IOException {
        assertTensorRefused(
                "{\"dtype\":\"F32\",\"shape\":[1073741824,1073741824,1073741824],\"data_offsets\":[0,4]}",
                "tensor a: expected [1073741824, 1073741824, 1073741824] of F32 inside the file,"
                        + " got bytes 0 to 4 of 4; copy or save the file again");
    }

    @Test
    void refuses_tensors_that_share_bytes() throws IOException {
        String tensor = "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";

        assertRefused(
                SafetensorsBytes.of("{\"a\":%s,\"b\":%s}".formatted(tensor, tensor), new byte[4]),
                "expected tensors one after the other in 4 bytes, got tensor b from byte 0 where 4 comes next;"
                        + " copy or save the file again");
    }

    @Test
    void refuses_bytes_that_belong_to_no_tensor() throws IOException {
        String tensor = "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";

        assertRefused(
                SafetensorsBytes.of("{\"a\":%s}".formatted(tensor), new byte[5]),
                "expected tensors one after the other in 5 bytes, got 4 bytes of tensors; copy or save the file again");
    }
}

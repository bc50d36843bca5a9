package org.hypercolumn.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.hypercolumn.data.DecimalText;

/**
 * Numbers in as few characters as a picture needs: equal steps from the smallest to the largest, each number as its step in
 * 2 bytes, little-endian, or 1, in base64. A number comes back within half a step. The last step stands for what is not
 * finite.
 */
final class Quantized {

    private Quantized() {}

    /** For curves: 65,535 steps. */
    static ObjectNode fine(Values values) {
        return json(values, Short.BYTES);
    }

    /** For colours: 255 steps. */
    static ObjectNode coarse(Values values) {
        return json(values, Byte.BYTES);
    }

    /** {@code {"from": smallest, "step": size of a step, "bytes": a step, "steps": base64}}; 0 where there is none. */
    private static ObjectNode json(Values values, int bytes) {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.size(); i++) {
            if (Double.isFinite(values.at(i))) {
                from = Math.min(from, values.at(i));
                to = Math.max(to, values.at(i));
            }
        }
        if (from > to) {
            from = 0;
            to = 0;
        }
        int undefined = (1 << (8 * bytes)) - 1;
        int largest = undefined - 1;
        // Divided first: the difference of two large numbers may not be finite.
        double step = to / largest - from / largest;
        byte[] steps = new byte[bytes * values.size()];
        for (int i = 0; i < values.size(); i++) {
            int number = Double.isFinite(values.at(i)) ? stepOf(values.at(i), from, step, largest) : undefined;
            for (int part = 0; part < bytes; part++) {
                steps[bytes * i + part] = (byte) (number >> (8 * part));
            }
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("from", DecimalText.decimal(from))
                .put("step", DecimalText.decimal(step))
                .put("bytes", bytes)
                .put("steps", Base64.getEncoder().encodeToString(steps));
    }

    private static int stepOf(double value, double from, double step, int largest) {
        return step == 0 ? 0 : (int) Math.max(0, Math.min(largest, Math.round(value / step - from / step)));
    }
}

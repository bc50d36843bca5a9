package org.hypercolumn.prepare;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.NpyArray;

/** Elements as texts, whichever library read them. */
final class HdfValues {
    private HdfValues() {}

    static List<String> texts(NpyArray array) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.length(); i++) {
            texts.add(array.type().isNumeric() ? Double.toString(array.at(i)) : array.textAt(i));
        }
        return texts;
    }

    static List<String> texts(Object data) {
        List<String> texts = new ArrayList<>();
        if (!data.getClass().isArray()) {
            texts.add(text(data));
            return texts;
        }
        for (int i = 0; i < Array.getLength(data); i++) {
            texts.add(text(Array.get(data, i)));
        }
        return texts;
    }

    private static String text(Object value) {
        return value instanceof Number number ? Double.toString(number.doubleValue()) : value.toString();
    }
}

package org.hypercolumn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.hypercolumn.train.TrainingPlan;

/** Numbers as a user names them: {@code 0.25,0.5,1}. */
final class NumberList {

    private NumberList() {}

    /**
     * The numbers of a list, rising and each once.
     *
     * @throws NumberFormatException if one is none
     * @throws IllegalArgumentException if one is refused
     */
    static <T extends Comparable<T>> List<T> parse(String text, Function<String, T> number) {
        TreeSet<T> numbers = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            numbers.add(number.apply(part));
        }
        return new ArrayList<>(numbers);
    }

    /** A share that a plan takes. */
    static double share(String text) {
        return TrainingPlan.paper()
                .withShare(one(text, "number", Double::valueOf))
                .share();
    }

    static long wholeLong(String text) {
        return one(text, "whole number", Long::valueOf);
    }

    /** A number; {@code kind} says which was expected. */
    static <T> T one(String text, String kind, Function<String, T> parse) {
        try {
            return parse.apply(text.strip());
        } catch (NumberFormatException e) {
            var wrong = new NumberFormatException("expected a %s, got '%s'".formatted(kind, text));
            wrong.initCause(e);
            throw wrong;
        }
    }
}

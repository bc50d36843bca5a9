package org.hypercolumn.cli;

/**
 * How long something takes: between the time that it needs with the processors to itself and the time that it needs when other
 * programs go on using as much of them as now.
 *
 * @param low seconds; NaN where not measured
 * @param high seconds, {@code low} or more; NaN where not measured
 */
record TimeRange(double low, double high) {

    /** Closer ends than this are said as one time: the estimate is no better. */
    private static final double ONE_TIME = 1.25;

    static TimeRange unknown() {
        return new TimeRange(Double.NaN, Double.NaN);
    }

    boolean isKnown() {
        return !Double.isNaN(low);
    }

    /** One after the other; what was not measured takes no time worth counting. */
    TimeRange plus(TimeRange other) {
        if (!isKnown() || !other.isKnown()) {
            return isKnown() ? this : other;
        }
        return new TimeRange(low + other.low, high + other.high);
    }

    /** {@code about 4 min}, {@code 4 to 9 min}, {@code 50 s to 2 min}; to two digits, since it is an estimate. */
    String text() {
        String most = TimeText.roughly(high);
        if (isOne()) {
            return "about " + most;
        }
        String least = TimeText.roughly(low);
        String unit = most.substring(most.indexOf(' '));
        boolean oneUnit = least.endsWith(unit) && least.indexOf(' ') == least.lastIndexOf(' ');
        return (oneUnit ? least.substring(0, least.indexOf(' ')) : least) + " to " + most;
    }

    /** Why it is a range; empty where it is not. */
    String reason() {
        return !isKnown() || isOne() ? "" : ", depending on what else runs on this machine";
    }

    private boolean isOne() {
        return high <= ONE_TIME * low || TimeText.roughly(high).equals(TimeText.roughly(low));
    }
}

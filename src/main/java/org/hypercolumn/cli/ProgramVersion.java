package org.hypercolumn.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar says, and the Java that runs it. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"hypercolumn " + version(), "Java " + Runtime.version()};
    }

    /** The version of the program; {@code development} outside its jar. */
    static String version() {
        String version = Hypercolumn.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}

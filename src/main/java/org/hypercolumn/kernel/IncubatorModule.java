package org.hypercolumn.kernel;

/**
 * The JDK's module {@code jdk.incubator.vector}. Named on the command line, it makes Java print a warning at every start;
 * loaded from here, none.
 */
final class IncubatorModule {
    private static final String NAME = "jdk.incubator.vector";

    private IncubatorModule() {}

    /**
     * Makes the module's classes visible, unless they are already.
     *
     * @return whether they are visible now; they are not where this Java lacks the module, or where neither
     *     {@code --add-modules} nor our jar's {@code Add-Exports} lets us load it
     */
    static boolean load() {
        if (ModuleLayer.boot().findModule(NAME).isPresent()) {
            return true;
        }
        try {
            // The JDK's own way to add one of its modules to a running program, as its attach mechanism does.
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, NAME);
            return true;
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }
}

package org.apache.cassandra.security;

/**
 * Stands in for Cassandra's class of this name, which installs a Security Manager around user-defined functions.
 *
 * <p>Java 24 and later have no Security Manager (JEP 486), and a Cassandra 5.0 that asks for one does not start. Our
 * nodes never run user-defined functions, so that nothing is left to guard.
 */
public final class ThreadAwareSecurityManager {
    private ThreadAwareSecurityManager() {}

    public static void install() {}

    public static boolean isSecuredThread() {
        return false;
    }
}

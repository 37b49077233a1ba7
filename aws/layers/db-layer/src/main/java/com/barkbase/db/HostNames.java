package com.barkbase.db;

import java.security.Security;

/** How long the JVM keeps what a host name led to; after a failover the server's leads to another. */
final class HostNames {
    private static final String PROPERTY = "networkaddress.cache.ttl";
    /** What the same property is as an option of the command line. */
    private static final String OPTION = "sun.net.inetaddr.ttl";
    /** The JVM's own is 30 seconds, RDS's names change every 5; only a login asks. */
    private static final String SECONDS = "1";

    private HostNames() {}

    /** Unless somebody has said how long. Without effect once the JVM has resolved a name. */
    static void forgetSoon() {
        if (Security.getProperty(PROPERTY) == null && System.getProperty(OPTION) == null) {
            Security.setProperty(PROPERTY, SECONDS);
        }
    }
}

package com.barkbase.cdk;

/** What runs PostgreSQL. */
public enum Engine {
    /** One RDS instance, with a standby where {@link Environment#multiAz} says so. */
    INSTANCE,
    /** Aurora Serverless v2: storage over three zones, readers, capacity by need. */
    AURORA
}

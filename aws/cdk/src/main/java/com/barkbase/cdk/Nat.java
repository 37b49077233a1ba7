package com.barkbase.cdk;

/** How the private subnets reach what is outside the VPC. */
public enum Nat {
    /** Not at all, but for Secrets Manager, through an endpoint in one zone. */
    NONE,
    /** Through one small server of our own, which has no stand-in. */
    INSTANCE,
    /** Through AWS's gateway: in each zone where the database is in several, else in one. */
    GATEWAY
}

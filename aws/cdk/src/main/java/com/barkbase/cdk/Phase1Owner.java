package com.barkbase.cdk;

/** Who deployed the network and the database that the services stand on. */
public enum Phase1Owner {
    /** This app, with its NetworkStack and DatabaseStack. */
    OWN,
    /** Someone else, who left its values in Parameter Store. */
    EXISTING
}

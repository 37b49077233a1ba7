package com.barkbase.cdk.picture;

/** One box uses another, or may connect to it. */
record Arrow(Box from, Box to) {
    boolean isConnection() {
        return from.title().equals("security group") && to.title().equals("security group");
    }
}

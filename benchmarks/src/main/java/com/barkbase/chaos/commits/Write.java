package com.barkbase.chaos.commits;

/**
 * One write and what its caller was told in the end.
 *
 * @param entry told from all others
 * @param attempts how often the caller itself sent it
 * @param trouble what befell it and where, in words; empty where it was over before
 * @param failure the last one; empty where it was done
 */
record Write(Way way, String entry, Told told, int attempts, String trouble, String failure) {
    boolean troubled() {
        return !trouble.isEmpty();
    }
}

package com.barkbase.chaos.commits;

/** What a caller is told of its write. */
enum Told {
    DONE,
    NOT_DONE,
    /** It may have been done or not. */
    UNKNOWN,
    /** An answer that a lost connection does not explain. */
    WRONG
}

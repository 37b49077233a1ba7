package com.barkbase.db;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a session's login comes from. Thread-safe. */
interface Logins {

    /** The login believed to be right. */
    Login current(Deadline until);

    /** The login to try after PostgreSQL refused these; null where there is no other. */
    @Nullable
    Login next(List<Login> refused, Deadline until);

    /** What to look at when the login is refused for good: one sentence. */
    String remedy();
}

package com.barkbase.bench.quarkus;

import com.barkbase.bench.subject.Contender;
import com.barkbase.bench.subject.Jdbc;
import com.barkbase.bench.subject.Subject;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A command that Quarkus starts and injects its pool into. */
@QuarkusMain
public final class QuarkusContender implements QuarkusApplication, Contender {
    private final DataSource pool;

    QuarkusContender(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public int run(String... scenario) throws Exception {
        Subject.run(this, scenario);
        return 0;
    }

    @Override
    public int pets() throws SQLException {
        return Jdbc.pets(pool);
    }

    @Override
    public String pet(int id) throws SQLException {
        return Jdbc.pet(pool, id);
    }
}

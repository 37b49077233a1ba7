package com.barkbase.bench.subject;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** One connection by a JDBC driver and one statement that stays prepared: what a pool can at best add nothing to. */
public abstract class ConnectionContender implements Contender {
    private final Connection connection;
    private final PreparedStatement pet;

    protected ConnectionContender(String url, Map<String, String> properties) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        connection = DriverManager.getConnection(url, all);
        pet = connection.prepareStatement(Jdbc.PET);
    }

    @Override
    public int pets() throws SQLException {
        return Jdbc.pets(connection);
    }

    @Override
    public synchronized String pet(int id) throws SQLException {
        return Jdbc.pet(pet, id);
    }
}

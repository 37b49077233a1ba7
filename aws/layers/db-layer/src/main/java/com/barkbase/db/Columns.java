package com.barkbase.db;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of a result's columns, shared by its rows. Of two with one name the first is found. */
final class Columns {
    private final List<String> names;
    private final Map<String, Integer> indexes;

    Columns(List<String> names) {
        this.names = List.copyOf(names);
        this.indexes = new HashMap<>(names.size() * 2);
        for (int i = 0; i < names.size(); i++) {
            indexes.putIfAbsent(names.get(i), i);
        }
    }

    List<String> names() {
        return names;
    }

    int index(String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new IllegalArgumentException("There is no column \"" + name + "\". " + listed());
        }
        return index;
    }

    String listed() {
        return "Columns: " + String.join(", ", names) + ".";
    }
}

package com.barkbase.db;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of a cursor at the server, some at a time. */
final class Cursor<T extends @Nullable Object> implements Iterator<T>, AutoCloseable {
    /** Keeps round trips rare, and of usual rows less than a megabyte in memory. */
    static final int ROWS_AT_ONCE = 1_000;

    private final Supplier<List<T>> fetch;
    private final Runnable close;
    private Iterator<T> fetched;
    private boolean exhausted;
    private boolean ended;

    /** @param close tells the server that no more rows are wanted */
    Cursor(List<T> first, Supplier<List<T>> fetch, Runnable close) {
        this.fetch = fetch;
        this.close = close;
        this.fetched = first.iterator();
        this.exhausted = first.size() < ROWS_AT_ONCE;
    }

    Stream<T> rows() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false);
    }

    @Override
    public boolean hasNext() {
        if (ended) {
            throw new IllegalStateException("The stream is over: its rows are read inside stream's function.");
        }
        while (!fetched.hasNext() && !exhausted) {
            List<T> more = fetch.get();
            fetched = more.iterator();
            exhausted = more.size() < ROWS_AT_ONCE;
        }
        return fetched.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return fetched.next();
    }

    @Override
    public void close() {
        ended = true;
        if (!exhausted) {
            close.run();
        }
    }
}

package com.barkbase.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.db.Pool;
import com.barkbase.http.Endpoint;
import com.barkbase.http.Request;
import com.barkbase.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Answers {@link OpenApiRoutes} with the document that the build has made. It needs no database. */
public final class OpenApiHandler extends Endpoint {

    public OpenApiHandler() {
        serve(OpenApiRoutes.READ, OpenApiHandler::read);
    }

    /** As every handler is made on localhost; the pool is not used. */
    public OpenApiHandler(Supplier<Pool> pool) {
        this();
    }

    private static Response read(Request request) {
        try (InputStream document = OpenApiHandler.class.getResourceAsStream("openapi.json")) {
            if (document == null) {
                throw new IllegalStateException(
                        "openapi.json is not beside " + OpenApiHandler.class + ": build the backend with Maven.");
            }
            return Response.json(new String(document.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

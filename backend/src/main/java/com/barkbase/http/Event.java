package com.barkbase.http;

import io.avaje.jsonb.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the services read of an HTTP API event, payload format 2.0. A record of our own, read by generated code, spares
 * each cold start the events library and the runtime's reflection over it.
 *
 * @param headers names in small letters, as API Gateway hands them on
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     AWS: Lambda proxy integrations for HTTP APIs</a>
 */
@Json
record Event(
        @Nullable String routeKey,
        @Nullable Map<String, String> headers,
        @Nullable Map<String, String> queryStringParameters,
        @Nullable Map<String, String> pathParameters,
        @Nullable Context requestContext,
        @Nullable String body,
        boolean isBase64Encoded) {

    @Json
    record Context(@Nullable String requestId, @Nullable Authorizer authorizer) {}

    /** The answer of the Lambda authorizer, which API Gateway has asked: the one place that names a tenant. */
    @Json
    record Authorizer(@Nullable Map<String, Object> lambda) {}

    @Nullable
    String header(String name) {
        return headers == null ? null : headers.get(name);
    }

    Map<String, String> query() {
        return queryStringParameters == null ? Map.of() : queryStringParameters;
    }

    Map<String, String> path() {
        return pathParameters == null ? Map.of() : pathParameters;
    }

    @Nullable
    String requestId() {
        return requestContext == null ? null : requestContext.requestId();
    }

    /** What the authorizer says of the caller. */
    @Nullable
    String authorized(String name) {
        Authorizer authorizer = requestContext == null ? null : requestContext.authorizer();
        if (authorizer == null || authorizer.lambda() == null) {
            return null;
        }
        return authorizer.lambda().get(name) instanceof String value ? value : null;
    }
}

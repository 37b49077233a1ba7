package com.barkbase.http;

import io.avaje.jsonb.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the services read of an HTTP API event, payload format 2.0. A record of our own, read by generated code, spares
 * each cold start the events library and the runtime's reflection over it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     AWS: Lambda proxy integrations for HTTP APIs</a>
 */
@Json
record Event(
        @Nullable String routeKey,
        @Nullable Map<String, String> queryStringParameters,
        @Nullable Map<String, String> pathParameters,
        @Nullable Context requestContext) {

    @Json
    record Context(@Nullable String requestId, @Nullable Authorizer authorizer) {}

    /** The answer of the Lambda authorizer, which API Gateway has asked: the one place that names a tenant. */
    @Json
    record Authorizer(@Nullable Map<String, Object> lambda) {}

    @Nullable
    String query(String name) {
        return queryStringParameters == null ? null : queryStringParameters.get(name);
    }

    @Nullable
    String path(String name) {
        return pathParameters == null ? null : pathParameters.get(name);
    }

    @Nullable
    String requestId() {
        return requestContext == null ? null : requestContext.requestId();
    }

    @Nullable
    String tenantId() {
        Authorizer authorizer = requestContext == null ? null : requestContext.authorizer();
        if (authorizer == null || authorizer.lambda() == null) {
            return null;
        }
        return authorizer.lambda().get("tenantId") instanceof String tenantId ? tenantId : null;
    }
}

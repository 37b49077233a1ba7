package com.barkbase.db;

import org.jspecify.annotations.Nullable;

/** What signs a request to AWS; the token is null for a user's own long-lived key. */
record AwsCredentials(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken) {

    @Override
    public String toString() {
        return "AwsCredentials[accessKeyId=" + accessKeyId + ", the rest is hidden]";
    }
}

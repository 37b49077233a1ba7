/** The API in OpenAPI's words, made of the table of routes when the backend is built. */
@org.jspecify.annotations.NullMarked
package com.barkbase.openapi;

/** The API's edge: what every service needs between API Gateway's events and its own words. */
@org.jspecify.annotations.NullMarked
package com.barkbase.http;

/** Whether a schema keeps tenants apart, read from PostgreSQL's own catalogue. */
@org.jspecify.annotations.NullMarked
package com.barkbase.isolation;

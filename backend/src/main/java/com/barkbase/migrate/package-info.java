/** Brings a database to the newest schema, as its owner, and lets the services in. */
@org.jspecify.annotations.NullMarked
package com.barkbase.migrate;

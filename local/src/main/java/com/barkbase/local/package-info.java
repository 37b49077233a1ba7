/** BarkBase on localhost: the handlers that Lambda runs, behind a gateway of our own, over an embedded PostgreSQL. */
@org.jspecify.annotations.NullMarked
package com.barkbase.local;

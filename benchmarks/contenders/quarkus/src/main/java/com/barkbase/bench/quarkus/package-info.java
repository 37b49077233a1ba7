/** Quarkus with its pool. */
@NullMarked
package com.barkbase.bench.quarkus;

import org.jspecify.annotations.NullMarked;

/** The primary goes, its replica takes over its name and its work. */
@NullMarked
package com.barkbase.chaos.failover;

import org.jspecify.annotations.NullMarked;

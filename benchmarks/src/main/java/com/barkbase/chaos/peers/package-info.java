/** The same attacks on what others use, side by side with the db-layer: a process each. */
@NullMarked
package com.barkbase.chaos.peers;

import org.jspecify.annotations.NullMarked;

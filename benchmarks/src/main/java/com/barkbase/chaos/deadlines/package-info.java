/** Functions that end, or stand still, at their deadline or before it, in the middle of their work. */
@NullMarked
package com.barkbase.chaos.deadlines;

import org.jspecify.annotations.NullMarked;

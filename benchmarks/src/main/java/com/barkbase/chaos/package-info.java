/** What may go wrong, made to go wrong on purpose against real servers: {@code ./barkbase chaos}. */
@NullMarked
package com.barkbase.chaos;

import org.jspecify.annotations.NullMarked;

/** {@code ./barkbase chaos}: what may go wrong is made to go wrong on purpose, and what held is written down. */
@NullMarked
package com.barkbase.chaos;

import org.jspecify.annotations.NullMarked;

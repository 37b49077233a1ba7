/** Everything at once for half an hour, while it is watched whether anything grows. */
@NullMarked
package com.barkbase.chaos.soak;

import org.jspecify.annotations.NullMarked;

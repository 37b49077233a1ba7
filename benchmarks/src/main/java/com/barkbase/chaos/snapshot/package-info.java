/** A function's memory is copied and started again, as SnapStart does: what is in it, and does it still work? */
@NullMarked
package com.barkbase.chaos.snapshot;

import org.jspecify.annotations.NullMarked;

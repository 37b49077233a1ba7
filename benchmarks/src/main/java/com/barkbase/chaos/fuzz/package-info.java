/** Random inputs by the million, for what reads what others have written. */
@NullMarked
package com.barkbase.chaos.fuzz;

import org.jspecify.annotations.NullMarked;

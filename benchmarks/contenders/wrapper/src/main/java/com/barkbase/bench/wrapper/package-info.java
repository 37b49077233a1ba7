/** AWS's wrapper around the driver. */
@NullMarked
package com.barkbase.bench.wrapper;

import org.jspecify.annotations.NullMarked;

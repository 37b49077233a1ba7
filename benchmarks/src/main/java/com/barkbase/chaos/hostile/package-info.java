/** Servers and endpoints that mean harm: does a caller get more than an error, and does it come in time? */
@NullMarked
package com.barkbase.chaos.hostile;

import org.jspecify.annotations.NullMarked;

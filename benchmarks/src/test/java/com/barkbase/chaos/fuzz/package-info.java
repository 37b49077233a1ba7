@NullMarked
package com.barkbase.chaos.fuzz;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.barkbase.chaos.freeze;

import org.jspecify.annotations.NullMarked;

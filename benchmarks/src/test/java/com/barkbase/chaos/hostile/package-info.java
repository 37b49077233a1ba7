@NullMarked
package com.barkbase.chaos.hostile;

import org.jspecify.annotations.NullMarked;

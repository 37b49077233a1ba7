@NullMarked
package com.barkbase.chaos;

import org.jspecify.annotations.NullMarked;

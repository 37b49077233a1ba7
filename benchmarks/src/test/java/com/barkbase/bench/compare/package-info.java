@NullMarked
package com.barkbase.bench.compare;

import org.jspecify.annotations.NullMarked;

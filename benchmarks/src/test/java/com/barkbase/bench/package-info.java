@NullMarked
package com.barkbase.bench;

import org.jspecify.annotations.NullMarked;

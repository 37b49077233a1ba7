/** Measurements that anybody can repeat: {@code ./barkbase bench}. Decisions that rest on figures name theirs. */
@NullMarked
package com.barkbase.bench;

import org.jspecify.annotations.NullMarked;

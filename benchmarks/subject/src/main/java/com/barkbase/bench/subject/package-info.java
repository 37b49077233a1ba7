/** What runs in the measured processes: each has its contender's own class path and nothing of the others'. */
@NullMarked
package com.barkbase.bench.subject;

import org.jspecify.annotations.NullMarked;

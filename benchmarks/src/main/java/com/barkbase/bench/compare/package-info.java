/**
 * {@code ./barkbase bench cold|warm|tenant|storm|all}: the db-layer beside what others use, by processes in turns.
 * A {@link com.barkbase.bench.compare.Stage} is what all meet, {@link com.barkbase.bench.compare.Trials} run one
 * process, {@link com.barkbase.bench.compare.Results} keep the raw values.
 */
@NullMarked
package com.barkbase.bench.compare;

import org.jspecify.annotations.NullMarked;

/** Replies that are lost: is what the caller is told of a write what has become of it? */
@NullMarked
package com.barkbase.chaos.commits;

import org.jspecify.annotations.NullMarked;
